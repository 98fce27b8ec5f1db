import type { z } from 'zod';
import type { proposalResultSchema } from '../../tools/results.ts';
import type { Say } from './say.ts';

/** The words around a proposal; the proposal's own text is written by code of `proposals/`. */
export function tellRefund(
  proposal: z.infer<typeof proposalResultSchema>['proposal'],
  say: Say,
): string[] {
  return [
    say('proposal.ready'),
    ...(proposal.approval === 'person' ? [say('proposal.person')] : []),
  ];
}
