import { z } from 'zod';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import { approvalQueue, currentProposal, decideApprovalRequest } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute } from './route.ts';

const TAG = 'Staff';
const params = z.object({ id: z.string().max(64).meta({ description: 'of the proposal' }) });

/** Refunds and changes that a shopper confirmed and the policy leaves to a person. */
export function approvalRoutes({ proposals }: Pick<HttpServices, 'proposals'>): App {
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/approvals',
      tag: TAG,
      summary: 'List what was confirmed and waits for a person, the oldest first',
      answers: { 200: { description: 'What waits', schema: approvalQueue } },
    },
    async (c) => c.json({ approvals: await proposals.awaitingApproval() }),
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/approvals/{id}/decision',
      tag: TAG,
      summary: 'Approve or refuse a confirmed refund or change',
      description: 'The rules are asked once more. Nobody decides on a wish of their own.',
      params,
      body: decideApprovalRequest,
      answers: { 200: { description: 'The proposal in its new state', schema: currentProposal } },
    },
    async (c, { params: { id }, body }) => {
      const decided =
        body.decision === 'approve'
          ? await proposals.approve(id, c.get('staff'))
          : await proposals.refuse(id, c.get('staff'), body.reason ?? '');
      if (!decided.ok) throw refusal(decided.reason);
      return c.json({ proposal: decided.proposal });
    },
  );

  return router;
}

function refusal(reason: 'not_found' | 'not_waiting' | 'requester' | 'changed'): Error {
  switch (reason) {
    case 'not_found':
      return new NotFoundError('the proposal');
    case 'not_waiting':
      return new ConflictError(
        'not_waiting',
        'this no longer waits for a decision',
        'Read the list again.',
      );
    case 'requester':
      return new ConflictError(
        'own_request',
        'nobody decides on a wish of their own',
        'Ask a colleague.',
      );
    case 'changed':
      return new ConflictError(
        'facts_changed',
        'the order or its payments changed since the shopper confirmed',
        'Refuse it and let the shopper ask anew.',
      );
  }
}
