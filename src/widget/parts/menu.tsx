import { useState } from 'preact/hooks';
import type { Session } from '../session.ts';
import type { Widget } from '../widget.ts';

/** How long the service lets a rating be changed. */
const RATING_CHANGES_MS = 24 * 3_600_000;

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
  const rateAgain = () => {
    widget.rating = widget.storage.read().rated ?? null;
    widget.isMenuOpen = false;
    widget.schedule();
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
          {canChangeRating(widget) && (
            <button type="button" onClick={rateAgain}>
              {t('rate')}
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

/** Also after a reload, when the card that offered it is gone. */
function canChangeRating({ storage }: Widget): boolean {
  const { conversation, ratedAt = 0 } = storage.read();
  return conversation !== undefined && Date.now() - ratedAt < RATING_CHANGES_MS;
}
