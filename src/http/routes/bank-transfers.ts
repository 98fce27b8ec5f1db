import { z } from 'zod';
import { AppError, ConflictError, NotFoundError } from '../../lib/errors.ts';
import { accountProblems } from '../../policy/bank-account.ts';
import type { TransferOutcome } from '../../proposals/bank-transfers.ts';
import { bankAccountSchema } from '../../protocol/bank-account.ts';
import { savedBankAccount } from '../../protocol/http.ts';
import { bankTransferQueue, settleBankTransfer } from '../../protocol/staff.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam } from './route.ts';

const refundParam = z.object({ refundId: z.string().max(64) });

const checkedAccount = bankAccountSchema.superRefine((account, issues) => {
  for (const { field, message } of accountProblems(account))
    issues.addIssue({ code: 'custom', path: [field], message });
});

/** The form for a bank transfer. What is typed into it goes to staff alone: no event, log or model sees it. */
export function bankAccountRoutes({ transfers }: Pick<HttpServices, 'transfers'>): App {
  const router = createRouter();
  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/refunds/{refundId}/bank-account',
      tag: 'Proposals',
      summary: 'Say where a bank transfer should go',
      description:
        'For a refund whose `bank_details` card asks for it, while its customer is verified. A second call replaces the first until the money is on its way.',
      params: conversationParam.extend(refundParam.shape),
      body: checkedAccount,
      answers: { 200: { description: 'Kept for staff', schema: savedBankAccount } },
    },
    async (c, { params: { refundId }, body }) => {
      const saved = await transfers.saveAccount(c.get('conversation'), refundId, body);
      if (saved === 'not_found') throw new NotFoundError('the refund');
      if (saved === 'not_verified')
        throw new AppError('identity_needed', 'Only the verified customer says where it goes.', {
          status: 403,
          hint: 'Verify with a code first.',
        });
      if (saved === 'not_open')
        throw new ConflictError(
          'transfer_closed',
          'The transfer has been made or refused already.',
          'Ask in the conversation.',
        );
      return c.json({ status: 'received' as const });
    },
  );
  return router;
}

/** Transfers that members of staff make by hand. */
export function bankTransferRoutes({ transfers }: Pick<HttpServices, 'transfers'>): App {
  const router = createRouter();
  const tag = 'Staff';

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/bank-transfers',
      tag,
      summary: 'List bank transfers to make, the oldest first',
      answers: { 200: { description: 'What waits', schema: bankTransferQueue } },
    },
    async (c) => c.json({ transfers: await transfers.open() }),
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/bank-transfers/{refundId}/outcome',
      tag,
      summary: 'Say that a transfer was made, or that it will not be',
      description: 'Nobody settles a transfer to themselves. The account is emptied with it.',
      params: refundParam,
      body: settleBankTransfer,
      answers: { 204: { description: 'Settled' } },
    },
    async (c, { params: { refundId }, body }) => {
      const settled =
        body.outcome === 'paid'
          ? await transfers.pay(refundId, c.get('staff'), body.reference)
          : await transfers.refuse(refundId, c.get('staff'));
      if (!settled.ok) throw refusal(settled.reason);
      return c.body(null, 204);
    },
  );
  return router;
}

function refusal(reason: Extract<TransferOutcome, { ok: false }>['reason']): AppError {
  switch (reason) {
    case 'not_found':
      return new NotFoundError('the transfer');
    case 'not_open':
      return new ConflictError('transfer_closed', 'it was settled already', 'Read the list again.');
    case 'requester':
      return new ConflictError(
        'own_request',
        'nobody settles a transfer to themselves',
        'Ask a colleague.',
      );
    case 'no_account':
      return new ConflictError(
        'account_missing',
        'the shopper has not said where the money should go',
        'Wait for the form, or ask them to fill it in.',
      );
    case 'held':
      return new ConflictError(
        'money_held',
        'a check of the payment holds this money',
        'Wait until the check is over and pay then, or refuse the transfer. The shopper may know that it is checked, not why.',
      );
  }
}
