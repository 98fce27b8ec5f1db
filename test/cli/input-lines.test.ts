import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

test('loses no line that arrived before somebody read, and ends with the input', async () => {
  const script = `
    import { inputLines } from './src/cli/chat.ts';
    const lines = inputLines();
    process.stdin.once('readable', () => undefined);
    // Far longer than a piped input needs to arrive whole and end.
    for (let turn = 0; turn < 2000; turn += 1) await new Promise(setImmediate);
    for await (const line of lines) console.log(line);
    console.log('end');`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { cwd: ROOT, env: { PATH: process.env.PATH ?? '' } },
  );
  let out = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stdin.end('first\nsecond\n');
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, out }).toEqual({ status: 0, out: 'first\nsecond\nend\n' });
}, 60_000);
