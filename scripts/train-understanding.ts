/*
 * Trains the built-in model's intent classifier from data/understanding/<locale>.yaml and writes
 * src/agent/models/built-in/weights.json. Run it after editing the examples: npx tsx scripts/train-understanding.ts
 * The same examples give the same file: the only randomness is a seeded generator.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import type { StoredWeights } from '../src/agent/models/built-in/classifier.ts';
import { BUCKETS, featuresOf, foldForFeatures } from '../src/agent/models/built-in/features.ts';
import { INTENTS, type Intent, isIntent } from '../src/agent/models/built-in/intents.ts';

export interface Example {
  locale: string;
  intent: Intent;
  text: string;
}

const DATA = new URL('../data/understanding/', import.meta.url);
const WEIGHTS = new URL('../src/agent/models/built-in/weights.json', import.meta.url);

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

/** Multinomial logistic regression by AdaGrad over the examples and noisy copies of them. */
export function train(
  examples: readonly Example[],
  options: { epochs?: number; copies?: number } = {},
): StoredWeights {
  const { epochs = 6, copies = 2 } = options;
  const random = seeded(20261122);
  const rows = shuffle(
    examples.flatMap((example) =>
      [example.text, ...noisyCopies(example, copies, random)].map((text) =>
        row(text, example.intent),
      ),
    ),
    random,
  );
  const classes = INTENTS.length;
  const weights = new Float64Array(BUCKETS * classes);
  const squares = new Float64Array(BUCKETS * classes).fill(1e-8);
  const biases = new Float64Array(classes);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = 0.5 / (1 + epoch * 0.25);
    for (const { buckets, values, target } of rows) {
      const errors = softmax(logitsOf(weights, biases, buckets, values));
      errors[target] = (errors[target] ?? 0) - 1;
      const active = errors.reduce<number[]>((found, error, index) => {
        if (Math.abs(error) >= SETTLED) found.push(index);
        return found;
      }, []);
      for (const index of active)
        biases[index] = (biases[index] ?? 0) - 0.002 * rate * (errors[index] ?? 0);
      for (let item = 0; item < buckets.length; item += 1) {
        const start = (buckets[item] ?? 0) * classes;
        const value = values[item] ?? 0;
        for (const index of active) {
          const at = start + index;
          const gradient = (errors[index] ?? 0) * value + DECAY * (weights[at] ?? 0);
          squares[at] = (squares[at] ?? 0) + gradient * gradient;
          weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(squares[at] ?? 1);
        }
      }
    }
  }
  return pack(weights, biases);
}

const DECAY = 2e-5;
/** Below this error an intent learns nothing more from an example; leaving it out makes training several times faster. */
const SETTLED = 0.003;

interface TrainingRow {
  buckets: Int32Array;
  values: Float64Array;
  target: number;
}

function row(text: string, intent: Intent): TrainingRow {
  const features = featuresOf(text);
  return {
    buckets: Int32Array.from(features.keys()),
    values: Float64Array.from(features.values()),
    target: INTENTS.indexOf(intent),
  };
}

function logitsOf(
  weights: Float64Array,
  biases: Float64Array,
  buckets: Int32Array,
  values: Float64Array,
): Float64Array {
  const sums = Float64Array.from(biases);
  for (let item = 0; item < buckets.length; item += 1) {
    const start = (buckets[item] ?? 0) * sums.length;
    for (let index = 0; index < sums.length; index += 1)
      sums[index] = (sums[index] ?? 0) + (weights[start + index] ?? 0) * (values[item] ?? 0);
  }
  return sums;
}

function softmax(logits: Float64Array): Float64Array {
  const top = Math.max(...logits);
  const raised = logits.map((logit) => Math.exp(logit - top));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}

// What shoppers put around the same wish: a greeting, thanks, their order number, a slip of the finger, a word left out.
function noisyCopies(example: Example, copies: number, random: () => number): string[] {
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
    if (random() < 0.3) text = text.replace(/[?？؟!.。]+$/u, '');
    if (random() < 0.4) text = slip(text, random);
    if (random() < 0.15) text = dropWord(text, random);
    return foldForFeatures(text) === '' ? example.text : text;
  });
}

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

function pack(weights: Float64Array, biases: Float64Array): StoredWeights {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127;
  const bytes = Buffer.from(Int8Array.from(weights, (weight) => Math.round(weight / scale)).buffer);
  return {
    intents: INTENTS,
    scale: Number(scale.toPrecision(6)),
    temperature: TEMPERATURE,
    biases: Array.from(biases, (bias) => Number(bias.toFixed(4))),
    weights: bytes.toString('base64'),
  };
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
  writeFileSync(WEIGHTS, `${JSON.stringify(train(examples))}\n`);
  console.log(
    `${examples.length} examples learnt in ${Math.round(performance.now() - started)} ms`,
  );
}
