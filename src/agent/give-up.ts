import { conversationLocale } from '../conversations/conversation-locale.ts';
import { formatReply } from '../prompts/format-reply.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import type { TurnDependencies } from './turn-dependencies.ts';

/** The last resort when turns of a conversation keep failing: say so, and call a person. */
export async function giveUpTurn(
  dependencies: TurnDependencies,
  conversationId: string,
): Promise<void> {
  const { conversations, handoffs, log, prompts, makeId } = dependencies;
  const waiting = await conversations.unanswered(conversationId);
  const conversation = await conversations.find(conversationId);
  if (waiting.length === 0 || conversation === undefined) return;
  const locale = await conversationLocale(log, conversation, {
    enabled: dependencies.enabledLocales,
    fallback: dependencies.defaultLocale,
  });
  const turnId = makeId('trn');
  const messageId = makeId('msg');
  const text = formatReply(prompts().replies, locale, 'handoff.failed');
  await handoffs.open(conversationId, {
    reason: 'turn_failed',
    summary: waiting.map((message) => message.text).join('\n'),
  });
  const events: LogEventInput[] = [
    { type: 'turn-started', turnId, messageIds: waiting.map(({ messageId: id }) => id), locale },
    { type: 'message-start', messageId, turnId, author: 'assistant', locale },
    { type: 'message-end', messageId, author: 'assistant', text, locale },
    {
      type: 'turn-ended',
      turnId,
      outcome: 'handoff',
      confidence: 0,
      reasons: ['turn_failed'],
      model: 'none',
      steps: 0,
      inputTokens: 0,
      outputTokens: 0,
      costMicroUsd: 0,
      milliseconds: 0,
    },
    { type: 'status', status: 'idle', turnId },
  ];
  await log.append(conversationId, events);
}
