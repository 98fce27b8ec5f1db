import { expect, test } from 'vitest';
import type { ToolScope } from '../../src/agent/tools/tool.ts';
import type { Database } from '../../src/storage/database.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { testApp } from '../helpers/http.ts';
import { aShop, seedShop } from '../helpers/shop.ts';

/*
 * Whether an order exists is told to nobody without its contact: an unknown number and a wrong contact run the same
 * statements, in the same order, and get the same answer.
 */

function recording(database: Database): { database: Database; statements: string[] } {
  const statements: string[] = [];
  return {
    statements,
    database: {
      all: (sql, ...params) => {
        statements.push(sql);
        return database.all(sql, ...params);
      },
      get: (sql, ...params) => {
        statements.push(sql);
        return database.get(sql, ...params);
      },
      run: (sql, ...params) => {
        statements.push(sql);
        return database.run(sql, ...params);
      },
      batch: (batch) => {
        statements.push(...batch.map(({ sql }) => sql), '—');
        return database.batch(batch);
      },
    },
  };
}

const STRANGER = 'somebody.else@example.com';

async function anApp() {
  const plain = await createTestDatabase();
  await seedShop(plain, aShop());
  const { database, statements } = recording(plain);
  const app = await testApp({ inputs: { database } });
  return { ...app, statements };
}

test('asking for a code over HTTP', async () => {
  const app = await anApp();
  const trace = async (orderNumber: string) => {
    const { id, secret } = await app.start();
    app.statements.length = 0;
    const { status, text } = await app.request('POST', `/v1/conversations/${id}/verification`, {
      token: secret,
      body: { orderNumber, contact: STRANGER },
    });
    return { status, text, statements: [...app.statements] };
  };
  const wrongContact = await trace('DM-20001');
  expect(wrongContact.statements.length).toBeGreaterThan(5);
  expect(await trace('DM-99999')).toEqual(wrongContact);
});

test.each([
  ['get_order', {}],
  ['get_payment_status', {}],
  ['track_shipment', {}],
  ['start_verification', {}],
])('asking through %s', async (name, more) => {
  const app = await anApp();
  const trace = async (orderNumber: string) => {
    const { id } = await app.start();
    const scope: ToolScope = {
      conversationId: id,
      identity: { tier: 'anonymous' },
      locale: 'en',
      timeZone: 'UTC',
      shopperTexts: [`${orderNumber} ${STRANGER}`],
      network: 'a network',
    };
    app.statements.length = 0;
    const input = { orderNumber, contact: STRANGER, ...more };
    const outcome = await app.services.toolbox.run(name, input, scope);
    return { outcome, identity: scope.identity, statements: [...app.statements] };
  };
  const wrongContact = await trace('DM-20001');
  expect(wrongContact.statements.length).toBeGreaterThan(1);
  expect(wrongContact.identity).toEqual({ tier: 'anonymous' });
  expect(await trace('DM-99999')).toEqual(wrongContact);
});

test('asking by the number of a parcel', async () => {
  const app = await anApp();
  const trace = async (trackingNumber: string) => {
    const { id } = await app.start();
    const scope: ToolScope = {
      conversationId: id,
      identity: { tier: 'anonymous' },
      locale: 'en',
      timeZone: 'UTC',
      shopperTexts: [`${trackingNumber} ${STRANGER}`],
      network: undefined,
    };
    app.statements.length = 0;
    const input = { trackingNumber, contact: STRANGER };
    const outcome = await app.services.toolbox.run('track_shipment', input, scope);
    return { outcome, statements: [...app.statements] };
  };
  const known = aShop().shipments?.[0]?.trackingNumber ?? '';
  expect(known).not.toBe('');
  expect(await trace('ZZ000000000ZZ')).toEqual(await trace(known));
});
