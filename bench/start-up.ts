import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeBenchDatabase } from './bench-shop.ts';
import { median } from './turns.ts';

const BUILT = fileURLToPath(new URL('../dist/server.js', import.meta.url));
const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface StartFigures {
  wallMilliseconds: number;
  /** processor time until then, which a busy machine changes less; null where the system does not tell */
  cpuMilliseconds: number | null;
}

/** From the start of the built server to its listening on an existing database; null when nothing is built. */
export async function measureStartUp(times: number): Promise<StartFigures | null> {
  if (!existsSync(BUILT)) return null;
  const { file, folder } = await makeBenchDatabase();
  const samples: StartFigures[] = [];
  try {
    for (let time = 0; time < times; time += 1) samples.push(await startOnce(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const cpu = samples.flatMap(({ cpuMilliseconds }) => cpuMilliseconds ?? []);
  return {
    wallMilliseconds: median(samples.map(({ wallMilliseconds }) => wallMilliseconds)),
    cpuMilliseconds: cpu.length === 0 ? null : median(cpu),
  };
}

function startOnce(file: string): Promise<StartFigures> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, [BUILT], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        HOST: '127.0.0.1',
        DRAGOMAN_DATABASE: file,
        DRAGOMAN_DEMO: 'off',
        MODEL: 'built-in',
        DRAGOMAN_LOG: 'off',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    // Its first words come when it listens.
    child.stdout.once('data', () => {
      const wallMilliseconds = Number(process.hrtime.bigint() - start) / 1e6;
      const cpuMilliseconds = cpuTimeOf(child.pid);
      child.removeAllListeners('exit');
      child.once('exit', () => resolve({ wallMilliseconds, cpuMilliseconds }));
      child.kill();
    });
  });
}

/** User and system time of a process in milliseconds; Linux counts them in hundredths of a second. */
function cpuTimeOf(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}
