import { z } from 'zod';
import type { DecisionBar } from '../../handoffs/approval-review.ts';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import { currentProposal } from '../../protocol/http.ts';
import { approvalQueue, decideApprovalRequest } from '../../protocol/staff.ts';
import type { Staff } from '../../staff/staff.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute } from './route.ts';

const TAG = 'Staff';
const params = z.object({ id: z.string().max(64).meta({ description: 'of the proposal' }) });

type Decision = z.infer<typeof decideApprovalRequest>;

const ACTIONS = {
  approve: 'approval.approved',
  refuse: 'approval.refused',
  lower: 'approval.lowered',
} as const;

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
      summary: 'Approve or refuse what a shopper confirmed, or give back less',
      description:
        'The rules are asked once more. Nobody decides on a wish of their own; above `secondPersonAbove` of prompts/desk.md, nor does whoever talks with the shopper. `lower` ends what was confirmed and shows the shopper a proposal with the lower amount, decided in advance: nothing moves before they confirm it.',
      params,
      body: decideApprovalRequest,
      answers: { 200: { description: 'The proposal in its new state', schema: currentProposal } },
    },
    async (c, { params: { id }, body }) => {
      const staff = c.get('staff');
      const waiting = await proposals.waitingApproval(id);
      const bar = waiting === undefined ? null : await desk.approvals.bar(waiting, staff);
      if (bar !== null) throw barred(bar);
      const decided = await decide(id, staff, body);
      if (!decided.ok)
        throw decided.reason === 'not_allowed'
          ? notAllowed(decided.detail)
          : refusal(decided.reason);
      const { kind, amount } = decided.proposal;
      await accounts.audit.add({
        staffId: staff.id,
        action: ACTIONS[body.decision],
        subject: id,
        detail: {
          kind,
          rules: waiting?.rules.join(', ') ?? '',
          ...(amount === undefined ? {} : { amount: amount.amount, currency: amount.currency }),
          ...('reason' in body && body.reason !== undefined ? { reason: body.reason } : {}),
          ...(body.decision === 'lower'
            ? {
                confirmed: waiting?.proposal.amount?.amount ?? null,
                replacedBy: decided.proposal.id,
              }
            : {}),
        },
      });
      return c.json({ proposal: decided.proposal });
    },
  );

  return router;

  function decide(id: string, staff: Staff, body: Decision) {
    switch (body.decision) {
      case 'approve':
        return proposals.approve(id, staff);
      case 'refuse':
        return proposals.refuse(id, staff, body.reason ?? '');
      case 'lower':
        return proposals.lowerAmount(id, staff, { amount: body.amount, why: body.reason });
    }
  }

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

type NotDone = Exclude<
  Extract<Awaited<ReturnType<HttpServices['proposals']['lowerAmount']>>, { ok: false }>['reason'],
  'not_allowed'
>;

function notAllowed(detail: string): Error {
  return new ConflictError('not_allowed', detail, 'Refuse it, or choose another amount.');
}

function refusal(reason: NotDone): Error {
  switch (reason) {
    case 'amount_fixed':
      return new ConflictError(
        'amount_fixed',
        'what goes back here follows from the order',
        'Approve or refuse it as it is.',
      );
    case 'amount_not_lower':
      return new ConflictError(
        'amount_not_lower',
        'the amount must be lower than what the shopper confirmed',
        'Approve it as it is, or name less.',
      );
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
