import { isoTime } from '../../src/lib/clock.ts';
import type {
  PaymentGateway,
  RefundAnswer,
  RefundCall,
} from '../../src/proposals/payment-gateway.ts';
import type { Hold } from '../../src/shop/payment-records.ts';
import type { Database } from '../../src/storage/database.ts';
import { textOf } from '../../src/storage/sql-value.ts';
import type { Random } from './random.ts';

interface Entry {
  paymentId: string;
  amount: number;
  currency: string;
  outcome: 'succeeded' | 'failed';
  finalAt: number;
  notified: boolean;
  /** somebody looks at it first, and whoever asks is told so */
  hold: Hold | null;
}

/** A check of a refund that has begun, with how and when it will end. */
export type OnCheck = (
  reference: string,
  since: number,
  end: number,
  outcome: 'released' | 'refused',
) => void;

/**
 * A payment provider with the manners of bad days: calls are lost before or after they took effect, receipts say
 * nothing of the outcome, states come late, notifications are lost, repeated and in any order, and some refunds are
 * looked at first. It gives back whatever it is asked for: that nothing is asked twice is for the service to see to.
 */
export class SimulatedProvider implements PaymentGateway {
  /** the provider's own books, which outlive every restart */
  readonly books = new Map<string, Entry>();
  readonly #random: Random;
  readonly #now: () => number;
  #notices: string[] = [];
  /** false at the end: then everything is answered */
  troubled = true;

  /** what it was asked and should not have been; null: nothing */
  fault: string | null = null;
  readonly #isHeld: (paymentId: string) => Promise<boolean>;
  /** payments that were held before this step began, so that nobody can say they did not know */
  #heldBefore: ReadonlySet<string> = new Set();

  readonly #onCheck: OnCheck;

  constructor(
    random: Random,
    now: () => number,
    isHeld: (paymentId: string) => Promise<boolean> = async () => false,
    onCheck: OnCheck = () => {},
  ) {
    this.#onCheck = onCheck;
    this.#random = random;
    this.#now = now;
    this.#isHeld = isHeld;
  }

  async noteHeld(database: Database): Promise<void> {
    const rows = await database.all(
      "SELECT id FROM payments WHERE hold IS NOT NULL AND hold ->> '$.releasedAt' IS NULL",
    );
    this.#heldBefore = new Set(rows.map((row) => textOf(row, 'id')));
  }

  async refund({ key, payment, amount }: RefundCall): Promise<RefundAnswer> {
    if (this.#heldBefore.has(payment.id) && (await this.#isHeld(payment.id)))
      this.fault = `the provider was asked to give back money of ${payment.id}, which is held`;
    await this.#pause();
    if (this.#fails(0.15)) throw new Error('connection reset');
    if (!this.books.has(key)) {
      const entry: Entry = {
        paymentId: payment.id,
        amount: amount.amount,
        currency: amount.currency,
        outcome: this.#random.chance(0.8) ? 'succeeded' : 'failed',
        finalAt: this.#now() + this.#random.pick([0, 0, 60_000, 3_600_000]),
        notified: false,
        hold: null,
      };
      this.books.set(key, this.#random.chance(0.3) ? this.#checked(key, entry) : entry);
    }
    if (this.#fails(0.15)) throw new Error('socket hang up');
    if (this.#fails(0.1)) return { status: 'unknown' };
    // A receipt: that the call was understood, whatever becomes of it.
    return {
      status: this.#random.pick(['pending', 'succeeded']),
      providerReference: `ref_${key.slice(0, 8)}`,
    };
  }

  async readRefund(key: string): Promise<RefundAnswer | null> {
    await this.#pause();
    if (this.#fails(0.15)) throw new Error('gateway timeout');
    const entry = this.books.get(key);
    if (entry === undefined) return null;
    const providerReference = `ref_${key.slice(0, 8)}`;
    if (entry.finalAt > this.#now())
      return {
        status: 'pending',
        providerReference,
        ...(entry.hold === null ? {} : { hold: entry.hold }),
      };
    return entry.outcome === 'failed'
      ? { status: 'failed', failureCode: 'declined_by_provider' }
      : { status: 'succeeded', providerReference };
  }

  /** Keys to notify of now: some of what became final, in any order, some again. */
  notices(): string[] {
    for (const [key, entry] of this.books)
      if (!entry.notified && entry.finalAt <= this.#now()) {
        entry.notified = true;
        const copies = this.#random.pick([0, 1, 1, 2, 3]);
        for (let copy = 0; copy < copies; copy += 1) this.#notices.push(key);
      }
    const sent = this.#notices.filter(() => this.#random.chance(0.6));
    this.#notices = this.#notices.filter((key) => !sent.includes(key));
    return sent.sort(() => this.#random.next() - 0.5);
  }

  /** Some say of a check when they are asked, some in notifications alone. */
  #checked(key: string, entry: Entry): Entry {
    const since = Math.floor(this.#now() / 1000) * 1000;
    const finalAt = since + this.#random.pick([60_000, 3_600_000, 36_000_000]);
    const end = this.#random.pick(['released', 'released', 'refused'] as const);
    this.#onCheck(`ref_${key.slice(0, 8)}`, since, finalAt, end);
    return {
      ...entry,
      finalAt,
      outcome: end === 'refused' ? 'failed' : entry.outcome,
      hold: this.#random.chance(0.5)
        ? { by: 'provider', since: isoTime(since), reason: 'review' }
        : null,
    };
  }

  #fails(probability: number): boolean {
    return this.troubled && this.#random.chance(probability);
  }

  /** Lets whatever else is under way overtake the answer. */
  async #pause(): Promise<void> {
    for (let turns = this.#random.below(4); turns > 0; turns -= 1) await Promise.resolve();
  }
}
