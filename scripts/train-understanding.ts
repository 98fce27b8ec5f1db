/*
 * Trains the built-in model's intent classifier from data/understanding and writes
 * src/agent/models/built-in/weights.json and the Worker's weights-small.json. Run it after editing the examples: npx tsx scripts/train-understanding.ts
 * The same examples give the same file: the only randomness is a seeded generator.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { type StoredWeights, ZERO } from '../src/agent/models/built-in/classifier.ts';
import { BUCKETS, clausesOf } from '../src/agent/models/built-in/features.ts';
import { foldForFeatures } from '../src/agent/models/built-in/fold.ts';
import { INTENTS, type Intent, isIntent } from '../src/agent/models/built-in/intents.ts';

export interface Example {
  locale: string;
  intent: Intent;
  text: string;
}

const DATA = new URL('../data/understanding/', import.meta.url);
const BUILT_IN = new URL('../src/agent/models/built-in/', import.meta.url);

/** The examples of every `<locale>.yaml` in a folder; a file maps intents to lists of texts. */
export function readExamples(folder: URL = DATA): Example[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const intents: Record<string, string[]> = parse(readFileSync(new URL(name, folder), 'utf8'));
      return Object.entries(intents).flatMap(([intent, texts]) => {
        if (!isIntent(intent)) throw new TypeError(`${name}: "${intent}" is not an intent`);
        return texts.map((text) => ({
          locale: name.replace('.yaml', ''),
          intent,
          text: String(text),
        }));
      });
    });
}

interface Patterns {
  /** frames for a wish told as an act; `*` stands where it goes */
  wish: string[];
  /** frames for a wish told as a thing */
  topic: string[];
  /** sentences that people write beside any wish */
  aside: string[];
  /** what shops sell; takes the place of `%` */
  thing: string[];
  /** what shops have nothing to do with; takes the place of `&` */
  world: string[];
  phrases: { intent: Intent; do: string[]; about: string[]; said: string[] }[];
}

const FRAMES = ['wish', 'topic', 'aside', 'thing', 'world'];

/** The frames and phrases of `patterns/<locale>.yaml`. */
function readPatterns(folder = new URL('patterns/', DATA)): Map<string, Patterns> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => {
        const read = parse(readFileSync(new URL(name, folder), 'utf8'));
        const phrases = Object.entries<{ do?: string[]; about?: string[]; said?: string[] }>(read)
          .filter(([key]) => !FRAMES.includes(key))
          .map(([intent, { do: acts = [], about = [], said = [] }]) => {
            if (!isIntent(intent)) throw new TypeError(`${name}: "${intent}" is not an intent`);
            return { intent, do: acts, about, said };
          });
        const { wish = ['*'], topic = ['*'], aside = [], thing = [''], world = [''] } = read;
        return [name.replace('.yaml', ''), { wish, topic, aside, thing, world, phrases }];
      }),
  );
}

/** Every phrase of the patterns in a few frames, or with a few things. */
function framed(patterns: ReadonlyMap<string, Patterns>, random: () => number): Example[] {
  const pick = (from: string[]) => from[Math.floor(random() * from.length)] ?? '';
  const some = (count: number, make: () => string) => Array.from({ length: count }, make);
  return [...patterns].flatMap(([locale, { wish, topic, thing, world, phrases }]) =>
    phrases.flatMap(({ intent, do: acts, about, said }) =>
      [
        ...acts.flatMap((act) => some(FRAMES_A_PHRASE, () => pick(wish).replace('*', act))),
        ...about.flatMap((one) => some(FRAMES_A_PHRASE, () => pick(topic).replace('*', one))),
        ...said.flatMap((one) =>
          some(THINGS_A_PHRASE, () =>
            one.replaceAll('%', pick(thing)).replaceAll('&', pick(world)),
          ),
        ),
      ].map((text) => ({ locale, intent, text })),
    ),
  );
}

const FRAMES_A_PHRASE = 5;
const THINGS_A_PHRASE = 8;

/** Multinomial logistic regression by AdaGrad over the examples and noisy copies of them. */
export function train(
  examples: readonly Example[],
  options: { epochs?: number; copies?: number } = {},
): Trained {
  const { epochs = 4, copies = 3 } = options;
  const random = seeded(20261122);
  const patterns = readPatterns();
  const rows = shuffle(
    [
      ...examples.flatMap((example) =>
        [example.text, ...noisyCopies(example, copies, patterns, random)].map((text) =>
          row(text, example.intent),
        ),
      ),
      ...framed(patterns, random).flatMap((example) =>
        noisyCopies(example, 1, patterns, random).map((text) => row(text, example.intent)),
      ),
    ],
    random,
  );
  const classes = INTENTS.length;
  const weights = new Float32Array(BUCKETS * classes);
  const squares = new Float32Array(BUCKETS * classes).fill(1e-8);
  const biases = new Float64Array(classes);
  const counts = new Uint32Array(BUCKETS);
  const errors = new Float64Array(classes);
  const active = new Uint8Array(classes);
  for (const { buckets } of rows)
    for (const bucket of buckets) counts[bucket] = (counts[bucket] ?? 0) + 1;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = 0.5 / (1 + epoch * 0.25);
    for (const { buckets, values, target } of rows) {
      logitsInto(errors, weights, biases, buckets, values);
      softmaxInPlace(errors);
      errors[target] = (errors[target] ?? 0) - 1;
      let most = 0;
      for (let index = 0; index < classes; index += 1)
        if (Math.abs(errors[index] ?? 0) >= SETTLED) active[most++] = index;
      for (let which = 0; which < most; which += 1) {
        const index = active[which] ?? 0;
        const error = errors[index] ?? 0;
        biases[index] = (biases[index] ?? 0) - 0.002 * rate * error;
        for (let item = 0; item < buckets.length; item += 1) {
          const at = (buckets[item] ?? 0) * classes + index;
          const weight = weights[at] ?? 0;
          const gradient = error * (values[item] ?? 0) + DECAY * weight;
          const square = (squares[at] ?? 0) + gradient * gradient;
          squares[at] = square;
          weights[at] = weight - (rate * gradient) / Math.sqrt(square);
        }
      }
    }
  }
  return { weights, biases, counts };
}

/** What was learnt, before buckets are dropped and weights are rounded. */
interface Trained {
  weights: Float32Array;
  biases: Float64Array;
  counts: Uint32Array;
}

const DECAY = 5e-4;
/** Below this error an intent learns nothing more from an example; leaving it out makes training several times faster. */
const SETTLED = 0.003;

interface TrainingRow {
  buckets: Int32Array;
  values: Float32Array;
  target: number;
}

function row(text: string, intent: Intent): TrainingRow {
  const clauses = clausesOf(text);
  const squares = clauses.reduce((sum, clause) => sum + clause.squares, 0);
  const scale = 1 / Math.sqrt(squares || 1);
  return {
    buckets: Int32Array.from(clauses.flatMap(({ buckets }) => buckets)),
    values: Float32Array.from(
      clauses.flatMap(({ values }) => values),
      (value) => value * scale,
    ),
    target: INTENTS.indexOf(intent),
  };
}

function logitsInto(
  sums: Float64Array,
  weights: Float32Array,
  biases: Float64Array,
  buckets: Int32Array,
  values: Float32Array,
): void {
  const classes = sums.length;
  sums.set(biases);
  for (let item = 0; item < buckets.length; item += 1) {
    const start = (buckets[item] ?? 0) * classes;
    const value = values[item] ?? 0;
    for (let index = 0; index < classes; index += 1)
      sums[index] = (sums[index] ?? 0) + (weights[start + index] ?? 0) * value;
  }
}

function softmaxInPlace(logits: Float64Array): void {
  const top = Math.max(...logits);
  let sum = 0;
  for (let index = 0; index < logits.length; index += 1) {
    const raised = Math.exp((logits[index] ?? 0) - top);
    logits[index] = raised;
    sum += raised;
  }
  for (let index = 0; index < logits.length; index += 1) logits[index] = (logits[index] ?? 0) / sum;
}

// What shoppers put around the same wish: a greeting, thanks, their order number, a slip of the finger, a word left out.
function noisyCopies(
  example: Example,
  copies: number,
  patterns: ReadonlyMap<string, Patterns>,
  random: () => number,
): string[] {
  const asides = patterns.get(example.locale)?.aside ?? [];
  const courtesy = COURTESY[example.locale] ?? COURTESY.en ?? [['', '']];
  const keepsShort =
    example.intent === 'greeting_thanks' ||
    example.intent === 'provide_details' ||
    example.intent === 'confirm' ||
    example.intent === 'deny';
  return Array.from({ length: copies }, () => {
    let text = example.text;
    const [before = '', after = ''] = courtesy[Math.floor(random() * courtesy.length)] ?? [];
    if (!keepsShort && random() < 0.4) text = `${before} ${text}`;
    if (!keepsShort && random() < 0.3) text = `${text} ${after}`;
    if (!keepsShort && example.intent !== 'out_of_scope' && random() < 0.3)
      text = `${text} ${CODES[Math.floor(random() * CODES.length)]}`;
    if (!keepsShort && asides.length > 0 && random() < 0.25) {
      const aside = asides[Math.floor(random() * asides.length)] ?? '';
      text = random() < 0.6 ? `${aside} ${text}` : `${text}. ${aside}`;
    }
    if (random() < 0.3) text = text.replace(/[?？؟!.。]+$/u, '');
    if (example.locale === 'en' && random() < 0.08) text = swear(text, random);
    if (random() < 0.4) text = slip(text, random);
    if (random() < 0.15) text = dropWord(text, random);
    return foldForFeatures(text) === '' ? example.text : text;
  });
}

/** Anger in the middle of a sentence says nothing of its topic. */
function swear(text: string, random: () => number): string {
  const words = text.split(' ');
  const word = SWEARING[Math.floor(random() * SWEARING.length)] ?? '';
  words.splice(1 + Math.floor(random() * words.length), 0, word);
  return words.join(' ');
}

const SWEARING = [
  'goddamn',
  'damn',
  'fucking',
  'bloody',
  'freaking',
  'f***ing',
  'the hell',
  'stupid',
];

function slip(text: string, random: () => number): string {
  if (/[\u3040-\u30ff\u3400-\u9fff]/.test(text) || text.length < 6) return text;
  const at = 1 + Math.floor(random() * (text.length - 3));
  const kind = random();
  if (kind < 0.4) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.8)
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  return text.slice(0, at) + text.charAt(at) + text.slice(at);
}

function dropWord(text: string, random: () => number): string {
  const words = text.split(' ');
  if (words.length < 4) return text;
  words.splice(Math.floor(random() * words.length), 1);
  return words.join(' ');
}

const CODES = [
  'DM-10042',
  '#W2611340',
  'order 48213',
  '10077',
  'anna@example.com',
  'DM-20318 li.wei@example.org',
];

const COURTESY: Record<string, readonly (readonly [string, string])[]> = {
  en: [
    ['hi', 'thanks'],
    ['hello,', 'please'],
    ['hey', 'pls'],
    ['excuse me,', 'thank you'],
    ['Good morning.', '??'],
    ['', '!!'],
    ['ok', 'asap'],
  ],
  zh: [
    ['你好，', '谢谢'],
    ['请问', '麻烦了'],
    ['亲，', '急'],
    ['您好', '？？'],
    ['那个', '啊'],
  ],
  es: [
    ['hola', 'gracias'],
    ['buenos días,', 'por favor'],
    ['buenas', 'porfa'],
    ['oye', '??'],
    ['disculpe', 'urgente'],
  ],
  pt: [
    ['oi', 'obrigado'],
    ['bom dia,', 'por favor'],
    ['olá', 'pfv'],
    ['boa tarde', '??'],
    ['gente', 'obrigada'],
  ],
  fr: [
    ['bonjour', 'merci'],
    ['bonsoir,', 'svp'],
    ['salut', "s'il vous plaît"],
    ['excusez-moi', '??'],
    ['', 'merci d’avance'],
  ],
  de: [
    ['hallo', 'danke'],
    ['guten Tag,', 'bitte'],
    ['hi', 'vielen Dank'],
    ['Entschuldigung,', '??'],
    ['moin', 'mfg'],
  ],
  ja: [
    ['すみません、', 'お願いします'],
    ['こんにちは。', 'よろしくお願いします'],
    ['あの', '？'],
    ['お世話になっております。', '急いでいます'],
    ['', '!'],
  ],
  ar: [
    ['مرحبا', 'شكرا'],
    ['السلام عليكم', 'من فضلك'],
    ['لو سمحت', '؟؟'],
    ['اهلا', 'ضروري'],
    ['', 'شكرا لكم'],
  ],
  it: [
    ['ciao', 'grazie'],
    ['buongiorno,', 'per favore'],
    ['salve', 'pls'],
    ['scusate,', '??'],
    ['', 'grazie mille'],
  ],
  ko: [
    ['안녕하세요', '감사합니다'],
    ['저기요', '부탁드려요'],
    ['수고하세요', '급해요'],
    ['혹시', 'ㅠㅠ'],
    ['', '??'],
  ],
  ru: [
    ['здравствуйте', 'спасибо'],
    ['добрый день,', 'пожалуйста'],
    ['привет', 'плиз'],
    ['подскажите', '??'],
    ['', 'срочно'],
  ],
  id: [
    ['halo kak', 'makasih'],
    ['permisi', 'tolong ya'],
    ['min', 'dong'],
    ['gan', '??'],
    ['selamat siang,', 'terima kasih'],
  ],
  vi: [
    ['shop ơi', 'cảm ơn shop'],
    ['chào shop,', 'nhé'],
    ['ad ơi', 'với ạ'],
    ['cho mình hỏi', '??'],
    ['', 'gấp lắm'],
  ],
  th: [
    ['สวัสดีค่ะ', 'ขอบคุณค่ะ'],
    ['สวัสดีครับ', 'ครับ'],
    ['แอดมิน', 'ด้วยนะคะ'],
    ['รบกวนหน่อย', '??'],
    ['', 'ด่วนเลย'],
  ],
};

/** Keeps the buckets that say most and rounds their weights to a few steps either side of nothing. */
export function pack(
  { weights, biases, counts }: Trained,
  { most, steps }: { most: number; steps: number },
): StoredWeights {
  const classes = INTENTS.length;
  const says = Float64Array.from(counts, (count, bucket) => {
    let largest = 0;
    for (let at = bucket * classes; at < (bucket + 1) * classes; at += 1)
      largest = Math.max(largest, Math.abs(weights[at] ?? 0));
    return largest * Math.sqrt(count);
  });
  const kept = Array.from(says.keys())
    .filter((bucket) => (says[bucket] ?? 0) > 0)
    .sort((left, right) => (says[right] ?? 0) - (says[left] ?? 0) || left - right)
    .slice(0, most)
    .sort((left, right) => left - right);
  const values = kept.flatMap((bucket) => [
    ...weights.subarray(bucket * classes, (bucket + 1) * classes),
  ]);
  const scale = clipOf(values) / steps;
  const letters = values.map((value) =>
    String.fromCharCode(ZERO + Math.max(-steps, Math.min(steps, Math.round(value / scale)))),
  );
  return {
    intents: INTENTS,
    scale: Number(scale.toPrecision(6)),
    temperature: TEMPERATURE,
    biases: Array.from(biases, (bias) => Number(bias.toFixed(4))),
    buckets: Buffer.from(gapsOf(kept)).toString('base64'),
    weights: letters.join(''),
  };
}

/** How many buckets each file keeps, and in how fine steps: the Worker's must fit into its bundle, compressed. */
export const KEPT = {
  node: { most: 110_000, steps: 7 },
  worker: { most: 24_000, steps: 3 },
};

/** The largest weight but for a few in a thousand, which are clipped: finer steps serve all the others. */
function clipOf(values: readonly number[]): number {
  const sizes = Float64Array.from(values, Math.abs).sort();
  return sizes[Math.floor(sizes.length * 0.998)] ?? 1;
}

function gapsOf(buckets: readonly number[]): number[] {
  let previous = 0;
  return buckets.flatMap((bucket) => {
    const bytes: number[] = [];
    let gap = bucket - previous;
    previous = bucket;
    for (; gap >= 0x80; gap >>>= 7) bytes.push((gap & 0x7f) | 0x80);
    bytes.push(gap);
    return bytes;
  });
}

// Found on data/understanding/test: the value at which confidence and accuracy agree best.
const TEMPERATURE = 0.75;

function shuffle<Item>(items: Item[], random: () => number): Item[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [left, right] = [items[index], items[other]];
    if (left !== undefined && right !== undefined) [items[index], items[other]] = [right, left];
  }
  return items;
}

/** Mulberry32: small, fast, the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const examples = readExamples();
  const started = performance.now();
  const trained = train(examples);
  for (const [name, kept] of [
    ['weights.json', KEPT.node],
    ['weights-small.json', KEPT.worker],
  ] as const)
    writeFileSync(new URL(name, BUILT_IN), `${JSON.stringify(pack(trained, kept))}\n`);
  console.log(
    `${examples.length} examples learnt in ${Math.round(performance.now() - started)} ms`,
  );
}
