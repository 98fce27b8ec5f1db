import type { Clock } from '../../lib/clock.ts';
import type { ModelFailure } from './failure.ts';

const FAILURES_TO_OPEN = 3;
const OPEN_MS = 30_000;
const LONGEST_OPEN_MS = 5 * 60_000;
const CONFIGURATION_OPEN_MS = 10 * 60_000;

/**
 * Keeps a failing model out of the way. Three failures in a row open it for half a minute, doubling up to five;
 * a wrong key opens it for ten at once. When the time is over, one call tries and decides.
 */
export class CircuitBreaker {
  readonly #now: Clock;
  #failures = 0;
  #openings = 0;
  #openUntil = 0;
  #trying = false;

  constructor(now: Clock) {
    this.#now = now;
  }

  isOpen(): boolean {
    return this.#now() < this.#openUntil;
  }

  /** Whether a call may go out now. A call that was let through must end in `succeed`, `fail` or `release`. */
  admit(): boolean {
    if (this.#openUntil === 0) return true;
    if (this.isOpen() || this.#trying) return false;
    this.#trying = true;
    return true;
  }

  succeed(): void {
    this.#failures = 0;
    this.#openings = 0;
    this.#openUntil = 0;
    this.#trying = false;
  }

  fail(failure: ModelFailure): void {
    this.#trying = false;
    // Our own request was wrong: that says nothing about the next one.
    if (failure.reason === 'bad_request') return;
    this.#failures += 1;
    if (failure.reason === 'configuration') this.#open(CONFIGURATION_OPEN_MS);
    else if (failure.retryAfterMs !== undefined)
      this.#open(Math.min(failure.retryAfterMs, LONGEST_OPEN_MS));
    else if (this.#failures >= FAILURES_TO_OPEN) {
      this.#open(Math.min(OPEN_MS * 2 ** this.#openings, LONGEST_OPEN_MS));
      this.#openings += 1;
    }
  }

  /** The call ended without telling anything about the model: the shopper left. */
  release(): void {
    this.#trying = false;
  }

  #open(milliseconds: number): void {
    this.#openUntil = Math.max(this.#openUntil, this.#now() + milliseconds);
  }
}
