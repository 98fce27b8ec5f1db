import { createApp } from '../../src/app.ts';
import type { Services } from '../../src/services.ts';
import type { Customer, ShopData } from '../../src/shop/records.ts';
import type { KnownProposal } from './known-proposal.ts';
import type { Arrives } from './steps.ts';

/** Goods that come back, and a second, simple account of them beside the service's. */
export class GoodsIn {
  readonly #services: Services;
  readonly #shop: ShopData;
  readonly #customers: readonly Customer[];
  #acts = 0;
  /** arrivals that were booked, so that the service's own count can be held against it */
  readonly #pieces = new Map<string, number>();
  #booked = 0;

  constructor(services: Services, shop: ShopData, customers: readonly Customer[]) {
    this.#services = services;
    this.#shop = shop;
    this.#customers = customers;
  }

  /** How many acts were booked since the last call. */
  takeBooked(): number {
    const booked = this.#booked;
    this.#booked = 0;
    return booked;
  }

  /** What was wrong; null: nothing. */
  async take(step: Arrives, proposals: ReadonlyMap<string, KnownProposal>): Promise<string | null> {
    const sent = [...proposals.values()].filter(
      ({ kind, state }) => kind === 'return' && state === 'executed',
    );
    const known = sent[step.which % Math.max(1, sent.length)];
    if (known === undefined) return null;
    const state = await this.#awaited(known);
    if (state === null) return null;
    this.#acts += 1;
    const { lineId, awaited, price } = state;
    const item = {
      lineId,
      quantity: step.quantity,
      condition: step.condition === 'accepted' ? ('damaged' as const) : step.condition,
      accepted: step.condition === 'as_expected' || step.condition === 'accepted',
    };
    const act = { clientArrivalId: `act ${this.#acts}`, items: [item] };
    if (step.by === 'shopper') return this.#asNobody(known, act);
    const email = this.#customers.find(({ id }) => id === known.customerId)?.email ?? null;
    const by = step.by === 'staff' ? { id: 'stf_1' } : { id: 'stf_2', email };
    const before = await this.#facts(known);
    const owed = item.accepted ? price * item.quantity : 0;
    known.acceptable += owed;
    const wasApproved = known.approved;
    if (step.by === 'staff') known.approved = true;
    const book = () => this.#services.returns.book(known.id, by, act);
    // What was refused, e.g. because something changed meanwhile, may be sent again and counts then.
    const answers = [await book(), ...(step.again ? [await book()] : [])];
    const isBooked = answers.some(({ ok }) => ok);
    if (isBooked && step.by === 'requester') return 'somebody booked in a return of their own';
    if (isBooked) {
      this.#booked += 1;
      this.#pieces.set(known.id, (this.#pieces.get(known.id) ?? 0) + item.quantity);
    } else {
      known.acceptable -= owed;
      known.approved = wasApproved;
    }
    if ((await this.#facts(known)) !== before)
      for (const other of proposals.values())
        if (other.orderId === known.orderId) other.stale = true;
    const pieces = this.#pieces.get(known.id) ?? 0;
    if (pieces > awaited) return 'more pieces were booked in than were to come';
    return (await this.#countOf(known)) === pieces ? null : 'one act of goods-in was booked twice';
  }

  /** Whoever talks to the shop is no staff of it, whatever token they send. */
  async #asNobody(
    { id }: KnownProposal,
    { clientArrivalId, items }: { clientArrivalId: string; items: readonly object[] },
  ): Promise<string | null> {
    const { app } = createApp(this.#services);
    const response = await app.request(`/v1/staff/returns/${id}/arrivals`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer shopper' },
      body: JSON.stringify({
        clientArrivalId,
        items: items.map((item) => ({ ...item, accepted: undefined, condition: 'as_expected' })),
      }),
    });
    return response.status === 401 ? null : 'somebody who is no staff got at goods-in';
  }

  async #awaited(
    known: KnownProposal,
  ): Promise<{ lineId: string; awaited: number; price: number } | null> {
    const row = await this.#services.database.get(
      "SELECT value ->> '$.lineId' AS line_id, value ->> '$.quantity' AS quantity FROM proposals, json_each(plan, '$.lines') WHERE proposals.id = ? LIMIT 1",
      known.id,
    );
    const order = this.#shop.orders.find(({ id }) => id === known.orderId);
    const line = order?.lines.find(({ id }) => id === row?.line_id);
    if (row === undefined || line === undefined) return null;
    return { lineId: line.id, awaited: Number(row.quantity), price: line.unitPrice };
  }

  async #countOf({ id }: KnownProposal): Promise<number> {
    const row = await this.#services.database.get(
      'SELECT coalesce(sum(quantity), 0) AS pieces FROM return_arrivals WHERE proposal_id = ?',
      id,
    );
    return Number(row?.pieces);
  }

  /** What proposals for this order rest on, as far as an arrival moves it. */
  async #facts({ orderId }: KnownProposal): Promise<string> {
    const rows = await this.#services.database.all(
      'SELECT orders.status, refunds.id, refunds.status AS refund FROM orders LEFT JOIN refunds ON refunds.order_id = orders.id WHERE orders.id = ? ORDER BY refunds.id',
      orderId,
    );
    return JSON.stringify(rows);
  }
}
