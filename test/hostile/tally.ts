/** What was done, so that a run that never got anywhere does not pass for a safe one. */
export interface Tally {
  calls: number;
  answered: number;
  proposals: number;
  confirmed: number;
  executed: number;
  approved: number;
  lowered: number;
  arrived: number;
  held: number;
  claimed: number;
  verified: number;
}

export function newTally(): Tally {
  return {
    calls: 0,
    answered: 0,
    proposals: 0,
    confirmed: 0,
    executed: 0,
    approved: 0,
    lowered: 0,
    arrived: 0,
    held: 0,
    claimed: 0,
    verified: 0,
  };
}
