import { nameOf } from '../open-session.ts';
import type { Session } from '../session.ts';
import type { Widget } from '../widget.ts';
import { bannerText, problemText } from './banner.tsx';
import { activityText } from './log.tsx';

/** Hidden from the eye: a polite log for messages, one status for typing and network, one alert for errors. */
export function Announcements({ session, widget }: { session: Session; widget: Widget }) {
  const { announcer, log } = session;
  announcer.followReply(log.items, (item) => nameOf(widget, item), widget.t);
  return (
    <div class="unseen">
      <div role="log" aria-live="polite" aria-relevant="additions">
        {announcer.lines.map(({ key, text, locale }) => (
          <p key={key} lang={locale}>
            {text}
          </p>
        ))}
      </div>
      <div role="status">{widget.isOpen ? (bannerText(widget) ?? activityText(widget)) : ''}</div>
      <div role="alert">{widget.isOpen ? problemText(widget) : ''}</div>
    </div>
  );
}
