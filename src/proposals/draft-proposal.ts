import { createSecret, type RandomBytes, sha256Hex } from '../lib/ids.ts';
import type { Ruling, Subject } from './act.ts';
import type { Proposal } from './proposal.ts';

/** What a new proposal starts from: whom and what it is about, and what the rules allow. */
export interface DraftTerms extends Subject {
  id: string;
  conversationId: string;
  kind: Proposal['kind'];
  orderNumber: string | null;
  locale: string;
  ruling: Pick<Ruling, 'quotes' | 'plan' | 'approval' | 'factsHash' | 'worth'>;
  expiresAt: number;
}

/** An open proposal as it will be stored, but for its words; `token` is what its button sends back. */
export async function draftProposal(
  { ruling, ...terms }: DraftTerms,
  randomBytes: RandomBytes,
): Promise<{ draft: Omit<Proposal, 'text'>; token: string }> {
  const token = createSecret('cft', randomBytes);
  const { quotes, plan, approval, factsHash, worth } = ruling;
  return {
    token,
    draft: {
      ...terms,
      state: 'open',
      quotes,
      plan,
      approval,
      factsHash,
      tokenHash: await sha256Hex(token),
      worth,
      confirmedAt: null,
      confirmedBy: null,
      decidedBy: null,
      confirmedRules: null,
      replaces: null,
    },
  };
}
