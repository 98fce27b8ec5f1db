import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin, transform } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the service and the Worker's build look for what this makes. */
export const BROWSER_FOLDER = 'dist/browser';

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  write: false,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

/** Files of the browser by name: the loader, the hashed panel with its parts, one JSON per locale, and the desk. */
export async function buildBrowser(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const english = readLocale('en');
  const packed = localeNames().map(
    (locale) => [locale, packLocale(english, readLocale(locale))] as const,
  );
  // One hash for all of them: the panel carries it, and the names of forty files it would carry dearly.
  const hash = hashOf(JSON.stringify(packed));
  for (const [locale, groups] of packed)
    for (const [group, texts] of Object.entries(groups))
      files.set(`widget/${locale}-${group}-${hash}.json`, JSON.stringify(texts));
  const locales = { names: localeNames(), hash };
  const panel = await build({
    ...COMMON,
    entryPoints: { panel: 'src/widget/panel.tsx' },
    outdir: 'widget',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    define: definesOf(english, locales),
    plugins: [stylesAsText],
  });
  const modules = panel.outputFiles.map(({ path, text }) => [basename(path), text] as const);
  for (const [name, text] of await joinShared(new Map(modules)))
    files.set(`widget/${name}`, COMPILE_HINT + text);
  const entry = [...files.keys()].find((name) => name.startsWith('widget/panel-')) ?? '';
  files.set('widget/panel.js', `export * from "./${basename(entry)}";\n`);
  const loader = await build({
    ...COMMON,
    entryPoints: ['src/widget/loader.ts'],
    format: 'iife',
    // Bytes that a class and its closures have no use for.
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
    define: { PANEL_FILE: JSON.stringify(entry) },
  });
  files.set('widget.js', loader.outputFiles[0]?.text ?? '');
  const desk = await build({
    ...COMMON,
    entryPoints: ['src/desk/index.tsx'],
    define: definesOf(english),
    plugins: [stylesAsText],
  });
  files.set('desk.js', desk.outputFiles[0]?.text ?? '');
  return files;
}

/** Has the browser compile all functions while the file comes in, off the page's own thread, instead of one by one at first use. */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * The bundler moves what the panel shares with its parts into a file of its own, which a browser would only ask for once it
 * has read the panel: one more way to a far-away server before anything is seen. The panel is always there before its
 * parts, so it carries what they share, and they take it from there. As they name each other, all have one hash.
 */
async function joinShared(modules: ReadonlyMap<string, string>): Promise<[string, string][]> {
  const panel = nameOf(modules, 'panel-');
  const shared = nameOf(modules, 'chunk-');
  const inMemory: Plugin = {
    name: 'in-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\// }, ({ path, kind }) =>
        kind === 'dynamic-import' ? { external: true } : { path: basename(path), namespace: 'm' },
      );
      onLoad({ filter: /./, namespace: 'm' }, ({ path }) => ({
        contents: modules.get(path) ?? '',
      }));
    },
  };
  const joined = await build({
    ...COMMON,
    stdin: { contents: `export*from"./${panel}";export*from"./${shared}"` },
    plugins: [inMemory],
  });
  // Of all that is served: whatever changes here too gets another name, since browsers keep a name's content for good.
  const joinedText = joined.outputFiles[0]?.text ?? '';
  const hash = hashOf(JSON.stringify([COMPILE_HINT, joinedText, ...modules])).toUpperCase();
  const rename = (text: string) =>
    [...modules.keys()].reduce(
      (renamed, name) => renamed.replaceAll(name, name.replace(/[^-]+$/, `${hash}.js`)),
      text.replaceAll(shared, panel),
    );
  return [...modules.keys()]
    .filter((name) => name !== shared)
    .map((name) => [rename(name), rename(name === panel ? joinedText : (modules.get(name) ?? ''))]);
}

/** @throws Error unless exactly one of the files begins so */
function nameOf(modules: ReadonlyMap<string, string>, start: string): string {
  const [name, ...more] = [...modules.keys()].filter((one) => one.startsWith(start));
  if (name === undefined || more.length > 0)
    throw new Error(`one file ${start}*.js was expected, not ${more.length + (name ? 1 : 0)}`);
  return name;
}

/** The package for shops that bundle their own pages: `import 'dragoman/widget'`. */
export async function buildPackage(outdir: string): Promise<void> {
  await build({
    ...COMMON,
    entryPoints: { index: 'src/widget/package.ts' },
    outdir,
    write: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    // A shop's bundle lies wherever the shop wants it.
    define: definesOf(readLocale('en'), undefined, ''),
    plugins: [stylesAsText, localesOfPackage],
  });
  writeFileSync(
    resolve(ROOT, outdir, 'index.d.ts'),
    readFileSync(join(ROOT, 'src/widget/public-types.ts'), 'utf8'),
  );
}

export async function writeBrowserFiles(folder = join(ROOT, BROWSER_FOLDER)): Promise<void> {
  const files = await buildBrowser();
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) {
    const target = join(folder, name);
    mkdirSync(dirname(target), { recursive: true });
    // A reader beside us never sees half a file.
    const temporary = `${target}.${process.pid}`;
    writeFileSync(temporary, text);
    renameSync(temporary, target);
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const known = name.replaceAll('\\', '/');
    if (/\.(js|json|css)$/.test(known) && !files.has(known)) rmSync(join(folder, name));
  }
}

const LOCALES = 'src/widget/locales';

type TextGroup = 'chat' | 'cards' | 'nudge';
/** Texts of a locale in groups: for the panel, and for what it loads when first needed. */
type Locale = Record<TextGroup, Record<string, string>>;

function localeNames(): string[] {
  return readdirSync(join(ROOT, LOCALES))
    .filter((name) => name.endsWith('.json') && name !== 'en.json')
    .map((name) => basename(name, '.json'))
    .sort();
}

function readLocale(locale: string): Locale {
  return JSON.parse(readFileSync(join(ROOT, LOCALES, `${locale}.json`), 'utf8'));
}

/** Without the keys, which the panel has in English: values in their order, plural forms as one object. */
function packLocale(english: Locale, locale: Locale) {
  return forEachGroup((group) =>
    [...new Set(Object.keys(english[group]).map((key) => key.split('#')[0] ?? ''))].map((key) => {
      const forms = Object.entries(locale[group]).filter(([name]) => name.startsWith(`${key}#`));
      return forms.length === 0
        ? (locale[group][key] ?? '')
        : Object.fromEntries(forms.map(([name, text]) => [name.slice(key.length + 1), text]));
    }),
  );
}

function forEachGroup<Value>(make: (group: TextGroup) => Value): Record<TextGroup, Value> {
  return { chat: make('chat'), cards: make('cards'), nudge: make('nudge') };
}

function definesOf(
  english: Locale,
  locales: { names: readonly string[]; hash: string } = { names: [], hash: '' },
  home = '..',
): Record<string, string> {
  return {
    HOME: JSON.stringify(home),
    LOCALES: JSON.stringify(locales.names.join(' ')),
    TEXTS_HASH: JSON.stringify(locales.hash),
    ENGLISH_CHAT: asText(english.chat),
    ENGLISH_CARDS: asText(english.cards),
    ENGLISH_NUDGE: asText(english.nudge),
  };
}

/** An object as the text of its JSON, so that it lands in the one file that reads it. */
function asText(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** `import styles from './x.css'` gives the minified text, for an adopted stylesheet. */
const stylesAsText: Plugin = {
  name: 'styles-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const { code } = await transform(source, { loader: 'css', minify: true, target: 'es2022' });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

/** The service serves texts beside the panel; a bundle of somebody else's carries them. */
const localesOfPackage: Plugin = {
  name: 'locales-of-package',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/locales\.ts$/ }, () => ({
      path: join(ROOT, 'src/widget/package-locales.ts'),
    }));
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeBrowserFiles();
  await buildPackage('dist/widget');
}
