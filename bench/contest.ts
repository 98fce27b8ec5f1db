import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Contestant, MakeContestant } from './contestants/contestant.ts';

/*
 * Each contestant runs in a process of its own, since some change the whole process (async hooks, telemetry).
 * The parent lets them take turns, batch after batch, so that all meet the same state of the machine.
 */

export interface BatchRequest {
  model: string;
  turns: number;
}

/** Figures of one batch, a turn on average. */
export interface BatchFigures {
  cpuMicroseconds: number;
  wallMicroseconds: number;
  /** from the model's first word to ours, in microseconds; one sample a turn */
  firstTextMicroseconds: number[];
  characters: number;
}

export interface Runner {
  name: string;
  run(batch: BatchRequest): Promise<BatchFigures>;
  stop(): void;
}

export async function startContestant(
  name: string,
  module: string,
  baseUrl: string,
): Promise<Runner> {
  const child = fork(fileURLToPath(import.meta.url), ['contestant', module, baseUrl], {
    execArgv: [...process.execArgv, '--expose-gc'],
    // Nobody gets to phone home, and nobody is asked for traces.
    env: {
      ...process.env,
      NODE_ENV: 'production',
      OPENAI_AGENTS_DISABLE_TRACING: '1',
      GENKIT_TELEMETRY_SERVER: '',
      LANGSMITH_TRACING: 'false',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await answer(child, name);
  return {
    name,
    async run(batch) {
      child.send(batch);
      return (await answer(child, name)) as BatchFigures;
    },
    stop: () => child.disconnect(),
  };
}

function answer(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${name} ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message: { error?: string }) => {
      child.off('exit', onExit);
      if (message.error === undefined) resolve(message);
      else reject(new Error(`${name}: ${message.error}`));
    });
  });
}

async function serve(module: string, baseUrl: string): Promise<void> {
  const { make }: { make: MakeContestant } = await import(new URL(module, import.meta.url).href);
  const contestant = await make(baseUrl);
  process.on('message', async (batch: BatchRequest) => {
    process.send?.(
      await runBatch(contestant, batch, baseUrl).catch((error) => ({
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })),
    );
  });
  process.on('disconnect', () => process.exit());
  process.send?.({});
}

async function runBatch(
  contestant: Contestant,
  batch: BatchRequest,
  baseUrl: string,
): Promise<BatchFigures> {
  let characters = 0;
  const onText = (text: string) => {
    characters += text.length;
  };
  globalThis.gc?.();
  const wallStart = process.hrtime.bigint();
  const cpuStart = process.cpuUsage();
  for (let turn = 0; turn < batch.turns; turn += 1) await contestant.turn(batch.model, onText);
  const { user, system } = process.cpuUsage(cpuStart);
  const wall = Number(process.hrtime.bigint() - wallStart) / 1000;
  return {
    cpuMicroseconds: (user + system) / batch.turns,
    wallMicroseconds: wall / batch.turns,
    firstTextMicroseconds: await firstTexts(contestant, batch.model, baseUrl),
    characters: characters / batch.turns,
  };
}

/** Asked apart from the figures above, since asking the provider for its clock costs time too. */
async function firstTexts(
  contestant: Contestant,
  model: string,
  baseUrl: string,
): Promise<number[]> {
  const samples: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    let firstAt = 0n;
    await contestant.turn(model, (_text, at) => {
      if (firstAt === 0n) firstAt = at ?? process.hrtime.bigint();
    });
    const sentAt = BigInt(await (await fetch(baseUrl)).text());
    samples.push(Number(firstAt - sentAt) / 1000);
  }
  return samples;
}

const [, , role, module, baseUrl] = process.argv;
if (role === 'contestant' && module !== undefined && baseUrl !== undefined)
  await serve(module, baseUrl);
