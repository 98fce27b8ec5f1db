import { rateLimited } from './errors.ts';
import type { RateLimiter } from './rate-limiter.ts';

const TRIES_PER_MINUTE = 5;
const TRIES_PER_MINUTE_OF_A_NETWORK = 20;

/** How often somebody may try to get in, by what they try and from where. Throws 429 beyond that. */
export class StaffLimits {
  readonly #limiter: RateLimiter;

  constructor(limiter: RateLimiter) {
    this.#limiter = limiter;
  }

  take(key: string): Promise<void> {
    return this.#take(key, TRIES_PER_MINUTE);
  }

  async takeNetwork(what: string, network: string | undefined): Promise<void> {
    if (network !== undefined)
      await this.#take(`${what}-from:${network}`, TRIES_PER_MINUTE_OF_A_NETWORK);
  }

  async #take(key: string, perMinute: number): Promise<void> {
    const { retryAfterSeconds } = await this.#limiter.take({ key, perMinute });
    if (retryAfterSeconds !== null) throw rateLimited(retryAfterSeconds);
  }
}
