import type { EventLog } from '../events/event-log.ts';
import type { Clock } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { Money } from '../lib/money.ts';
import {
  type Arrival,
  outstanding,
  type ReturnState,
  type Settlement,
  settleArrivals,
} from '../policy/arrivals.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { Order } from '../shop/records.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { isAssertionFailure } from '../storage/assertion.ts';
import type { Database } from '../storage/database.ts';
import { sql, textOf } from '../storage/sql-value.ts';
import type { Booking } from './act.ts';
import { arrivalRow, followed, orderStatements, soFar, toShelf } from './arrival-writes.ts';
import { bookCharges } from './charge-booking.ts';
import { type Decider, isRequester } from './decider.ts';
import { type Proposal, toProposal } from './proposal.ts';
import { bookRefunds } from './refund-act.ts';
import { unchangedAssertions } from './refund-records.ts';
import { type Opened, type OpenReturn, readReturn, viewReturn } from './return-records.ts';
import { wordArrival } from './word-arrival.ts';

export type ArrivalResult =
  | {
      ok: true;
      /** false: this act was booked before */
      isNew: boolean;
      /** all pieces are booked in */
      complete: boolean;
      /** what goes back now */
      amount: Money | null;
      /** what the shopper is charged now, as they confirmed it */
      charge: Money | null;
      /** the rule that keeps what should follow, for a person to see to */
      waits: string | null;
    }
  | { ok: false; reason: 'not_found' | 'not_open' | 'requester' | 'too_many' | 'changed' };

export interface ArrivalInput {
  /** of one act: the same one again books nothing and tries what waits once more */
  clientArrivalId: string;
  items: readonly Arrival[];
}

/** Staff book in what comes back; what was confirmed for it follows in the same batch, once. */
export class Returns {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #shop: ShopStore;
  readonly #prompts: () => PromptSet;
  readonly #makeId: MakeId;
  readonly #now: Clock;
  /** sends what a booking left for the provider */
  readonly #send: () => Promise<unknown>;

  constructor(options: {
    database: Database;
    log: EventLog;
    shop: ShopStore;
    prompts: () => PromptSet;
    makeId: MakeId;
    now: Clock;
    send: () => Promise<unknown>;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#shop = options.shop;
    this.#prompts = options.prompts;
    this.#makeId = options.makeId;
    this.#now = options.now;
    this.#send = options.send;
  }

  /** The longest wait first. */
  async open(): Promise<OpenReturn[]> {
    const rows = await this.#database.all(
      `SELECT proposals.* FROM proposals JOIN orders ON orders.id = proposals.order_id
        WHERE proposals.state = 'executed' AND ${AWAITED} ORDER BY confirmed_at, proposals.rowid LIMIT 200`,
    );
    const opened = await Promise.all(rows.map((row) => readReturn(this.#parts, toProposal(row))));
    return opened.flatMap((one) => (one?.isAwaited ? [viewReturn(one)] : []));
  }

  async book(proposalId: string, staff: Decider, input: ArrivalInput): Promise<ArrivalResult> {
    const row = await this.#database.get('SELECT * FROM proposals WHERE id = ?', proposalId);
    const proposal = row && toProposal(row);
    if (proposal === undefined || (proposal.kind !== 'return' && proposal.kind !== 'exchange'))
      return { ok: false, reason: 'not_found' };
    if (await isRequester(this.#shop, proposal.customerId, staff))
      return { ok: false, reason: 'requester' };
    const opened = await readReturn(this.#parts, proposal);
    if (opened === null) return { ok: false, reason: 'not_found' };
    const isNew = !(await this.#isBooked(proposalId, input.clientArrivalId));
    if (isNew && !opened.isAwaited) return { ok: false, reason: 'not_open' };
    const items = isNew ? input.items : [];
    const state = { ...opened.state, arrivals: [...opened.state.arrivals, ...items] };
    if (!fits(state)) return { ok: false, reason: 'too_many' };
    return this.#commit({ ...opened, state }, opened.state, staff, { ...input, items }, isNew);
  }

  /**
   * What follows from charges that have ended: the new article goes out, or the shopper hears that it does not. Read from
   * the database, so that no crash between the two loses it.
   */
  async followCharges(): Promise<void> {
    const rows = await this.#database.all(
      `SELECT proposals.*, charge_calls.id AS call_id, charge_calls.state AS call_state,
        (SELECT staff_id FROM return_arrivals WHERE proposal_id = proposals.id ORDER BY sequence DESC LIMIT 1) AS staff_id
        FROM charge_calls JOIN proposals ON proposals.id = charge_calls.proposal_id
        WHERE proposals.kind = 'exchange' AND followed = 0 AND charge_calls.state IN ('done', 'failed') LIMIT 100`,
    );
    for (const row of rows) {
      const opened = await readReturn(this.#parts, toProposal(row));
      if (opened === null) continue;
      const charged = row.call_state === 'done' ? ('paid' as const) : ('failed' as const);
      const ended = { id: textOf(row, 'call_id'), charged };
      const staff = { id: textOf(row, 'staff_id') };
      await this.#commit(opened, opened.state, staff, NO_ITEMS, false, ended);
    }
  }

  async #commit(
    { proposal, state, records, isAwaited }: Opened,
    before: ReturnState,
    staff: Decider,
    { clientArrivalId, items }: ArrivalInput,
    isNew: boolean,
    ended?: EndedCharge,
  ): Promise<ArrivalResult> {
    const now = this.#now();
    const { policy, replies } = this.#prompts();
    const { order } = records;
    const { timeZone } = proposal;
    // A charge that failed is tried again when a person says so.
    const settlement: Settlement =
      isAwaited && ended?.charged !== 'failed'
        ? settleArrivals({ ...records, policy, now, timeZone }, state)
        : nothingFollows(order);
    const refunds = await this.#bookMoney(proposal, settlement, order, before.settled, now);
    const charge = await this.#bookCharge(proposal, settlement, order, now);
    const result: ArrivalResult = {
      ok: true,
      isNew,
      complete: outstanding(state).every(({ quantity }) => quantity === 0),
      amount:
        settlement.amount === null ? null : { amount: settlement.amount, currency: order.currency },
      charge: settlement.charge?.amount ?? null,
      waits: settlement.waits?.rule ?? null,
    };
    const moves = settlement.amount !== null || settlement.charge !== null;
    if (items.length === 0 && !moves && settlement.status === order.status && ended === undefined)
      return result;
    const charged = ended?.charged ?? null;
    const text = wordArrival(replies, { proposal, state, items, settlement, order, charged });
    const message = {
      messageId: this.#makeId('msg'),
      author: 'assistant' as const,
      locale: proposal.locale,
    };
    try {
      await this.#log.appendUnlessErased(
        proposal.conversationId,
        [
          ...refunds.cards,
          { type: 'message-start', ...message },
          { type: 'message-end', ...message, text },
        ],
        [
          ...unchangedAssertions(records),
          ...soFar(proposal.id, before),
          ...items.map((item) => arrivalRow(proposal.id, clientArrivalId, item, staff.id, now)),
          ...(settlement.amount === null
            ? []
            : [
                sql(
                  'INSERT INTO return_settlements (proposal_id, amount, staff_id, at) VALUES (?, ?, ?, ?)',
                  proposal.id,
                  settlement.amount,
                  staff.id,
                  now,
                ),
              ]),
          ...toShelf(items, order),
          ...orderStatements(order, settlement),
          ...refunds.statements,
          ...charge.statements,
          ...(ended === undefined ? [] : followed(ended.id)),
        ],
      );
    } catch (error) {
      if (isAssertionFailure(error) || isTooMany(error)) return { ok: false, reason: 'changed' };
      throw error;
    }
    if (refunds.callsFollow || charge.callsFollow) await this.#send();
    if (charge.callsFollow) await this.followCharges();
    return result;
  }

  #bookCharge(
    proposal: Proposal,
    { charge }: Settlement,
    order: Order,
    now: number,
  ): ReturnType<typeof bookCharges> {
    return bookCharges(
      proposal,
      { adjusted: [], released: [], charges: charge === null ? [] : [charge] },
      order,
      { now, makeId: this.#makeId, database: this.#database },
    );
  }

  async #bookMoney(
    proposal: Proposal,
    { refunds }: Settlement,
    order: Order,
    settled: number | null,
    now: number,
  ): Promise<Booking> {
    const { requested } = proposal;
    return bookRefunds(
      { ...proposal, quotes: refunds },
      {
        now,
        makeId: this.#makeId,
        reason: 'reason' in requested ? (requested.reason ?? proposal.kind) : proposal.kind,
        waits: false,
        country: order.shippingAddress.country,
        // One act may pay twice: what waited when it came follows when it is sent again.
        part: `after ${settled ?? 0}`,
      },
    );
  }

  get #parts() {
    return { database: this.#database, shop: this.#shop };
  }

  async #isBooked(proposalId: string, clientArrivalId: string): Promise<boolean> {
    const row = await this.#database.get(
      'SELECT 1 AS one FROM return_arrivals WHERE proposal_id = ? AND client_id = ? LIMIT 1',
      proposalId,
      clientArrivalId,
    );
    return row !== undefined;
  }
}

/** A charge of the provider's that has come to its end. */
interface EndedCharge {
  id: string;
  charged: 'paid' | 'failed';
}

const NO_ITEMS: ArrivalInput = { clientArrivalId: '', items: [] };

function nothingFollows({ status }: Order): Settlement {
  return { amount: null, refunds: [], charge: null, order: null, status, waits: null };
}

const AWAITED = `((proposals.kind = 'return' AND orders.status = 'return_requested')
  OR (proposals.kind = 'exchange' AND orders.status = 'exchange_requested'))`;

/** Every line is one of the return, and no more pieces come than were to come. */
function fits(state: ReturnState): boolean {
  const known = new Set(state.plan.lines.map(({ lineId }) => lineId));
  return (
    state.arrivals.every(({ lineId }) => known.has(lineId)) &&
    outstanding(state).every(({ quantity }) => quantity >= 0)
  );
}

function isTooMany(error: unknown): boolean {
  return error instanceof Error && error.message.includes('arrival_exceeds_return');
}
