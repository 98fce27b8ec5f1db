import { beforeEach, describe, expect, it } from 'vitest';
import { ShopStore } from '../../src/shop/shop-store.ts';
import type { SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { createTestDatabase } from '../helpers/database.ts';
import {
  aCustomer,
  aDispute,
  anOrder,
  aPayment,
  aProduct,
  aRefund,
  aShipment,
  seedShop,
} from '../helpers/shop.ts';

let database: SqliteDatabase;
let shop: ShopStore;

beforeEach(async () => {
  database = await createTestDatabase();
  shop = new ShopStore(database);
});

describe('an order number', () => {
  it.each([
    'DM-20001',
    '#dm-20001',
    ' dm 20001 ',
    'DM20001',
    '20001',
    'ＤＭ－２０００１',
    '٢٠٠٠١',
    '२०००१',
  ])('is found as %j', async (written) => {
    await seedShop(database);
    expect((await shop.findOrderByNumber(written))?.id).toBe('ord_1');
  });

  it.each(['DM-20002', 'XX-20001', '2000', '', '#', "' OR 1=1 --"])(
    'is not found as %j',
    async (written) => {
      await seedShop(database);
      expect(await shop.findOrderByNumber(written)).toBeUndefined();
    },
  );

  it('is not guessed when it fits several orders, unless it is one of theirs exactly', async () => {
    await seedShop(database, {
      orders: [
        anOrder({ number: 'A-20001' }),
        anOrder({ id: 'ord_2', number: 'B-20001' }),
        anOrder({ id: 'ord_3', number: '20001' }),
      ],
    });
    expect((await shop.findOrderByNumber('20001'))?.id).toBe('ord_3');
    expect((await shop.findOrderByNumber('b20001'))?.id).toBe('ord_2');
    await seedShop(database, { orders: [anOrder({ id: 'ord_3', number: 'C-20001' })] });
    expect(await shop.findOrderByNumber('20001')).toBeUndefined();
  });
});

describe('a shop', () => {
  it('finds customers by e-mail in any case, the newest when several share it', async () => {
    const customers = [
      aCustomer(),
      aCustomer({
        id: 'cus_2',
        email: 'Maria.Santos@Example.com',
        createdAt: '2026-02-01T00:00:00Z',
      }),
    ];
    await seedShop(database, { customers });
    expect((await shop.findCustomerByEmail(' MARIA.SANTOS@example.com'))?.id).toBe('cus_2');
    expect(await shop.findCustomerByEmail('nobody@example.com')).toBeUndefined();
  });

  it('lists orders newest first by the instant, whatever its offset', async () => {
    const orders = [
      anOrder({ placedAt: '2026-03-01T10:00:00+09:00' }),
      anOrder({ id: 'ord_2', number: 'DM-2', placedAt: '2026-03-01T02:00:00Z', status: 'pending' }),
    ];
    await seedShop(database, { orders });
    expect((await shop.ordersOfCustomer('cus_1')).map(({ id }) => id)).toEqual(['ord_2', 'ord_1']);
    expect(await shop.ordersOfCustomer('cus_1', { status: 'pending' })).toHaveLength(1);
    expect(await shop.ordersOfCustomer('cus_1', { limit: 1 })).toHaveLength(1);
  });

  it('finds a parcel by its number and by that of its last mile', async () => {
    await seedShop(database, {
      shipments: [
        aShipment({ legs: [{ kind: 'last_mile', trackingNumber: '0034-0123', status: 'active' }] }),
      ],
    });
    expect((await shop.findShipmentByTrackingNumber('yw 928471035 cn'))?.id).toBe('shp_1');
    expect((await shop.findShipmentByTrackingNumber('00340123'))?.id).toBe('shp_1');
    expect(await shop.findShipmentByTrackingNumber('--')).toBeUndefined();
  });

  it('finds products in any language, also by parts of words, and nothing for other words', async () => {
    const products = [
      aProduct({
        title: 'Gusseiserne Teekanne',
        description: 'Hält 0,8 Liter.',
        tags: ['théière', '急須', 'إبريق شاي'],
      }),
    ];
    await seedShop(database, { products });
    for (const query of ['teekannen', 'THEIERE', '急須', '急', 'kanne', 'شاي', 'Liter']) {
      expect(await shop.searchProducts(query), query).toHaveLength(1);
    }
    for (const query of ['surfboard', '", OR *', '', '自転車'])
      expect(await shop.searchProducts(query), query).toEqual([]);
  });

  it('tells words apart that share some characters, and knows them with article and ending', async () => {
    await seedShop(database, {
      products: [
        aProduct({ title: 'Silk scarf', tags: ['スカーフ', 'وشاح', 'шарф', 'ผ้าพันคอ', '围巾'] }),
        aProduct({ id: 'p2', title: 'Speaker', tags: ['スピーカー', 'колонка', 'ลำโพง', '音箱'] }),
        aProduct({ id: 'p3', title: 'Throw', tags: ['毛布', 'плед', 'ผ้าห่ม', '毯子'] }),
      ],
    });
    const titles = async (query: string) =>
      (await shop.searchProducts(query)).map(({ title }) => title);
    for (const query of ['スカーフ', 'الوشاح', 'шарфы', 'ผ้าพันคอ', '红色围巾', '絹のスカーフ'])
      expect({ query, titles: await titles(query) }).toEqual({ query, titles: ['Silk scarf'] });
    expect(await titles('スニーカー')).toEqual([]);
    expect(await titles('колонки')).toEqual(['Speaker']);
  });

  it('gives those that have all the words, and only without any those that have one', async () => {
    const tags = ['bufanda', 'khăn quàng'];
    await seedShop(database, {
      products: [
        aProduct({ title: 'Silk scarf', tags: [...tags, 'seda', 'lụa'] }),
        aProduct({ id: 'p2', title: 'Wool scarf', tags }),
        aProduct({ id: 'p3', title: 'Silk pillowcase', tags: ['funda', 'seda', 'vỏ gối', 'lụa'] }),
      ],
    });
    const titles = async (query: string) =>
      (await shop.searchProducts(query)).map(({ title }) => title).toSorted();
    for (const query of ['silk scarf', 'silk scarves', 'bufandas seda', 'khăn lụa'])
      expect({ query, titles: await titles(query) }).toEqual({ query, titles: ['Silk scarf'] });
    expect(await titles('cashmere scarves')).toEqual(['Silk scarf', 'Wool scarf']);
    expect(await titles('wool pillowcase')).toEqual(['Silk pillowcase', 'Wool scarf']);
  });

  it('knows a short Thai word from a longer one that begins with it', async () => {
    await seedShop(database, {
      products: [
        aProduct({ title: 'Bowl', tags: ['ชาม'] }),
        aProduct({ id: 'p2', title: 'Oolong', tags: ['ชา'] }),
      ],
    });
    const titles = async (query: string) =>
      (await shop.searchProducts(query)).map(({ title }) => title);
    expect(await titles('ชาเขียว')).toEqual(['Oolong']);
    expect(await titles('ชา')).toEqual(['Oolong']);
    expect(await titles('ชาม')).toEqual(['Bowl']);
  });
});

describe('the balance of a payment', () => {
  it('is captured less refunded, pending and disputed, never below zero', async () => {
    const refunds = [
      aRefund({ amount: 1000 }),
      aRefund({ id: 'rfd_2', amount: 500, status: 'pending' }),
      aRefund({ id: 'rfd_3', amount: 300, status: 'requires_action' }),
      aRefund({ id: 'rfd_4', amount: 4000, status: 'failed' }),
    ];
    await seedShop(database, { refunds, disputes: [aDispute({ kind: 'inquiry', amount: 5000 })] });
    const balance = {
      captured: 5000,
      refunded: 1000,
      refundPending: 800,
      disputed: 0,
      refundable: 3200,
    };
    expect(await shop.balancesOfOrder('ord_1')).toMatchObject([balance]);
    await seedShop(database, { refunds, disputes: [aDispute({ amount: 5000 })] });
    expect(await shop.balancesOfOrder('ord_1')).toMatchObject([{ disputed: 5000, refundable: 0 }]);
    await seedShop(database, { refunds, disputes: [aDispute({ amount: 5000, status: 'won' })] });
    expect(await shop.balancesOfOrder('ord_1')).toMatchObject([{ disputed: 0, refundable: 3200 }]);
  });

  it('is guarded by the database against refunds beyond the captures and against their removal', async () => {
    await seedShop(database, {
      payments: [aPayment()],
      refunds: [
        aRefund({ amount: 4000, status: 'pending' }),
        aRefund({ id: 'rfd_2', amount: 2000, status: 'failed' }),
      ],
    });
    await expect(
      database.run("UPDATE refunds SET status = 'succeeded' WHERE id = 'rfd_2'"),
    ).rejects.toThrow(/refund_exceeds_captured/);
    await expect(database.run("DELETE FROM refunds WHERE id = 'rfd_1'")).rejects.toThrow(
      /never_deleted/,
    );
    await database.run("UPDATE refunds SET status = 'succeeded' WHERE id = 'rfd_1'");
    expect(await shop.balancesOfOrder('ord_1')).toMatchObject([
      { refunded: 4000, refundable: 1000 },
    ]);
  });
});
