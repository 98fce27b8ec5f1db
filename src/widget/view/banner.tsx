import { Icon } from '../../ui/icons.tsx';
import type { Widget } from '../widget.ts';
import { wakeAt } from './wake.ts';

/** A connection may be lost for so long before it is said so. */
const BANNER_MS = 2000;
/** Times in a row that the service has to fail before it counts as down, not as a hiccup. */
const DOWN_AFTER = 4;

/** What stands between the shopper and an answer, with the next step. */
export function Banner({ widget }: { widget: Widget }) {
  const { t, settings } = widget;
  const text = bannerText(widget);
  const problem = problemText(widget);
  return (
    <>
      {text !== null && (
        <div class="banner">
          <Icon name="alert" size={16} />
          <p>
            {text}
            {isDown(widget) && settings.supportEmail !== null && (
              <>
                {' '}
                <a href={mailTo(widget, settings.supportEmail)}>{t('downMail')}</a>
              </>
            )}
          </p>
        </div>
      )}
      {problem !== '' && (
        <div class="banner danger">
          <Icon name="alert" size={16} />
          <p>{problem}</p>
          <button
            type="button"
            class="plain small"
            aria-label={t('close')}
            onClick={() => {
              widget.problem = null;
              widget.schedule();
            }}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      )}
    </>
  );
}

export function bannerText(widget: Widget): string | null {
  const { t, session, outbox } = widget;
  const { limitedUntil } = outbox;
  const now = Date.now();
  if (!navigator.onLine) return t('offline');
  if (limitedUntil > now) {
    wakeAt(widget, now + 1000);
    return t('limited', { n: Math.ceil((limitedUntil - now) / 1000) });
  }
  if (isDown(widget)) return t('down');
  const lostAt = session?.lostAt ?? null;
  if (lostAt === null) return null;
  if (now - lostAt >= BANNER_MS) return t('reconnecting');
  wakeAt(widget, lostAt + BANNER_MS);
  return null;
}

export function problemText({ problem, t }: Widget): string {
  if (problem === null) return '';
  if (problem === 'invalid_input' || problem === 'too_large') return t('tooLong');
  return t('problem');
}

function isDown({ session, outbox }: Widget): boolean {
  return outbox.failures >= DOWN_AFTER || (session?.attempts ?? 0) >= DOWN_AFTER;
}

function mailTo({ outbox, draft }: Widget, address: string): string {
  const words = [...outbox.entries.map(({ text }) => text), draft].join('\n\n').trim();
  return `mailto:${address}?body=${encodeURIComponent(words)}`;
}
