import { z } from 'zod';
import { ConflictError, NotFoundError } from '../../lib/errors.ts';
import { invalidInput } from '../../lib/parse-input.ts';
import type { ArrivalResult } from '../../proposals/returns.ts';
import { bookArrivalRequest, bookedArrival, returnQueue } from '../../protocol/staff.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute } from './route.ts';

const TAG = 'Staff';
const params = z.object({ id: z.string().max(64).meta({ description: 'of the proposal' }) });

/** Goods that come back, booked in by staff. */
export function returnRoutes({
  returns,
  accounts,
}: Pick<HttpServices, 'returns' | 'accounts'>): App {
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'get',
      path: '/v1/staff/returns',
      tag: TAG,
      summary: 'List returns and exchanges whose goods or money are still awaited',
      answers: { 200: { description: 'The longest wait first', schema: returnQueue } },
    },
    async (c) => c.json({ returns: await returns.open() }),
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/returns/{id}/arrivals',
      tag: TAG,
      summary: 'Book in what came back of a return or exchange',
      description:
        'Whole or in parts. The money of what is accepted follows at once, as the shopper confirmed it; an exchange is carried out when all of it is back, and paid if it costs more. What waits for something else is named in `waits`: call again with no items, or the same clientArrivalId, to try once more. Nobody books in a return of their own.',
      params,
      body: bookArrivalRequest,
      answers: { 200: { description: 'What follows', schema: bookedArrival } },
    },
    async (c, { params: { id }, body }) => {
      const staff = c.get('staff');
      const items = body.items.map(({ accepted, ...item }, index) => {
        if (item.condition === 'damaged' && accepted === undefined)
          throw invalidInput([
            {
              path: ['items', index, 'accepted'],
              message: 'say whether what came damaged is accepted',
            },
          ]);
        const byCondition = item.condition === 'as_expected';
        return {
          ...item,
          accepted: item.condition === 'damaged' ? (accepted ?? false) : byCondition,
        };
      });
      const booked = await returns.book(id, staff, { ...body, items });
      if (!booked.ok) throw refusal(booked.reason);
      if (booked.isNew && items.length > 0)
        await accounts.audit.add({
          staffId: staff.id,
          action: 'return.arrived',
          subject: id,
          detail: {
            items: items
              .map(({ quantity, lineId, condition }) => `${quantity} × ${lineId} ${condition}`)
              .join(', '),
            ...(booked.amount === null
              ? {}
              : { amount: booked.amount.amount, currency: booked.amount.currency }),
          },
        });
      const { isNew: _, ok: _ok, ...shown } = booked;
      return c.json(shown);
    },
  );
  return router;
}

function refusal(reason: Extract<ArrivalResult, { ok: false }>['reason']): Error {
  switch (reason) {
    case 'not_found':
      return new NotFoundError('the return');
    case 'not_open':
      return new ConflictError(
        'return_closed',
        'nothing of this return is awaited any more',
        'Read the list again.',
      );
    case 'requester':
      return new ConflictError(
        'own_request',
        'nobody books in a return of their own',
        'Ask a colleague.',
      );
    case 'too_many':
      return new ConflictError(
        'too_many_pieces',
        'more pieces than were to come back, or of another line',
        'Read the list again: it says what is outstanding.',
      );
    case 'changed':
      return new ConflictError(
        'facts_changed',
        'somebody booked something of it at the same time',
        'Read the list again.',
      );
  }
}
