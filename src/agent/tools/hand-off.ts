import { refuse, type Tool } from './tool.ts';

/** What a person is called for again, though one has been called for it before. */
const ALWAYS: ReadonlySet<string> = new Set(['asked', 'safety']);

/** Asks for a person. The turn opens the handoff once the reply is complete, so that the shopper reads who answers next. */
export function handOffToHuman({
  isQueued,
  deskOpensAt,
}: {
  /** ISO 8601; null while somebody is at the desk */
  deskOpensAt(): string | null;
  isQueued(conversationId: string): Promise<boolean>;
}): Tool<'hand_off_to_human'> {
  return {
    name: 'hand_off_to_human',
    kind: 'read',
    async run({ reason, summary }, { conversationId, settledCauses = [] }) {
      if (await isQueued(conversationId)) return { result: { ok: true, status: 'already_queued' } };
      if (settledCauses.includes(reason) && !ALWAYS.has(reason))
        return refuse('policy_refused', {
          rule: 'handoff.settled',
          detail:
            'a human agent has dealt with this already: go by their note; when the shopper asks for a person again, the reason is asked',
        });
      const opensAt = deskOpensAt();
      return {
        result: { ok: true, status: 'queued', ...(opensAt === null ? {} : { opensAt }) },
        handoff: { reason, summary },
      };
    },
  };
}
