import { expect, it } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aShop } from '../helpers/shop.ts';

it.each([
  ['en', 'I do not want it any more'],
  ['de', 'ich will die doch nicht mehr'],
  ['fr', "finalement je n'en veux plus"],
  ['ja', 'やっぱりいらないです'],
  ['th', 'ไม่เอาแล้ว'],
])('means the order spoken of, in %s: %s', async (localeHint, text) => {
  const services = await testServices({
    shop: aShop({ orders: [anOrder({ status: 'shipped' })] }),
  });
  const id = await startConversation(services, { localeHint });
  await say(services, id, `DM-20001? ${aCustomer().email}`);
  const turn = await say(services, id, text);
  expect(turn.of('tool-start').map(({ tool }) => tool)).toEqual(['get_order']);
  expect(turn.of('handoff-opened')).toEqual([]);
  expect(turn.of('proposal')).toEqual([]);
});
