import { useState } from 'preact/hooks';
import type { Session } from '../session.ts';
import type { Widget } from '../widget.ts';

/** Transcript, erasure, and what is kept. */
export function OptionsMenu({ session, widget }: { session: Session; widget: Widget }) {
  const { t, settings } = widget;
  const [step, setStep] = useState<'list' | 'erase'>('list');
  const [said, setSaid] = useState('');
  const has = session.conversation !== undefined;

  const transcript = async () => {
    if (session.standing.identity !== 'verified') {
      setSaid(t('transcriptVerify'));
      session.askAgain();
      return;
    }
    const sent = await widget.attempt(() =>
      session.request<{ email: string }>('POST', '/transcript', { locale: t.locale }),
    );
    if (sent) setSaid(t('transcriptSent', { email: sent.email }));
  };
  const erase = async () => {
    await widget.attempt(() => session.erase());
    widget.isMenuOpen = false;
    widget.frame.focusComposer();
    widget.schedule();
  };

  return (
    <div class="menu" role="group" aria-label={t('menu')}>
      {step === 'list' ? (
        <>
          {settings.mail && (
            <button type="button" disabled={!has} onClick={() => void transcript()}>
              {t('transcript')}
            </button>
          )}
          <button type="button" disabled={!has} onClick={() => setStep('erase')}>
            {t('erase')}
          </button>
        </>
      ) : (
        <>
          <p>{t('eraseAsk')}</p>
          <div class="acts">
            <button type="button" class="danger" onClick={() => void erase()}>
              {t('eraseYes')}
            </button>
            <button type="button" class="quiet" onClick={() => setStep('list')}>
              {t('back')}
            </button>
          </div>
        </>
      )}
      <p class="meta" role="status">
        {said}
      </p>
      <p class="meta">{t('trust')}</p>
    </div>
  );
}
