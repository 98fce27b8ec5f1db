import type { Widget } from '../widget.ts';

const QUICK = ['quickOrder', 'quickPayment', 'quickReturn', 'quickProduct'] as const;

/** Before the first message: who answers, what one can ask, and four beginnings. */
export function Welcome({ widget }: { widget: Widget }) {
  const { t } = widget;
  return (
    <div class="welcome">
      <p class="greeting">{t('welcome')}</p>
      <p>{t('welcomeText')}</p>
      {widget.draft === '' && (
        <ul class="quick">
          {QUICK.map((key) => (
            <li key={key}>
              <button
                type="button"
                onClick={() => {
                  widget.send(t(key));
                  widget.frame.focusComposer();
                }}
              >
                {t(key)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
