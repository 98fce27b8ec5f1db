import fc from 'fast-check';
import { openStage } from './stage.ts';
import { anyPlay } from './steps.ts';
import { newTally, type Tally } from './tally.ts';
import { play } from './world.ts';

/** Steps in a world; a step holds up to sixteen calls. */
const STEPS = 40;

export interface HostileResult {
  /** null: every rule held */
  failure: string | null;
  tally: Tally;
}

/** Plays random worlds until so many tool calls were made, or a rule is broken; then shrinks to the fewest steps that break it. */
export async function runHostile(options: {
  calls: number;
  seed: number;
  /** false: the first steps that break a rule are told as they were */
  shrink?: boolean;
}): Promise<HostileResult> {
  const stage = await openStage();
  const tally = newTally();
  const property = fc.asyncProperty(anyPlay(STEPS), async (planned) => {
    await play(stage, planned, tally);
  });
  const endOnFailure = options.shrink === false;
  let seed = options.seed;
  // fast-check counts runs, not calls: it goes on in rounds, each with the next seed.
  while (tally.calls < options.calls) {
    const details = await fc.check(property, { seed, numRuns: ROUND, endOnFailure });
    if (details.failed)
      return { failure: `${details.errorInstance}\n${fc.defaultReportMessage(details)}`, tally };
    seed += 1;
  }
  return { failure: null, tally };
}

const ROUND = 20;
