import { z } from 'zod';
import { type AppError, ConflictError, NotFoundError } from '../../lib/errors.ts';
import { confirmProposalRequest, currentProposal } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam } from './route.ts';

const proposalParam = conversationParam.extend({ proposalId: z.string().max(64) });

/** The shopper's own act on what waits for it. */
export function proposalRoutes({ proposals }: Pick<HttpServices, 'proposals'>): App {
  const router = createRouter();
  const tag = 'Proposals';

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/conversations/{id}/proposal',
      tag,
      summary: 'Read the proposal that waits for the shopper',
      params: conversationParam,
      answers: { 200: { description: 'The open proposal, or null', schema: currentProposal } },
    },
    async (c) => c.json({ proposal: (await proposals.current(c.get('conversation').id)) ?? null }),
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/proposals/{proposalId}/confirmation',
      tag,
      summary: 'Confirm a proposal',
      description: 'Only after the shopper’s own act. Repeating it changes nothing.',
      params: proposalParam,
      body: confirmProposalRequest,
      answers: { 200: { description: 'The proposal in its new state', schema: currentProposal } },
    },
    async (c, { params, body }) => {
      const confirmed = await proposals.confirm(c.get('conversation').id, params.proposalId, {
        token: body.token,
      });
      if (!confirmed.ok) throw refusal(confirmed.reason);
      return c.json({ proposal: confirmed.proposal });
    },
  );

  addRoute(
    router,
    {
      method: 'delete',
      path: '/v1/conversations/{id}/proposals/{proposalId}',
      tag,
      summary: 'Decline a proposal',
      params: proposalParam,
      answers: { 204: { description: 'Declined' } },
    },
    async (c, { params }) => {
      await proposals.decline(c.get('conversation').id, params.proposalId);
      return c.body(null, 204);
    },
  );
  return router;
}

function refusal(reason: string): AppError {
  if (reason === 'not_found')
    return new NotFoundError('The proposal', 'Read the current proposal.');
  return new ConflictError(
    `proposal_${reason}`,
    `The proposal cannot be confirmed: ${reason.replaceAll('_', ' ')}.`,
    'Read the current proposal, or ask in the conversation for a new one.',
  );
}
