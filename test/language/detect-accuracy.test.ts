import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cleanForDetection } from '../../src/language/clean-text.ts';
import { detectLanguage } from '../../src/language/detect.ts';
import { LANGUAGES } from '../../src/language/languages.ts';
import { HELD_OUT_KINDS, HELD_OUT_TEXTS } from './held-out-texts.ts';
import { SHORT_TEXTS } from './short-texts.ts';

const KINDS = [
  'word',
  'word',
  'few',
  'few',
  'few',
  'sentence',
  'sentence',
  'sentence',
  'noisy',
  'noisy',
];
const ENABLED = ['en', 'zh', 'es', 'pt', 'fr', 'de', 'ja', 'ar', 'it', 'ko'];

describe.each([
  ['short texts', SHORT_TEXTS, KINDS],
  ['held-out texts', HELD_OUT_TEXTS, HELD_OUT_KINDS],
])('detection of the %s', async (name, texts, kindsOf) => {
  const rows = await readAll(texts, kindsOf);

  it('has as many texts for every language', () => {
    expect(Object.keys(texts).sort()).toEqual([...LANGUAGES].sort());
    expect(rows).toHaveLength(LANGUAGES.length * kindsOf.length);
  });

  it('knows at least 92 % over all, and no kind or language falls behind', () => {
    const kinds = rates(rows, (row) => row.kind);
    const languages = rates(rows, (row) => row.language);
    console.log(`${name}: ${percent(rate(rows))} of all; ${shown(kinds)}\n${shown(languages)}`);
    expect(rate(rows)).toBeGreaterThanOrEqual(0.92);
    expect(kinds.get('word')).toBeGreaterThanOrEqual(0.81);
    expect(kinds.get('few')).toBeGreaterThanOrEqual(0.92);
    expect(kinds.get('noisy')).toBeGreaterThanOrEqual(0.93);
    for (const [language, part] of languages) expect(part, language).toBeGreaterThanOrEqual(0.6);
  });

  it('is surer of what it knows than of what it mistakes', () => {
    const area = areaUnderCurve(rows);
    console.log(`${name}: AUROC of the confidence ${area.toFixed(3)}`);
    expect(area).toBeGreaterThanOrEqual(0.95);
  });

  it('means by its confidence how often it is right', () => {
    const sure = rows.filter((row) => row.confidence >= 0.9);
    expect(sure.length).toBeGreaterThan(rows.length / 2);
    expect(rate(sure)).toBeGreaterThanOrEqual(0.96);
    const unsure = rows.filter((row) => row.confidence < 0.5);
    if (unsure.length >= 20) expect(rate(unsure)).toBeLessThan(rate(sure) - 0.15);
  });

  it('knows at least 96 % among ten enabled languages', async () => {
    const among = await readAll(texts, kindsOf, ENABLED);
    console.log(`${name}: ${percent(rate(among))} among ten`);
    expect(rate(among)).toBeGreaterThanOrEqual(0.96);
  });
});

it('trains on none of the held-out texts', () => {
  for (const [language, list] of Object.entries(HELD_OUT_TEXTS)) {
    const trained = new Set(trainingTexts(language).map(cleanForDetection));
    for (const text of list.split('|'))
      expect(trained.has(cleanForDetection(text)), `${language}: ${text}`).toBe(false);
  }
});

function trainingTexts(language: string): string[] {
  try {
    const file = new URL(`../../data/languages/${language}.txt`, import.meta.url);
    return readFileSync(file, 'utf8').split(/[|\n]/u);
  } catch {
    // Greek and others that their script tells are not trained on.
    return [];
  }
}

interface Row {
  language: string;
  kind: string;
  text: string;
  found: string | null;
  confidence: number;
  right: boolean;
}

async function readAll(
  texts: Record<string, string>,
  kindsOf: readonly string[],
  candidates?: readonly string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [language, list] of Object.entries(texts)) {
    if (candidates !== undefined && !candidates.includes(language)) continue;
    for (const [at, text] of list.split('|').entries()) {
      const { language: found, confidence } = await detectLanguage(
        text,
        candidates ? { candidates } : {},
      );
      rows.push({
        language,
        kind: kindsOf[at] ?? '',
        text,
        found,
        confidence,
        right: found === language,
      });
    }
  }
  return rows;
}

function rate(rows: readonly Row[]): number {
  return rows.filter((row) => row.right).length / rows.length;
}

function rates(rows: readonly Row[], key: (row: Row) => string): Map<string, number> {
  return new Map(
    [...new Set(rows.map(key))].map((one) => [one, rate(rows.filter((row) => key(row) === one))]),
  );
}

/** How likely a right answer has a higher confidence than a wrong one; a tie counts half. */
function areaUnderCurve(rows: readonly Row[]): number {
  const wrong = rows.filter((row) => !row.right);
  const right = rows.filter((row) => row.right);
  if (wrong.length === 0) return 1;
  const wins = right.flatMap((one) =>
    wrong.map((other) =>
      one.confidence > other.confidence ? 1 : one.confidence === other.confidence ? 0.5 : 0,
    ),
  );
  return wins.reduce((sum: number, win) => sum + win, 0) / wins.length;
}

function shown(parts: ReadonlyMap<string, number>): string {
  return [...parts].map(([key, part]) => `${key} ${percent(part)}`).join(', ');
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
