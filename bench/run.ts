import { cpus } from 'node:os';
import { type LanguageAccuracy, measureAccuracy } from './accuracy.ts';
import { measureIdleConnections } from './idle-connections.ts';
import { measureLanguageCost } from './language.ts';
import { measureLookups } from './order-lookup.ts';
import { measureStartUp } from './start-up.ts';
import { table } from './table.ts';
import { CONTESTANTS, measureTurns, type TurnRow } from './turns.ts';

/*
 * npm run bench                  everything, as tables
 * npm run -s bench -- --json     one JSON object
 * npm run bench -- --only turns  one part: turns, idle, lookup, start, language
 * npm run bench -- --quick       fewer rounds
 */

const MODELS = ['answer-12', 'answer-120', 'answer-12-burst', 'answer-120-burst'];
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const IDLE_CONNECTIONS = 10_000;

/** Bars of the design: the contestant's figure over the other's, at most. */
const BARS = [
  { of: 'our loop', against: 'openai loop', model: 'answer-120', most: 0.95 },
  { of: 'our loop', against: 'openai loop', model: 'answer-12', most: 1.3 },
  ...['answer-12', 'answer-120'].flatMap((model) => [
    { of: 'our loop', against: 'genkit', model, most: 0.6 },
    { of: 'our loop', against: 'ai', model, most: 0.4 },
    { of: 'our loop', against: '@openai/agents', model, most: 0.4 },
    { of: 'our loop', against: 'createAgent', model, most: 0.25 },
    { of: 'our service', against: 'ai', model, most: 1 },
  ]),
];

const options = process.argv.slice(2);
const asJson = options.includes('--json');
const quick = options.includes('--quick');
const only = options.includes('--only') ? options[options.indexOf('--only') + 1] : undefined;
const wanted = (part: string) => only === undefined || only === part;
const say = (text: string) => void (asJson || process.stdout.write(`${text}\n`));
const note = (text: string) => void process.stderr.write(`${text}\n`);

const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  date: new Date().toISOString().slice(0, 10),
};
const report: Record<string, unknown> = { machine };
say(`Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${machine.date}\n`);

if (wanted('turns')) {
  const rounds = quick ? 5 : 15;
  const rows = await measureTurns({
    contestants: Object.keys(CONTESTANTS),
    models: MODELS,
    rounds,
    turns: 20,
    onRound: (round) => note(`turns: round ${round + 1} of ${rounds}`),
  });
  report.turns = rows;
  report.bars = judge(rows);
  for (const model of MODELS) sayTurns(model, rows);
  sayBars(judge(rows));
}
if (wanted('idle')) {
  const idle = await measureIdleConnections(quick ? 1_000 : IDLE_CONNECTIONS);
  report.idle = idle;
  say(
    `## Idle event streams\n\n${table(['connections', 'KiB each', 'bar'], [[String(idle.connections), idle.kibibytesEach.toFixed(1), '≤ 20']])}\n`,
  );
}
if (wanted('lookup')) {
  const lookups = await measureLookups(quick ? SIZES.slice(0, 3) : SIZES, (size) =>
    note(`look-ups: filling ${size} orders`),
  );
  report.lookup = lookups;
  const base = lookups[0]?.microseconds ?? Number.NaN;
  const rows = lookups.map(({ orders, microseconds }) => [
    String(orders),
    microseconds.toFixed(1),
    (microseconds / base).toFixed(2),
  ]);
  say(
    `## Order look-up (bar: ≤ 2 × from the smallest to the largest shop)\n\n${table(['orders', 'µs', 'ratio'], rows)}\n`,
  );
}
if (wanted('start')) {
  const start = await measureStartUp(quick ? 3 : 9);
  report.startUp = start;
  const cells = start && [
    [start.wallMilliseconds.toFixed(0), '≤ 500', start.cpuMilliseconds?.toFixed(0) ?? 'unknown'],
  ];
  say(
    `## Start to listening\n\n${cells === null ? 'dist/server.js is not built: npm run build' : table(['wall ms', 'bar', 'CPU ms'], cells)}\n`,
  );
}
if (wanted('language')) {
  const cost = await measureLanguageCost();
  const accuracy = { node: measureAccuracy('node'), worker: measureAccuracy('worker') };
  report.language = { cost, accuracy };
  const costs = Object.entries(cost).map(([what, one]) => [
    what,
    one.microseconds.toFixed(0),
    one.firstUseMilliseconds.toFixed(0),
    `${one.before} → ${one.megabytes}`,
  ]);
  say(
    `## Detection and understanding (bars: ≤ 200 and ≤ 100 µs, first use ≤ 450 ms, process ≤ 220 MiB)\n\n${table(['', 'µs a message', 'first use, ms', 'process, MiB'], costs)}\n`,
  );
  sayAccuracy(accuracy);
}
if (asJson) process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit();

interface Judged {
  of: string;
  against: string;
  model: string;
  most: number;
  ratio: number;
  reached: boolean;
}

function judge(rows: readonly TurnRow[]): Judged[] {
  const cpu = (contestant: string, model: string) =>
    rows.find((row) => row.contestant === contestant && row.model === model)?.cpuMicroseconds ??
    Number.NaN;
  return BARS.map((bar) => {
    const ratio = cpu(bar.of, bar.model) / cpu(bar.against, bar.model);
    return { ...bar, ratio, reached: ratio <= bar.most };
  });
}

function sayAccuracy({ node, worker }: Record<'node' | 'worker', LanguageAccuracy>): void {
  const percent = (share = Number.NaN) => (100 * share).toFixed(1);
  const kinds = node.detection.kinds.map(({ kind, texts, open, amongTen }, at) => {
    const small = worker.detection.kinds[at];
    return [
      kind,
      String(texts),
      percent(open),
      percent(amongTen),
      percent(small?.open),
      percent(small?.amongTen),
    ];
  });
  const titles = ['held-out texts', 'texts', 'no hint', 'among ten', 'Worker', 'its among ten'];
  say(
    `## Language of short texts, 36 languages, % right (bars: all 92, word 81, few 92, noisy 93; among ten 96)\n\n${table(titles, kinds)}\n\nAUROC of the confidence ${node.detection.auroc.toFixed(3)} (bar 0.95), Worker ${worker.detection.auroc.toFixed(3)}\n`,
  );
  const questions = node.understanding.map(({ of, questions: count, right }, at) => [
    of,
    String(count),
    percent(right),
    percent(worker.understanding[at]?.right),
  ]);
  say(
    `## Held-out questions understood, label or neighbour, %\n\n${table(['', 'questions', 'Node', 'Worker'], questions)}\n`,
  );
}

function sayTurns(model: string, rows: readonly TurnRow[]): void {
  const [, words, burst] = /^answer-(\d+)(-burst)?$/.exec(model) ?? [];
  const mine = rows.filter((row) => row.model === model);
  const base = mine.find((row) => row.contestant === 'openai loop')?.cpuMicroseconds ?? Number.NaN;
  const cells = mine.map((row) => [
    row.contestant,
    row.cpuMicroseconds.toFixed(0),
    (row.cpuMicroseconds / base).toFixed(2),
    row.wallMicroseconds.toFixed(0),
    (row.firstTextMicroseconds / 1000).toFixed(2),
  ]);
  say(
    `## A tool call and an answer of ${words} words, ${burst === undefined ? 'word by word' : 'sent at once'}\n`,
  );
  say(`${table(['', 'CPU µs', 'ratio', 'wall µs', 'first text after the model’s, ms'], cells)}\n`);
}

function sayBars(judged: readonly Judged[]): void {
  const cells = judged.map((bar) => [
    `${bar.of} / ${bar.against}, ${bar.model}`,
    bar.ratio.toFixed(2),
    `≤ ${bar.most}`,
    bar.reached ? 'reached' : 'MISSED',
  ]);
  say(`## Bars (CPU)\n\n${table(['', 'ratio', 'bar', ''], cells)}\n`);
}
