import { beforeEach, describe, expect, it } from 'vitest';
import { EventLog } from '../../src/events/event-log.ts';
import { accountChoices, accountProblems } from '../../src/policy/bank-account.ts';
import { BankTransfers } from '../../src/proposals/bank-transfers.ts';
import type { BankAccount } from '../../src/protocol/bank-account.ts';
import type { Database } from '../../src/storage/database.ts';
import { say, startConversation, type TestServices, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aPayment } from '../helpers/shop.ts';

let services: TestServices;
const IBAN = 'DE89 3704 0044 0532 0130 00';
const account: BankAccount = { kind: 'iban', accountName: 'Maria Santos', iban: IBAN };

const HOLD = { by: 'provider', since: '2026-03-08T10:00:00Z', reason: 'review' };

const cash = {
  orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
  payments: [aPayment({ method: 'cash_on_delivery', provider: 'courier' })],
  shipments: [],
};

beforeEach(async () => {
  services = await testServices({
    shop: cash,
    script: [
      {
        toolCalls: [
          { name: 'propose_refund', args: { orderNumber: 'DM-20001', reason: 'damaged' } },
        ],
      },
    ],
  });
});

async function confirmed() {
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint: 'en' });
  const proposed = await say(services, id, 'My teapot from DM-20001 came broken, refund please');
  const answer = await say(services, id, 'yes');
  const card = answer
    .of('card')
    .map((event) => event.card)
    .find((each) => each.type === 'bank_details');
  return { id, proposed, answer, refundId: card?.type === 'bank_details' ? card.refundId : '' };
}

async function save(id: string, refundId: string) {
  const conversation = await services.conversations.find(id);
  if (conversation === undefined) throw new Error('no conversation');
  return services.transfers.saveAccount(conversation, refundId, account);
}

async function statusOf(refundId: string): Promise<string | undefined> {
  return (await services.shop.refundsOfOrder('ord_1')).find(({ id }) => id === refundId)?.status;
}

describe('a refund of cash on delivery', () => {
  it('is a bank transfer with a form by code, and keeps the account out of the conversation', async () => {
    const { id, proposed, answer, refundId } = await confirmed();
    expect(proposed.of('proposal').at(-1)?.proposal).toMatchObject({
      route: 'bank_transfer',
      amount: { amount: 5000, currency: 'EUR' },
    });
    expect(answer.reply).toContain('form below');
    expect(await statusOf(refundId)).toBe('requires_action');

    expect(await save(id, refundId)).toBe('saved');
    const events = JSON.stringify(await services.log.read(id, { limit: 1000 }));
    expect(events).toContain('"status":"received"');
    expect(events).not.toContain('3704');
    expect(events).not.toContain('Maria');
    expect(await services.transfers.open()).toMatchObject([
      { refundId, state: 'ready', account, amount: { amount: 5000, currency: 'EUR' } },
    ]);
  });

  it('is paid by a person, never by the one who gets it, and forgets the account', async () => {
    const { id, refundId } = await confirmed();
    expect(await services.transfers.pay(refundId, { id: 'stf_1' }, undefined)).toEqual({
      ok: false,
      reason: 'no_account',
    });
    await save(id, refundId);
    expect(await services.transfers.pay(refundId, { id: 'cus_1' }, undefined)).toEqual({
      ok: false,
      reason: 'requester',
    });
    const employee = { id: 'stf_9', email: 'Maria.Santos@example.com' };
    expect(await services.transfers.pay(refundId, employee, undefined)).toEqual({
      ok: false,
      reason: 'requester',
    });
    const outcomes = await Promise.all([
      services.transfers.pay(refundId, { id: 'stf_1' }, 'TR-1'),
      services.transfers.pay(refundId, { id: 'stf_2' }, 'TR-2'),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await statusOf(refundId)).toBe('succeeded');
    const rows = await services.database.all('SELECT state, account FROM bank_transfers');
    expect(rows).toEqual([{ state: 'paid', account: null }]);
    const [last] = await services.database.all('SELECT state FROM proposals');
    expect(last).toEqual({ state: 'executed' });
    expect(await save(id, refundId)).toBe('not_open');
  });

  it.each(['payments', 'refunds'] as const)(
    'is not paid by hand while a check that began later holds the %s',
    async (table) => {
      const { id, refundId } = await confirmed();
      await save(id, refundId);
      const put = (changes: object) =>
        services.database.run(
          `UPDATE ${table} SET hold = ?`,
          JSON.stringify({ ...HOLD, ...changes }),
        );
      await put({});
      const pay = () => services.transfers.pay(refundId, { id: 'stf_1' }, 'TR-1');
      expect(await pay()).toEqual({ ok: false, reason: 'held' });
      expect(await statusOf(refundId)).toBe('requires_action');
      expect(await services.transfers.open()).toMatchObject([{ heldBy: 'provider' }]);
      await put({ releasedAt: '2026-03-09T10:00:00Z' });
      expect(await services.transfers.open()).toMatchObject([{ heldBy: null }]);
      expect(await pay()).toEqual({ ok: true });
      expect(await statusOf(refundId)).toBe('succeeded');
    },
  );

  it('is not paid by hand when the check begins in the very moment', async () => {
    const { id, refundId } = await confirmed();
    await save(id, refundId);
    const { database } = services;
    const late: Database = {
      all: (sql, ...params) => database.all(sql, ...params),
      get: (sql, ...params) => database.get(sql, ...params),
      run: (sql, ...params) => database.run(sql, ...params),
      batch: async (statements) => {
        await database.run('UPDATE payments SET hold = ?', JSON.stringify(HOLD));
        return database.batch(statements);
      },
    };
    const log = new EventLog({ ...services, database: late });
    const transfers = new BankTransfers({ ...services, database: late, log });
    expect(await transfers.pay(refundId, { id: 'stf_1' }, 'TR-1')).toEqual({
      ok: false,
      reason: 'held',
    });
    expect(await statusOf(refundId)).toBe('requires_action');
  });

  it('frees the money when it is refused, and is nobody else’s to fill in', async () => {
    const { refundId } = await confirmed();
    const stranger = await startConversation(services, { verifiedCustomerId: 'cus_1' });
    expect(await save(stranger, refundId)).toBe('not_found');
    expect(await services.transfers.refuse(refundId, { id: 'stf_1' })).toEqual({ ok: true });
    expect(await statusOf(refundId)).toBe('cancelled');
    const [balance] = await services.database.all('SELECT refundable FROM payment_balances');
    expect(balance).toEqual({ refundable: 5000 });
    expect(await services.transfers.open()).toEqual([]);
  });

  it('empties the account when the conversation is erased', async () => {
    const { id, refundId } = await confirmed();
    await save(id, refundId);
    await services.transfers.erase(id);
    expect(await services.transfers.open()).toMatchObject([
      { state: 'details_needed', account: null },
    ]);
  });
});

describe('store credit instead of money', () => {
  it('is on a gift card at once, within the same limits', async () => {
    services = await testServices({
      shop: { ...cash, payments: [aPayment()], customers: [aCustomer()] },
      script: [
        {
          toolCalls: [
            {
              name: 'propose_refund',
              args: { orderNumber: 'DM-20001', reason: 'damaged', asStoreCredit: true },
            },
          ],
        },
      ],
    });
    const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint: 'en' });
    await say(services, id, 'My teapot from DM-20001 came broken, store credit please');
    await say(services, id, 'yes');
    const customer = await services.shop.findCustomer('cus_1');
    expect(customer?.instruments).toEqual([
      {
        id: 'store_credit_eur',
        method: 'gift_card',
        balance: { amount: 5000, currency: 'EUR' },
      },
    ]);
    expect(await services.shop.refundsOfOrder('ord_1')).toMatchObject([
      { status: 'succeeded', route: 'store_credit', amount: 5000 },
    ]);
  });
});

describe('a bank account', () => {
  it.each([
    [account, []],
    [{ ...account, iban: 'DE89 3704 0044 0532 0130 01' }, ['iban']],
    [{ kind: 'pix', accountName: 'Ana', taxId: '529.982.247-25', pixKey: 'ana@example.com' }, []],
    [
      { kind: 'pix', accountName: 'Ana', taxId: '529.982.247-26', pixKey: 'ana' },
      ['taxId', 'pixKey'],
    ],
    [
      { kind: 'pix', accountName: 'Loja', taxId: '12.ABC.345/01DE-35', pixKey: '+5511987654321' },
      [],
    ],
    [
      {
        kind: 'account_number',
        accountName: 'Ken',
        bankName: 'Bank',
        accountNumber: '1234567',
        bic: 'NOTABIC!',
      },
      ['bic'],
    ],
  ] as [BankAccount, string[]][])('%# is checked by its digits', (given, fields) => {
    expect(accountProblems(given).map(({ field }) => field)).toEqual(fields);
  });

  it('is asked for in the manner of its country', () => {
    expect(accountChoices('BR')).toEqual(['pix', 'brazil_account']);
    expect(accountChoices('DE')).toEqual(['iban']);
    expect(accountChoices('US')).toContain('account_number');
  });
});
