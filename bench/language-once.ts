/*
 * Bundled and run by language.ts in a process of its own: reads texts, one a line, and prints what the first of them and
 * the many after it cost. `detect` or `understand` says which of the two is measured.
 */
import { readFileSync } from 'node:fs';

const [what, file = ''] = process.argv.slice(2);
const texts = readFileSync(file, 'utf8').split('\n');
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
const before = megabytes();

const start = performance.now();
const read = what === 'detect' ? await detector() : await understander();
await read(texts[0] ?? '');
const firstUseMilliseconds = performance.now() - start;

for (const text of texts) await read(text);
const rounds: number[] = [];
for (let round = 0; round < 9; round += 1) {
  const from = performance.now();
  for (const text of texts) await read(text);
  rounds.push(((performance.now() - from) * 1000) / texts.length);
}
const microseconds = rounds.sort((a, b) => a - b)[4];
console.log(JSON.stringify({ firstUseMilliseconds, microseconds, before, megabytes: megabytes() }));

async function detector(): Promise<(text: string) => unknown> {
  const { detectLanguage } = await import('../src/language/detect.ts');
  return (text) => detectLanguage(text);
}

async function understander(): Promise<(text: string) => unknown> {
  const { understand } = await import('../src/agent/models/built-in/understand.ts');
  return (text) => understand(text, 'en');
}
