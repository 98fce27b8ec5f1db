import { formatInstant } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import type { Widget } from '../widget.ts';

/** A person is always one tap away, and it is said when. */
export function PersonBar({ widget }: { widget: Widget }) {
  const { t } = widget;
  const { owner } = widget.standing;
  if (owner === 'human') return null;
  const isQueued = owner === 'queued';
  return (
    <div class="person">
      <button
        type="button"
        class="link"
        id="person"
        onClick={() =>
          void widget.attempt((session) =>
            isQueued ? session.cancelPerson() : session.callPerson(),
          )
        }
      >
        <Icon name={isQueued ? 'clock' : 'person'} size={16} />
        <span>{t(isQueued ? 'cancelPerson' : 'person')}</span>
      </button>
      <span class="meta">{isQueued ? queueText(widget) : deskText(widget)}</span>
    </div>
  );
}

export function deskText({ t, settings: { desk } }: Widget): string {
  if (!desk.open) return t('personClosed', { when: whenText(t.locale, desk.opensAt) });
  if (desk.waitMinutes !== null) return t('personOpen', { n: desk.waitMinutes });
  if (desk.closesAt === null) return '';
  return t('personHours', { when: formatInstant(t.locale, desk.closesAt, { timeStyle: 'short' }) });
}

export function queueText({ t, standing }: Widget): string {
  if (standing.opensAt !== null)
    return t('personClosed', { when: whenText(t.locale, standing.opensAt) });
  return [
    standing.place === null ? '' : t('queuedPlace', { n: standing.place }),
    standing.waitMinutes === null ? '' : t('queuedWait', { n: standing.waitMinutes }),
  ]
    .join(' ')
    .trim();
}

export function whenText(locale: string, at: string | null): string {
  return at === null
    ? ''
    : formatInstant(locale, at, { weekday: 'long', hour: 'numeric', minute: '2-digit' });
}
