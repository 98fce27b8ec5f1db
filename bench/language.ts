import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { detectLanguage } from '../src/language/detect.ts';
import { HELD_OUT_KINDS, HELD_OUT_TEXTS } from '../test/language/held-out-texts.ts';

// Inside the project, so that the bundle finds the project's packages.
const FOLDER = new URL('../dist/bench-language/', import.meta.url);
const ENABLED = ['en', 'zh', 'es', 'pt', 'fr', 'de', 'ja', 'ar', 'it', 'ko'];

export interface LanguageCost {
  firstUseMilliseconds: number;
  microseconds: number;
  /** resident memory of the process before and after, in MiB */
  before: number;
  megabytes: number;
}

/** What detection and understanding cost, each in a bundled process of its own, as they run in the service. */
export async function measureLanguageCost(): Promise<
  Record<'detect' | 'understand', LanguageCost>
> {
  mkdirSync(FOLDER, { recursive: true });
  try {
    const texts = fileURLToPath(new URL('texts.txt', FOLDER));
    writeFileSync(
      texts,
      rows()
        .map(({ text }) => text)
        .join('\n'),
    );
    await build({
      entryPoints: [fileURLToPath(new URL('language-once.ts', import.meta.url))],
      outdir: fileURLToPath(FOLDER),
      bundle: true,
      splitting: true,
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    });
    const once = (what: string): LanguageCost => {
      const program = fileURLToPath(new URL('language-once.mjs', FOLDER));
      const { stdout, stderr } = spawnSync(process.execPath, [program, what, texts], {
        encoding: 'utf8',
      });
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout);
    };
    return { detect: once('detect'), understand: once('understand') };
  } finally {
    rmSync(FOLDER, { recursive: true, force: true });
  }
}

export interface Accuracy {
  kind: string;
  texts: number;
  /** share that is right of all 36 languages, and among ten */
  open: number;
  amongTen: number;
}

/** How many of the held-out texts are known, by kind, and how well the confidence tells the right ones (AUROC). */
export async function measureAccuracy(): Promise<{ kinds: Accuracy[]; auroc: number }> {
  const judged = await Promise.all(
    rows().map(async (row) => {
      const { language, confidence } = await detectLanguage(row.text);
      const among = await detectLanguage(row.text, { candidates: ENABLED });
      return {
        ...row,
        confidence,
        right: language === row.language,
        rightAmongTen: ENABLED.includes(row.language) ? among.language === row.language : null,
      };
    }),
  );
  const kinds = ['all', ...new Set(HELD_OUT_KINDS)].map((kind) => {
    const mine = judged.filter((row) => kind === 'all' || row.kind === kind);
    const ten = mine.filter((row) => row.rightAmongTen !== null);
    return {
      kind,
      texts: mine.length,
      open: mine.filter((row) => row.right).length / mine.length,
      amongTen: ten.filter((row) => row.rightAmongTen).length / ten.length,
    };
  });
  return { kinds, auroc: areaUnderCurve(judged) };
}

function rows(): { language: string; kind: string; text: string }[] {
  return Object.entries(HELD_OUT_TEXTS).flatMap(([language, texts]) =>
    texts.split('|').map((text, at) => ({ language, kind: HELD_OUT_KINDS[at] ?? '', text })),
  );
}

/** How likely a right answer has a higher confidence than a wrong one; a tie counts half. */
export function areaUnderCurve(judged: readonly { confidence: number; right: boolean }[]): number {
  const wrong = judged.filter(({ right }) => !right);
  const right = judged.filter((row) => row.right);
  let wins = 0;
  for (const one of right)
    for (const other of wrong)
      wins += one.confidence > other.confidence ? 1 : one.confidence === other.confidence ? 0.5 : 0;
  return wrong.length === 0 ? 1 : wins / (right.length * wrong.length);
}
