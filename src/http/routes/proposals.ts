import { createRoute, z } from '@hono/zod-openapi';
import { ConflictError } from '../../lib/errors.ts';
import { confirmProposalRequest, currentProposal } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { bearer, conversationParam, json, jsonBody, problems } from './route.ts';

/** The shopper's own act on what waits for it. */
export function proposalRoutes({ proposals }: Pick<HttpServices, 'proposals'>): App {
  return createRouter()
    .openapi(current, async (c) => c.json({ proposal: (await proposals.current(c.get('conversation').id)) ?? null }, 200))
    .openapi(confirm, async (c) => {
      const { proposalId } = c.req.valid('param');
      const confirmed = await proposals.confirm(c.get('conversation').id, proposalId, { token: c.req.valid('json').token });
      if (!confirmed.ok) throw refusal(confirmed.reason);
      return c.json({ proposal: confirmed.proposal }, 200);
    })
    .openapi(decline, async (c) => {
      await proposals.decline(c.get('conversation').id, c.req.valid('param').proposalId);
      return c.body(null, 204);
    });
}

function refusal(reason: string): ConflictError {
  return new ConflictError(
    `proposal_${reason}`,
    `The proposal cannot be confirmed: ${reason.replaceAll('_', ' ')}.`,
    'Read the current proposal, or ask in the conversation for a new one.',
  );
}

const tags = ['Proposals'];
const proposalParam = conversationParam.extend({ proposalId: z.string().max(64) });

const current = createRoute({
  method: 'get',
  path: '/v1/conversations/{id}/proposal',
  tags,
  summary: 'Read the proposal that waits for the shopper',
  ...bearer,
  request: { params: conversationParam },
  responses: { 200: json(currentProposal, 'The open proposal, or null'), ...problems },
});

const confirm = createRoute({
  method: 'put',
  path: '/v1/conversations/{id}/proposals/{proposalId}/confirmation',
  tags,
  summary: 'Confirm a proposal',
  description: 'Only after the shopper’s own act. Repeating it changes nothing.',
  ...bearer,
  request: { params: proposalParam, body: jsonBody(confirmProposalRequest) },
  responses: { 200: json(currentProposal, 'The proposal in its new state'), ...problems },
});

const decline = createRoute({
  method: 'delete',
  path: '/v1/conversations/{id}/proposals/{proposalId}',
  tags,
  summary: 'Decline a proposal',
  ...bearer,
  request: { params: proposalParam },
  responses: { 204: { description: 'Declined' }, ...problems },
});
