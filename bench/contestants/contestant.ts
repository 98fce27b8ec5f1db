/** One way to run a turn: a tool call, then an answer. */
export interface Contestant {
  /**
   * Runs one turn against the model. `onText` is called with each piece of the answer as it comes; `at` is when, on the
   * machine's monotonic clock, where another process has seen it.
   */
  turn(model: string, onText: (text: string, at?: bigint) => void): Promise<void>;
  close?(): Promise<void>;
}

export type MakeContestant = (baseUrl: string) => Promise<Contestant>;
