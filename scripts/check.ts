import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/*
 * `npm test`: types, lint and unused code side by side, then all tests. Everything runs even when something fails, so
 * that one run names all there is to mend.
 */

interface Outcome {
  name: string;
  ok: boolean;
}

const CHECKS: [name: string, command: string, ...args: string[]][] = [
  ['types', 'tsc'],
  ['lint and format', 'biome', 'check', '--error-on-warnings'],
  ['unused code', 'knip', '--no-progress'],
];

const outcomes: Outcome[] = await Promise.all(
  CHECKS.map(([name, ...command]) => quietly(name, command)),
);
outcomes.push({
  name: 'tests',
  ok: (await run(['vitest', 'run', ...process.argv.slice(2)], 'inherit')).ok,
});

const failed = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Runs a check and prints its words only when it fails. */
async function quietly(name: string, command: string[]): Promise<Outcome> {
  const started = performance.now();
  const { ok, output } = await run(command, 'pipe');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)${ok ? '' : `\n${output.trimEnd()}\n`}`);
  return { name, ok };
}

function run(
  [command = '', ...args]: string[],
  stdio: 'inherit' | 'pipe',
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', stdio, stdio] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
