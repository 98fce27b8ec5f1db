import type { Tool } from './tool.ts';

/** Asks for a person. The turn opens the handoff once the reply is complete, so that the shopper reads who answers next. */
export function handOffToHuman({
  isQueued,
}: {
  isQueued(conversationId: string): Promise<boolean>;
}): Tool<'hand_off_to_human'> {
  return {
    name: 'hand_off_to_human',
    kind: 'read',
    async run({ reason, summary }, { conversationId }) {
      if (await isQueued(conversationId)) return { result: { ok: true, status: 'already_queued' } };
      return { result: { ok: true, status: 'queued' }, handoff: { reason, summary } };
    },
  };
}
