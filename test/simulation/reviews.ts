import { type HoldNotice, HoldNotices } from '../../src/proposals/hold-notices.ts';
import type { Database } from '../../src/storage/database.ts';
import type { Random } from './random.ts';

interface Word {
  eventId: string;
  subject: HoldNotice['subject'];
  outcome: HoldNotice['outcome'];
  at: number;
  copies: number;
}

const SECOND_MS = 1000;

/**
 * The provider's checks of payments and refunds. Its words come late, again and in any order, some never, and once more
 * when nobody took them; its times are whole seconds, so that a check can be over in the second in which it began. How the
 * check of a payment ended is told for certain: nobody can ask for that.
 */
export class SimulatedReviews {
  readonly #random: Random;
  readonly #now: () => number;
  /** when the latest check of each payment ends */
  readonly #ends = new Map<string, number>();
  #words: Word[] = [];
  #reviews = 0;

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  open(paymentId: string): void {
    const now = Math.floor(this.#now() / SECOND_MS) * SECOND_MS;
    if ((this.#ends.get(paymentId) ?? 0) >= now) return;
    const end = now + this.#random.pick([0, 60_000, 3_600_000, 36_000_000]);
    this.#ends.set(paymentId, end);
    this.#reviews += 1;
    const subject = { kind: 'payment', references: [paymentId] } as const;
    this.#tellLater(subject, 'held', now, [0, 1, 1, 2, 3]);
    this.#tellLater(subject, this.#random.pick(['released', 'refused']), end, [1, 1, 2, 3]);
  }

  /** The provider looks at a refund it was asked for. What becomes of it can be read back, so that any word may be lost. */
  openRefund(reference: string, since: number, end: number, outcome: 'released' | 'refused'): void {
    const subject = { kind: 'refund', references: [reference] } as const;
    this.#reviews += 1;
    this.#tellLater(subject, 'held', since, [0, 1, 1, 2]);
    this.#tellLater(subject, outcome, end, [0, 1, 1, 2]);
  }

  #tellLater(
    subject: HoldNotice['subject'],
    outcome: HoldNotice['outcome'],
    at: number,
    times: readonly number[],
  ): void {
    const copies = this.#random.pick(times);
    if (copies === 0) return;
    this.#words.push({ eventId: `${outcome} ${this.#reviews}`, subject, outcome, at, copies });
  }

  /** Tells some of what is to be told by now, or all that will ever be. */
  async tell(database: Database, everything = false): Promise<void> {
    const due = this.#words.filter(({ at }) => everything || at <= this.#now());
    const told = due.filter(() => everything || this.#random.chance(0.6));
    const notices = new HoldNotices({ database, now: this.#now });
    await Promise.all(
      told
        .map((word) => ({ word, place: this.#random.next() }))
        .sort((left, right) => left.place - right.place)
        .map(async ({ word }) => {
          await notices.take({
            provider: 'built-in',
            eventId: word.eventId,
            at: word.at,
            subject: word.subject,
            outcome: word.outcome,
            by: 'provider',
            reason: 'review',
          });
          // Only what was taken in is not told again.
          word.copies -= 1;
          if (word.copies === 0) this.#words = this.#words.filter((one) => one !== word);
        }),
    );
  }
}
