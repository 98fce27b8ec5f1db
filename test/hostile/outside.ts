import { putHold, releaseHold } from '../../src/proposals/hold-writes.ts';
import type { Services } from '../../src/services.ts';
import type { Database } from '../../src/storage/database.ts';
import { isHeldNow } from '../simulation/return-invariants.ts';
import type { Account } from './account.ts';
import { HOLD, type LateHold } from './late-hold.ts';
import { data } from './stage.ts';
import type { Step } from './steps.ts';
import type { Tally } from './tally.ts';

/** The shop or a bank changes records behind our back; proposals that rest on them must not be carried out. */
export async function changeOutside(
  {
    services,
    database,
    late,
    account,
    tally,
  }: {
    services: Services;
    database: Database;
    late: LateHold;
    account: Account;
    tally: Tally;
  },
  { what, order: orderId }: Step & { kind: 'outside' },
): Promise<void> {
  const order = data.orders.find(({ id }) => id === orderId);
  const payment = data.payments.find((one) => one.orderId === orderId);
  if (order === undefined || payment === undefined) return;
  const id = services.makeId('rfd');
  try {
    if (what === 'dispute')
      await database.run(
        `INSERT INTO disputes (id, order_id, payment_id, kind, status, amount, currency, reason, opened_at, metadata)
         VALUES (?, ?, ?, 'chargeback', 'needs_response', 500, ?, 'fraudulent', '2026-03-08T00:00:00Z', '{}')`,
        id,
        orderId,
        payment.id,
        payment.currency,
      );
    else if (what === 'refund')
      await database.run(
        `INSERT INTO refunds (id, order_id, payment_id, amount, currency, status, route, reason, requested_at, metadata)
         VALUES (?, ?, ?, 400, ?, 'succeeded', 'original_method', 'other', '2026-03-08T00:00:00Z', '{}')`,
        id,
        orderId,
        payment.id,
        payment.currency,
      );
    else if (what === 'late hold') {
      late.arm(payment.id);
      return;
    } else if (what === 'hold' || what === 'release') {
      const wasHeld = await isHeldNow(database, payment.id);
      if (wasHeld === (what === 'hold')) return;
      const statements = wasHeld
        ? releaseHold('payments', payment.id, HOLD.since)
        : putHold('payments', payment.id, HOLD);
      await database.batch(statements);
      if (!wasHeld) tally.held += 1;
    } else {
      const { changes } = await database.run(
        "UPDATE orders SET status = 'return_requested' WHERE id = ? AND status <> 'return_requested'",
        orderId,
      );
      // An order that is being returned already stands as it did.
      if (changes === 0) return;
    }
  } catch {
    // Nothing is left to refund: then nothing has changed.
    return;
  } finally {
    await database.run('DELETE FROM hostile_writes');
  }
  account.makeStale(orderId);
}
