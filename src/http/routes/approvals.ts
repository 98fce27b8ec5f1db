import { z } from 'zod';
import type { DecisionBar } from '../../handoffs/approval-review.ts';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import { approvalQueue, currentProposal, decideApprovalRequest } from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute } from './route.ts';

const TAG = 'Staff';
const params = z.object({ id: z.string().max(64).meta({ description: 'of the proposal' }) });

const EVENTS_READ = 600;

/** What shoppers confirmed and the policy leaves to a person. */
export function approvalRoutes({
  proposals,
  desk,
  log,
  accounts,
}: Pick<HttpServices, 'proposals' | 'desk' | 'log' | 'accounts'>): App {
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/approvals',
      tag: TAG,
      summary: 'List confirmed wishes that wait for a person, the oldest first',
      description: 'With the rules that call for one, the shopper’s words and signs of risk.',
      answers: { 200: { description: 'What waits', schema: approvalQueue } },
    },
    async (c) => {
      const waiting = await proposals.awaitingApproval();
      return c.json({
        approvals: await Promise.all(
          waiting.map(async (approval) => ({
            ...approval,
            ...(await desk.approvals.review(approval, c.get('staff'))),
            words: await wordsBefore(approval.conversationId, approval.proposal.id),
          })),
        ),
      });
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/approvals/{id}/decision',
      tag: TAG,
      summary: 'Approve or refuse what a shopper confirmed',
      description:
        'The rules are asked once more. Nobody decides on a wish of their own; above `secondPersonAbove` of prompts/desk.md, nor does whoever talks with the shopper. Another amount needs another confirmation: refuse, and let the shopper ask anew.',
      params,
      body: decideApprovalRequest,
      answers: { 200: { description: 'The proposal in its new state', schema: currentProposal } },
    },
    async (c, { params: { id }, body }) => {
      const staff = c.get('staff');
      const waiting = (await proposals.awaitingApproval()).find(
        ({ proposal }) => proposal.id === id,
      );
      const bar = waiting === undefined ? null : await desk.approvals.bar(waiting, staff);
      if (bar !== null) throw barred(bar);
      const decided =
        body.decision === 'approve'
          ? await proposals.approve(id, staff)
          : await proposals.refuse(id, staff, body.reason ?? '');
      if (!decided.ok) throw refusal(decided.reason);
      const { kind, amount } = decided.proposal;
      await accounts.audit.add({
        staffId: staff.id,
        action: body.decision === 'approve' ? 'approval.approved' : 'approval.refused',
        subject: id,
        detail: {
          kind,
          rules: waiting?.rules.join(', ') ?? '',
          ...(amount === undefined ? {} : { amount: amount.amount, currency: amount.currency }),
        },
      });
      return c.json({ proposal: decided.proposal });
    },
  );

  return router;

  /** What the shopper wrote last before the proposal was shown. */
  async function wordsBefore(conversationId: string, proposalId: string): Promise<string> {
    const events = await log.readLast(conversationId, EVENTS_READ);
    const shown = events.findIndex(
      ({ event }) => event.type === 'proposal' && event.proposal.id === proposalId,
    );
    const said = events
      .slice(0, shown === -1 ? undefined : shown)
      .findLast(({ event }) => event.type === 'message-end' && event.author === 'customer')?.event;
    return said?.type === 'message-end' ? said.text.slice(0, 1000) : '';
  }
}

function barred(bar: DecisionBar): Error {
  return bar === 'own_request'
    ? refusal('requester')
    : new ConflictError(
        'second_person',
        'so much needs somebody else than the person who talks with the shopper',
        'Ask a colleague to decide.',
      );
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
