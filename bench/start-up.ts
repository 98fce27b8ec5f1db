import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeBenchDatabase } from './bench-shop.ts';
import { median } from './turns.ts';

const BUILT = fileURLToPath(new URL('../dist/server.js', import.meta.url));
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Milliseconds from the start of the built server to its listening on an existing database; null when nothing is built. */
export async function measureStartUp(times: number): Promise<number | null> {
  if (!existsSync(BUILT)) return null;
  const { file, folder } = await makeBenchDatabase();
  const samples: number[] = [];
  try {
    for (let time = 0; time < times; time += 1) samples.push(await startOnce(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return median(samples);
}

function startOnce(file: string): Promise<number> {
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
      const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
      child.removeAllListeners('exit');
      child.once('exit', () => resolve(milliseconds));
      child.kill();
    });
  });
}
