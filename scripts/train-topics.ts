/*
 * Trains the classifier of what calls a person from data/topics (and the examples of data/understanding, which call nobody) and
 * writes src/agent/confidence/topic-weights.json and the Worker's topic-weights-small.json. Run it after editing the examples:
 * npx tsx scripts/train-topics.ts. The same examples give the same files.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { TOPICS, type Topic } from '../src/agent/confidence/topics.ts';
import { dropWord, pack, rowOf, seeded, slip, type Trained, trainRows } from './n-gram-training.ts';
import { type Example, numberOf, readExamples } from './train-understanding.ts';

interface TopicExample {
  locale: string;
  topic: Topic;
  text: string;
}

const DATA = new URL('../data/topics/', import.meta.url);
const CONFIDENCE = new URL('../src/agent/confidence/', import.meta.url);
const fileSchema = z.partialRecord(z.enum(TOPICS), z.array(z.string().min(1)));

/** The rows of every `<locale>.yaml` in a folder, wordings in brackets not yet chosen. */
export function readTopicRows(folder: URL = DATA): TopicExample[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const topics = fileSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8')));
      return Object.entries(topics).flatMap(([topic, rows]) =>
        rows.map((text) => ({ locale: name.replace('.yaml', ''), topic: topic as Topic, text })),
      );
    });
}

/** One wording of a row: of each `(a|b|c)` one is chosen. */
export function wordingOf(row: string, random: () => number): string {
  const said = row.replaceAll(/\(([^()]*)\)/g, (_, choices: string) => {
    const words = choices.split('|');
    return words[Math.floor(random() * words.length)] ?? '';
  });
  return said.replaceAll(/ +/g, ' ').trim();
}

/** Learns from a few wordings of every row, alone, slipped, and beside an everyday message. */
function trainTopics(): Trained {
  const everyday = readExamples().filter(({ intent }) => intent !== 'complaint');
  const topics = readTopicRows();
  const locales = [...new Set(everyday.map(({ locale }) => locale))].sort();
  const rows = locales.flatMap((locale) => {
    // Each locale has chances of its own, so that a row more in one leaves the others as they were.
    const random = seeded(numberOf(locale));
    return [
      ...calls(topics, everyday, { locale, random }),
      ...quiet(everyday, { locale, random }),
    ].map(({ text, topic }) => rowOf(text, TOPICS.indexOf(topic), random()));
  });
  rows.sort((left, right) => left.draw - right.draw);
  return trainRows(rows, TOPICS.length, EPOCHS);
}

interface Teaching {
  locale: string;
  random: () => number;
}

/** What calls a person, in a few wordings. */
function calls(
  topics: readonly TopicExample[],
  everyday: readonly Example[],
  { locale, random }: Teaching,
): Pick<TopicExample, 'text' | 'topic'>[] {
  const asides = everyday.filter((one) => one.locale === locale && ASIDES.has(one.intent));
  const beside = (text: string) => {
    const aside = asides[Math.floor(random() * asides.length)]?.text ?? '';
    return random() < 0.5 ? `${text}. ${aside}` : `${aside}. ${text}`;
  };
  return topics
    .filter((row) => row.locale === locale)
    .flatMap(({ topic, text }) =>
      Array.from({ length: WORDINGS }, () => {
        let said = wordingOf(text, random);
        if (random() < 0.3) said = beside(said);
        if (random() < 0.35) said = slip(said, random);
        if (random() < 0.15) said = dropWord(said, random);
        if (random() < 0.2) said = said.toUpperCase();
        if (topic === 'anger' && random() < 0.5) said = `${said}!!`;
        return { text: said, topic };
      }),
    );
}

/** Everyday messages, which call nobody but those that ask for somebody. */
function quiet(
  everyday: readonly Example[],
  { locale, random }: Teaching,
): Pick<TopicExample, 'text' | 'topic'>[] {
  return everyday
    .filter((row) => row.locale === locale)
    .flatMap(({ intent, text }) =>
      [text, slip(text, random), dropWord(text, random)].map((said) => ({
        text: said,
        topic: intent === 'human_agent' ? ('asked' as const) : ('none' as const),
      })),
    );
}

/** Intents whose examples people write beside a threat or a cry of anger. */
const ASIDES: ReadonlySet<string> = new Set([
  'order_status',
  'payment_status',
  'track_shipment',
  'greeting_thanks',
]);
const WORDINGS = 16;
const EPOCHS = 4;

/** How many buckets each file keeps, and in how fine steps: the Worker's must fit into its bundle, compressed. */
const KEPT_TOPICS = {
  node: { most: 60_000, steps: 7 },
  worker: { most: 8_000, steps: 3 },
};
const TEMPERATURE = 1;

function packTopics(trained: Trained, kept: { most: number; steps: number }) {
  const packed = pack(trained, TOPICS, { ...kept, temperature: TEMPERATURE });
  return { learntFrom: digestOfRows(), ...packed };
}

/** Stands in the weights, so that a test can tell whether they were trained after the last change of the examples. */
export function digestOfRows(): string {
  return createHash('sha256').update(JSON.stringify(readTopicRows())).digest('hex').slice(0, 16);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = performance.now();
  const trained = trainTopics();
  for (const [name, kept] of [
    ['topic-weights.json', KEPT_TOPICS.node],
    ['topic-weights-small.json', KEPT_TOPICS.worker],
  ] as const)
    writeFileSync(new URL(name, CONFIDENCE), `${JSON.stringify(packTopics(trained, kept))}\n`);
  console.log(`topics learnt in ${Math.round(performance.now() - started)} ms`);
}
