import type { Services } from '../../src/services.ts';
import type { Database } from '../../src/storage/database.ts';
import { textOf } from '../../src/storage/sql-value.ts';
import type { Account } from './account.ts';
import { Broken } from './broken.ts';
import { findMoneyFault } from './rules.ts';
import type { Step } from './steps.ts';

/** Nothing is written but what a confirmation names, and no money moves beyond the rules. */
export async function checkWrites(
  { services, database, account }: { services: Services; database: Database; account: Account },
  kind: Step['kind'],
): Promise<void> {
  const writes = await database.all('SELECT DISTINCT tbl, act, ref FROM hostile_writes');
  if (writes.length === 0) return;
  await account.look();
  const done = [...account.proposals.values()].filter(({ confirmed }) => confirmed);
  const orders = JSON.stringify(done.map(({ orderId }) => orderId));
  const payments = await database.all(
    'SELECT id FROM payments WHERE order_id IN (SELECT value FROM json_each(?))',
    orders,
  );
  const allowed = new Set([
    ...done.flatMap(({ orderId, customerId }) => [orderId ?? '', customerId]),
    ...payments.map((row) => textOf(row, 'id')),
  ]);
  for (const row of writes) {
    const [table, ref] = [textOf(row, 'tbl'), textOf(row, 'ref')];
    if (table === 'held money') throw new Broken('held money was booked back');
    const stock = table.startsWith('product') && done.length > 0;
    if (kind === 'calls') throw new Broken(`a tool call wrote to ${table}`);
    if (!stock && !allowed.has(ref))
      throw new Broken(`${table} ${ref} was written without a confirmation`);
  }
  const refunded = writes
    .filter((row) => row.tbl === 'refunds' && row.act === 'INSERT')
    .map((row) => textOf(row, 'ref'));
  const fault = await findMoneyFault(database, account.proposals, refunded, services);
  if (fault !== null) throw new Broken(fault);
  await database.run('DELETE FROM hostile_writes');
}
