import { type BatchFigures, type Runner, startContestant } from './contest.ts';
import { startMockProvider } from './mock-provider.ts';

/** Rounds before the first that counts: a service runs for weeks, and its code is compiled by then. */
const WARM_UP_ROUNDS = 8;

export interface TurnRow {
  contestant: string;
  model: string;
  cpuMicroseconds: number;
  wallMicroseconds: number;
  firstTextMicroseconds: number;
}

export const CONTESTANTS: Record<string, string> = {
  'openai loop': './contestants/openai-loop.ts',
  'our chain alone': './contestants/our-chain.ts',
  'our loop': './contestants/our-loop.ts',
  'our service': './contestants/our-service.ts',
  genkit: './contestants/genkit.ts',
  ai: './contestants/ai-sdk.ts',
  '@openai/agents': './contestants/openai-agents.ts',
  createAgent: './contestants/create-agent.ts',
};

/** CPU and wall time a tool-calling turn: the median over the rounds, contestants taking turns in every round. */
export async function measureTurns(options: {
  contestants: readonly string[];
  models: readonly string[];
  rounds: number;
  turns: number;
  onRound?: (round: number) => void;
}): Promise<TurnRow[]> {
  const provider = await startMockProvider();
  const runners: Runner[] = [];
  try {
    for (const name of options.contestants)
      runners.push(await startContestant(name, CONTESTANTS[name] ?? name, provider.baseUrl));
    for (const model of options.models)
      for (const runner of runners)
        await runner.run({ model, turns: options.turns * WARM_UP_ROUNDS });
    const figures = new Map<string, BatchFigures[]>();
    for (let round = 0; round < options.rounds; round += 1) {
      options.onRound?.(round);
      for (const model of options.models) {
        // Whoever goes first meets a different machine: rotate.
        const order = [
          ...runners.slice(round % runners.length),
          ...runners.slice(0, round % runners.length),
        ];
        for (const runner of order) {
          const key = `${runner.name}\n${model}`;
          figures.set(key, [
            ...(figures.get(key) ?? []),
            await runner.run({ model, turns: options.turns }),
          ]);
        }
      }
    }
    return [...figures].map(([key, batches]) => {
      const [contestant = '', model = ''] = key.split('\n');
      return {
        contestant,
        model,
        cpuMicroseconds: median(batches.map((batch) => batch.cpuMicroseconds)),
        wallMicroseconds: median(batches.map((batch) => batch.wallMicroseconds)),
        firstTextMicroseconds: median(batches.flatMap((batch) => batch.firstTextMicroseconds)),
      };
    });
  } finally {
    for (const runner of runners) runner.stop();
    provider.stop();
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
