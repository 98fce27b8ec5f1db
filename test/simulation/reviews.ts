import { HoldNotices } from '../../src/proposals/hold-notices.ts';
import type { Database } from '../../src/storage/database.ts';
import type { Random } from './random.ts';

interface Word {
  eventId: string;
  paymentId: string;
  outcome: 'held' | 'released';
  at: number;
  copies: number;
}

const SECOND_MS = 1000;

/**
 * The provider's checks of payments. Its words come late, again and in any order, and once more when nobody took them;
 * its times are whole seconds, so that a check can be over in the second in which it began.
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
    for (const [outcome, at] of [
      ['held', now],
      ['released', end],
    ] as const)
      this.#words.push({
        eventId: `${outcome} ${this.#reviews}`,
        paymentId,
        outcome,
        at,
        copies: this.#random.pick([1, 1, 2, 3]),
      });
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
            subject: { kind: 'payment', references: [word.paymentId] },
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
