import type { Arrival } from '../../src/policy/arrivals.ts';
import type { OpenReturn } from '../../src/proposals/return-records.ts';
import type { ArrivalInput, Returns } from '../../src/proposals/returns.ts';
import type { Random } from './random.ts';

/** One act of staff as they meant it; what was not answered they send again. */
export interface ArrivalAct extends ArrivalInput {
  proposalId: string;
}

const STAFF = { id: 'stf_1' };

/** Staff at the goods-in: wholly, in parts, one after the other or two at once, and now and then the same act again. */
export class SimulatedGoodsIn {
  readonly acts: ArrivalAct[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  async work(returns: Returns): Promise<void> {
    const random = this.#random;
    if (random.chance(0.2)) return this.retry(returns);
    const before = this.acts.length > 0 && random.chance(0.3) ? random.pick(this.acts) : null;
    const open = await returns.open();
    const act = before ?? (open.length === 0 ? null : this.#plan(random.pick(open)));
    if (act === null) return;
    // Two colleagues at one parcel, or one who presses twice.
    const colleague = random.chance(0.5) ? act : this.#note({ ...act });
    const both = random.chance(0.3);
    await Promise.all([
      this.#send(returns, act),
      ...(both ? [this.#send(returns, colleague)] : []),
    ]);
  }

  /** Somebody looks once more at what waits. */
  async retry(returns: Returns): Promise<void> {
    for (const { proposalId } of await returns.open())
      await returns.book(proposalId, STAFF, { clientArrivalId: 'once more', items: [] });
  }

  #plan({ proposalId, items }: OpenReturn): ArrivalAct {
    const isWhole = this.#random.chance(0.4);
    const arrived = items.flatMap(({ lineId, outstanding }): Arrival[] => {
      const quantity = isWhole ? outstanding : this.#random.below(outstanding + 1);
      if (quantity === 0) return [];
      const [condition, accepted] = this.#random.pick([
        ['as_expected', true],
        ['as_expected', true],
        ['damaged', true],
        ['damaged', false],
        ['not_arrived', false],
      ] as const);
      return [{ lineId, quantity, condition, accepted }];
    });
    return this.#note({ proposalId, clientArrivalId: '', items: arrived });
  }

  #note(act: ArrivalAct): ArrivalAct {
    const noted = { ...act, clientArrivalId: `act ${this.acts.length + 1}` };
    this.acts.push(noted);
    return noted;
  }

  #send(returns: Returns, { proposalId, ...input }: ArrivalAct): Promise<unknown> {
    return returns.book(proposalId, STAFF, input);
  }
}
