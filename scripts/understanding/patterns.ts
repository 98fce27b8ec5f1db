import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Intent, isIntent } from '../../src/agent/models/built-in/intents.ts';

/** A text and what it asks for, in a locale known from elsewhere. */
export interface Sentence {
  intent: Intent;
  text: string;
}

export interface Patterns {
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
export function readPatterns(
  folder = new URL('../../data/understanding/patterns/', import.meta.url),
): Map<string, Patterns> {
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

/** Every phrase of a locale's patterns in a few frames, or with a few things. */
export function framed(patterns: Patterns, random: () => number): Sentence[] {
  const { wish, topic, thing, world, when, carrier, words, phrases } = patterns;
  const pick = (from: string[]) => from[Math.floor(random() * from.length)] ?? '';
  const some = (count: number, make: () => string) => Array.from({ length: count }, make);
  const filled = (said: string) =>
    said
      .replaceAll('%', pick(thing))
      // After the thing, which may leave a word of its own open.
      .replace(/\{(\w+)\}/g, (_, name: string) => pick(words[name] ?? []))
      .replaceAll('&', pick(world))
      .replaceAll('~', pick(carrier))
      .replace(/\^/g, () => pick(when));
  return phrases.flatMap(({ intent, do: acts, about, said }) =>
    [
      ...acts.flatMap((act) => some(FRAMES_A_PHRASE, () => pick(wish).replace('*', act))),
      ...about.flatMap((one) => some(FRAMES_A_PHRASE, () => pick(topic).replace('*', one))),
      ...said.flatMap((one) =>
        some(
          one.includes('%') && intent === 'product_question'
            ? GOODS_A_PHRASE
            : one.includes('&')
              ? WORLDS_A_PHRASE
              : THINGS_A_PHRASE,
          () => filled(one),
        ),
      ),
    ].map((text) => ({ intent, text })),
  );
}

const FRAMES_A_PHRASE = 5;
const THINGS_A_PHRASE = 8;
/** What shops sell, and the world outside, is endless: the frame has to tell, not the thing. */
const GOODS_A_PHRASE = 40;
const WORLDS_A_PHRASE = 14;
