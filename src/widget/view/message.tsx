import { useMemo } from 'preact/hooks';
import type { Source } from '../../protocol/stream-event.ts';
import type { MessageItem } from '../../ui/chat-log.ts';
import { formatInstant } from '../../ui/format.ts';
import { Markdown, SafeLink } from '../../ui/markdown-view.tsx';
import { nameOf } from '../open-session.ts';
import { Attached } from '../parts/attachments.tsx';
import { FeedbackButtons } from '../parts/feedback.tsx';
import type { Session } from '../session.ts';
import type { Widget } from '../widget.ts';

/** A message of anybody that the service has. */
export function Message(props: { item: MessageItem; session: Session; widget: Widget }) {
  const { item, session, widget } = props;
  const { t, settings } = widget;
  const isMine = item.author === 'customer';
  // The words are read anew only when they changed.
  const words = useMemo(
    () => (isMine ? item.text : <Markdown text={item.text} hosts={settings.hosts} />),
    [item.text, isMine, settings.hosts],
  );
  if (item.state === 'streaming' && item.text === '') return null;
  const who = nameOf(widget, item);
  const time = formatInstant(t.locale, item.at, { hour: 'numeric', minute: '2-digit' });
  return (
    <article
      class={`message ${isMine ? 'mine' : item.author}`}
      part="message"
      aria-label={`${who}, ${time}`}
    >
      <div class="words" dir="auto" lang={item.locale}>
        {words}
      </div>
      {item.end?.attachments && (
        <Attached files={item.end.attachments} session={session} widget={widget} />
      )}
      {item.end?.sources && <Sources sources={item.end.sources} widget={widget} />}
      <p class="meta">
        {!isMine && <bdi>{who}</bdi>}
        <time>{time}</time>
        {isMine && <span>{t(item.read ? 'read' : 'sent')}</span>}
        {item.state === 'stopped' && <span>{t('stopped')}</span>}
        {item.author === 'assistant' && item.state !== 'streaming' && (
          <FeedbackButtons item={item} widget={widget} />
        )}
      </p>
    </article>
  );
}

/** Which of the shop's articles the words were taken from. */
function Sources({ sources, widget }: { sources: readonly Source[]; widget: Widget }) {
  const { t, settings } = widget;
  // The titles go where the sentence of each language wants them.
  const [before, after] = t('from', { titles: PLACE }).split(PLACE);
  return (
    <p class="meta sources">
      {before}
      {sources.map(({ title, url }, index) => (
        <>
          {index > 0 && ', '}
          <bdi>
            {url?.startsWith('https://') ? (
              <SafeLink href={url} hosts={settings.hosts}>
                {title}
              </SafeLink>
            ) : (
              title
            )}
          </bdi>
        </>
      ))}
      {after}
    </p>
  );
}

const PLACE = '\u0000';
