/*
 * Trains the built-in model's intent classifier from data/understanding and writes
 * src/agent/models/built-in/weights.json and the Worker's weights-small.json. Run it after editing the examples: npx tsx scripts/train-understanding.ts
 * The same examples give the same file: the only randomness is a seeded generator.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import type { OutsideGate } from '../src/agent/models/built-in/classifier.ts';
import { BUCKETS } from '../src/agent/models/built-in/features.ts';
import { foldForFeatures } from '../src/agent/models/built-in/fold.ts';
import { INTENTS, type Intent, isIntent } from '../src/agent/models/built-in/intents.ts';
import {
  dropWord,
  pack,
  rowOf,
  seeded,
  shuffle,
  slip,
  type Trained,
  trainRows,
} from './n-gram-training.ts';

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
  /** days and times, of which no intent depends; takes the place of `^` */
  when: string[];
  /** who brings parcels; takes the place of `~` */
  carrier: string[];
  /** lists with a name of their own; `{bad}` is replaced by one of `words.bad` */
  words: Record<string, string[]>;
  phrases: { intent: Intent; do: string[]; about: string[]; said: string[] }[];
}

const FRAMES = ['wish', 'topic', 'aside', 'thing', 'world', 'when', 'carrier', 'words'];

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
        const { when = [''], carrier = [''], words = {} } = read;
        const frames = { wish, topic, aside, thing, world, when, carrier, words };
        return [name.replace('.yaml', ''), { ...frames, phrases }];
      }),
  );
}

/** Every phrase of the patterns in a few frames, or with a few things. */
function framed(patterns: ReadonlyMap<string, Patterns>, random: () => number): Example[] {
  const pick = (from: string[]) => from[Math.floor(random() * from.length)] ?? '';
  const some = (count: number, make: () => string) => Array.from({ length: count }, make);
  return [...patterns].flatMap(
    ([locale, { wish, topic, thing, world, when, carrier, words, phrases }]) =>
      phrases.flatMap(({ intent, do: acts, about, said }) =>
        [
          ...acts.flatMap((act) => some(FRAMES_A_PHRASE, () => pick(wish).replace('*', act))),
          ...about.flatMap((one) => some(FRAMES_A_PHRASE, () => pick(topic).replace('*', one))),
          ...said.flatMap((one) =>
            some(
              one.includes('%') && intent === 'product_question' ? GOODS_A_PHRASE : THINGS_A_PHRASE,
              () =>
                one
                  .replace(/\{(\w+)\}/g, (_, name: string) => pick(words[name] ?? []))
                  .replaceAll('%', pick(thing))
                  .replaceAll('&', pick(world))
                  .replaceAll('~', pick(carrier))
                  .replace(/\^/g, () => pick(when)),
            ),
          ),
        ].map((text) => ({ locale, intent, text })),
      ),
  );
}

const FRAMES_A_PHRASE = 5;
const THINGS_A_PHRASE = 8;
/** What shops sell is endless: the frame has to tell, not the thing. */
const GOODS_A_PHRASE = 40;

/** Learns the intents from the examples, noisy copies of them and the framed patterns. */
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
          rowOf(text, INTENTS.indexOf(example.intent)),
        ),
      ),
      ...framed(patterns, random).flatMap((example) =>
        noisyCopies(example, 1, patterns, random).map((text) =>
          rowOf(text, INTENTS.indexOf(example.intent)),
        ),
      ),
    ],
    random,
  );
  return trainRows(rows, INTENTS.length, epochs, { size: BUCKETS, dropped: 0.3 });
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

/*
 * The gates were fitted by logistic regression on held-out text and on public support and assistant questions that are no
 * part of this repository (bench/RESULTS.md).
 */
/** How many buckets each file keeps, and in how fine steps: the Worker's must fit into its bundle, compressed. */
export const KEPT = {
  node: {
    most: 260_000,
    steps: 7,
    gate: { bias: 3.4, margin: 0.85, evidence: -0.37, length: -0.4 },
  },
  worker: {
    most: 39_800,
    steps: 2,
    gate: { bias: 3.3, margin: 0.96, evidence: -0.21, length: -0.95 },
  },
};

// Found on data/understanding/test: the value at which confidence and accuracy agree best.
const TEMPERATURE = 0.75;

export function packIntents(
  trained: Trained,
  { gate, ...kept }: { most: number; steps: number; gate: OutsideGate },
) {
  return { ...pack(trained, INTENTS, { ...kept, temperature: TEMPERATURE }), gate };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const examples = readExamples();
  const started = performance.now();
  const trained = train(examples);
  for (const [name, kept] of [
    ['weights.json', KEPT.node],
    ['weights-small.json', KEPT.worker],
  ] as const)
    writeFileSync(new URL(name, BUILT_IN), `${JSON.stringify(packIntents(trained, kept))}\n`);
  console.log(
    `${examples.length} examples learnt in ${Math.round(performance.now() - started)} ms`,
  );
}
