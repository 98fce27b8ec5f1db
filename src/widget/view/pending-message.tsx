import type { OutboxEntry } from '../outbox.ts';
import type { Widget } from '../widget.ts';

/** A message on its way, shown at once. */
export function PendingMessage({ entry, widget }: { entry: OutboxEntry; widget: Widget }) {
  const { t, outbox } = widget;
  const { clientMessageId, text, state } = entry;
  return (
    <article class={`message mine ${state}`} part="message" aria-label={t('you')}>
      <div class="words" dir="auto">
        {text}
      </div>
      {state === 'failed' ? (
        <p class="meta failed">
          <span>{t('notSent')}</span>
          <button
            type="button"
            class="link"
            onClick={() => {
              widget.problem = null;
              outbox.mark(clientMessageId, 'waiting');
              void widget.flush();
            }}
          >
            {t('retry')}
          </button>
          <button
            type="button"
            class="link"
            onClick={() => {
              widget.problem = null;
              outbox.remove(clientMessageId);
            }}
          >
            {t('discard')}
          </button>
        </p>
      ) : (
        <p class="meta">
          <span>
            {t(state === 'sent' ? 'sent' : navigator.onLine ? 'sending' : 'waitingToSend')}
          </span>
        </p>
      )}
    </article>
  );
}
