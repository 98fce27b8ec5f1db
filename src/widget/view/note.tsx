import type { StreamEvent } from '../../protocol/stream-event.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import type { Widget } from '../widget.ts';
import { whenText } from './person-bar.tsx';

/** A line between the messages: who answers now, what was proven, what was stopped. */
export function Note({
  event,
  name,
  widget,
}: {
  event: StreamEvent;
  name: string;
  widget: Widget;
}) {
  const [icon, text] = noteText(event, name, widget);
  return (
    <p class="note">
      <Icon name={icon} size={14} /> <span>{text}</span>
    </p>
  );
}

export function noteText(
  event: StreamEvent,
  name: string,
  { t, settings: { desk } }: Widget,
): [IconName, string] {
  switch (event.type) {
    case 'handoff-opened':
      if (event.cause !== undefined && name !== '') return ['clock', t('requeued', { name })];
      return desk.open
        ? ['clock', `${t('queued')} ${t('queuedLeave')}`]
        : ['clock', t('outOfHours', { when: whenText(t.locale, desk.opensAt) })];
    case 'handoff-claimed':
      return ['person', t('answers', { name: event.humanAgentName })];
    case 'handoff-snoozed':
      return ['clock', t('snoozed', { name, when: whenText(t.locale, event.until) })];
    case 'handoff-returned':
      return ['check', t('returned')];
    case 'handoff-closed':
      return ['check', t('closed')];
    case 'status':
      if (event.status === 'verified') return ['check', t('verified')];
      if (event.status === 'logged_out') return ['check', t('loggedOut')];
      return ['stop', t('stopped')];
    default:
      return ['check', ''];
  }
}
