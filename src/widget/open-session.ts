import type { MessageItem } from '../ui/chat-log.ts';
import { Announcer } from './announcer.ts';
import { notify } from './notify.ts';
import { Sender } from './sender.ts';
import { Session } from './session.ts';
import { askedText, sideText } from './side-text.ts';
import { queueText } from './view/person-bar.tsx';
import type { Widget } from './widget.ts';

/** A conversation that is quiet for so long is taken to be over. */
const IDLE_RATING_MS = 10 * 60_000;

/** The conversation of a widget: its news go to the view, to the page as events, and to whoever listens to the screen. */
export function openSession(widget: Widget): { session: Session; sender: Sender } {
  let idle: ReturnType<typeof setTimeout> | undefined;
  const announcer = new Announcer(() => widget.schedule());

  const askForRating = (key: string) => {
    if (widget.storage.read().rated === key) return;
    widget.rating = key;
    announcer.tell(widget.t('rate'));
    widget.schedule();
  };

  const finished = (item: MessageItem, live: boolean) => {
    if (item.author === 'customer') return;
    const isSeen = item.sequence <= widget.storage.read().seen;
    clearTimeout(idle);
    if (live) {
      announcer.finished(item, nameOf(widget, item), widget.t);
      const { messageId: id, author, text } = item;
      widget.emit('message', { id, author, ...widget.shared(text) });
      idle = setTimeout(() => askForRating(item.messageId), IDLE_RATING_MS);
    }
    if (widget.isOpen && !document.hidden) widget.seen();
    else if (!isSeen) {
      widget.setUnread(widget.unread + 1);
      if (live && widget.host.hasAttribute('notify')) notify(widget.t('newMessages'));
    }
  };

  const session = new Session({
    endpoint: widget.endpoint,
    storage: widget.storage,
    announcer,
    locale: () => widget.t.locale,
    isDemo: () => widget.settings.demo,
    onChange: () => widget.schedule(),
    onFinished: finished,
    onShown(item, live) {
      if (live) announcer.tell(sideText(item, widget));
    },
    onAsked: () => announcer.tell(askedText(widget)),
    onPlace: () => announcer.tell(queueText(widget)),
    onHandoff: (owner, live) => {
      const state = owner === 'assistant' ? 'none' : owner === 'human' ? 'claimed' : 'queued';
      if (live) widget.emit('handoff', { state });
    },
    onClosed: askForRating,
    onError: (code) => widget.fail(code),
    onOpen: () => void sender.flush(),
    onAccepted: (clientMessageId) => widget.outbox.remove(clientMessageId),
    onGone: () => {
      clearTimeout(idle);
      widget.rating = null;
      widget.setUnread(0);
    },
    onForgotten: () => {
      widget.outbox.clear();
      sender.stop();
    },
  });
  const sender = new Sender({
    outbox: widget.outbox,
    conversation: () => session.ensure(),
    url: (id, rest) => `${widget.endpoint}v1/conversations/${id}${rest}`,
    onChange: () => widget.schedule(),
    onError: (code) => widget.fail(code),
    onClosed: () => session.leave(),
  });
  return { session, sender };
}

export function nameOf({ t }: Widget, item: MessageItem): string {
  if (item.author === 'customer') return t('you');
  return item.authorName ?? t(item.author === 'human_agent' ? 'support' : 'assistant');
}
