import { useState } from 'preact/hooks';
import type { MessageItem } from '../../ui/chat-log.ts';
import { Icon } from '../../ui/icons.tsx';
import type { Widget } from '../widget.ts';

const REASONS = ['wrong', 'unclear', 'incomplete', 'tone'] as const;

/** Whether an answer helped, and why not: for the people who write the prompts. */
export function FeedbackButtons({ item, widget }: { item: MessageItem; widget: Widget }) {
  const { t } = widget;
  const [said, setSaid] = useState<'' | 'up' | 'down' | 'thanks'>('');
  const send = (helpful: boolean, reason?: (typeof REASONS)[number]) => {
    setSaid(helpful || reason !== undefined ? 'thanks' : 'down');
    void widget.attempt((session) =>
      session.request('PUT', `/messages/${item.messageId}/feedback`, {
        helpful,
        ...(reason === undefined ? {} : { reason }),
      }),
    );
  };
  if (said === 'thanks')
    return (
      <span class="feedback" role="status">
        {t('thanks')}
      </span>
    );
  return (
    <span class="feedback">
      {said === 'down' ? (
        <>
          {t('why')}
          {REASONS.map((reason) => (
            <button type="button" class="link" onClick={() => send(false, reason)}>
              {t(`why.${reason}`)}
            </button>
          ))}
        </>
      ) : (
        <>
          <button
            type="button"
            class="plain tiny"
            aria-label={t('helpful')}
            onClick={() => send(true)}
          >
            <Icon name="up" size={14} />
          </button>
          <button
            type="button"
            class="plain tiny flip"
            aria-label={t('notHelpful')}
            onClick={() => send(false)}
          >
            <Icon name="up" size={14} />
          </button>
        </>
      )}
    </span>
  );
}
