import type { Conversation } from '../conversations/conversation.ts';
import type { HttpServices } from './http-services.ts';

type HandoffState = 'none' | 'queued' | 'claimed' | 'closed';

export function handoffStateOf({ owner }: Conversation): HandoffState {
  if (owner === 'assistant') return 'none';
  return owner === 'human' ? 'claimed' : owner;
}

/** What a page needs to draw a conversation before its events arrive. */
export async function describeConversation(
  {
    proposals,
    verifications,
    desk,
    now,
  }: Pick<HttpServices, 'proposals' | 'verifications' | 'desk' | 'now'>,
  conversation: Conversation,
) {
  const { id, locale, identity, createdAt, updatedAt } = conversation;
  const [proposal, codeSent, progress] = await Promise.all([
    proposals.current(id),
    verifications.pending(id),
    desk.line.progress(id),
  ]);
  const lapsed = identity.tier === 'verified' && Date.parse(identity.verifiedUntil) <= now();
  return {
    id,
    locale,
    identity: lapsed ? ('anonymous' as const) : identity.tier,
    codeSent,
    handoff: handoffStateOf(conversation),
    progress,
    proposal: proposal ?? null,
    createdAt,
    updatedAt,
  };
}
