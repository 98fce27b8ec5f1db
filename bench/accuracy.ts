import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { decisionOf } from '../src/agent/models/built-in/understand.ts';
import { detectLanguage } from '../src/language/detect.ts';
import { isNear, readHeldOut, share } from '../test/helpers/held-out.ts';
import { HELD_OUT_KINDS, HELD_OUT_TEXTS } from '../test/language/held-out-texts.ts';

const ENABLED = ['en', 'zh', 'es', 'pt', 'fr', 'de', 'ja', 'ar', 'it', 'ko'];

export interface Accuracy {
  kind: string;
  texts: number;
  /** share that is right of all 36 languages, and among ten */
  open: number;
  amongTen: number;
}

export interface LanguageAccuracy {
  detection: { kinds: Accuracy[]; auroc: number };
  /** share of the held-out questions that are understood, by where they are from */
  understanding: { of: string; questions: number; right: number }[];
}

/** What detection and understanding make of the held-out texts with the weights of the service, or of its Worker. */
export function measureAccuracy(home: 'node' | 'worker'): LanguageAccuracy {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...(home === 'worker' ? ['--conditions=workerd'] : []),
      '--import',
      'tsx',
      fileURLToPath(new URL('accuracy-once.ts', import.meta.url)),
    ],
    { encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** How many of the held-out texts are known, by kind, and how well the confidence tells the right ones (AUROC). */
export async function accuracyOfDetection(): Promise<LanguageAccuracy['detection']> {
  const judged = await Promise.all(
    heldOutTexts().map(async (row) => {
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
      open: share(mine, (row) => row.right),
      amongTen: share(ten, (row) => row.rightAmongTen === true),
    };
  });
  return { kinds, auroc: areaUnderCurve(judged) };
}

/** How many of the held-out questions are given their intent or a neighbour, by folder and language. */
export async function accuracyOfUnderstanding(): Promise<LanguageAccuracy['understanding']> {
  const judged = await readHeldOut();
  const row = (of: string, is: (one: (typeof judged)[number]) => boolean) => {
    const mine = judged.filter(is);
    return { of, questions: mine.length, right: share(mine, isNear) };
  };
  const locales = [...new Set(judged.map(({ locale }) => locale))].filter((one) => one !== 'en');
  return [
    row('all', () => true),
    row('plain English', ({ locale, folder }) => locale === 'en' && folder === 'test'),
    row('messy English', ({ locale, folder }) => locale === 'en' && folder === 'messy'),
    row('out of scope', ({ intent }) => intent === 'out_of_scope'),
    row('answered', ({ found }) => decisionOf(found) === 'answer'),
    ...locales.map((one) => row(one, ({ locale }) => locale === one)),
  ];
}

export function heldOutTexts(): { language: string; kind: string; text: string }[] {
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
