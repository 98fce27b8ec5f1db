import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/language/detect.ts';
import { LANGUAGES } from '../../src/language/languages.ts';
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

describe('detection of short texts', async () => {
  const rows = await readAll();

  it('has ten texts for every language', () => {
    expect(Object.keys(SHORT_TEXTS).sort()).toEqual([...LANGUAGES].sort());
    expect(rows).toHaveLength(LANGUAGES.length * KINDS.length);
  });

  it('knows at least 92 % over all, and no kind or language falls behind', () => {
    const kinds = rates(rows, (row) => row.kind);
    const languages = rates(rows, (row) => row.language);
    console.log(`${percent(rate(rows))} of all; ${shown(kinds)}\n${shown(languages)}`);
    console.log(
      rows
        .filter((row) => !row.right)
        .map((row) => `${row.language} → ${row.found} (${row.confidence}): ${row.text}`)
        .join('\n'),
    );
    expect(rate(rows)).toBeGreaterThanOrEqual(0.92);
    expect(kinds.get('word')).toBeGreaterThanOrEqual(0.81);
    expect(kinds.get('few')).toBeGreaterThanOrEqual(0.92);
    expect(kinds.get('noisy')).toBeGreaterThanOrEqual(0.88);
    for (const [language, part] of languages) expect(part, language).toBeGreaterThanOrEqual(0.6);
  });

  it('is surer of what it knows than of what it mistakes', () => {
    const area = areaUnderCurve(rows);
    console.log(`AUROC of the confidence ${area.toFixed(3)}`);
    expect(area).toBeGreaterThanOrEqual(0.85);
  });

  it('knows at least 96 % among ten enabled languages', async () => {
    const among = await readAll(ENABLED);
    console.log(`${percent(rate(among))} among ten`);
    expect(rate(among)).toBeGreaterThanOrEqual(0.96);
  });
});

interface Row {
  language: string;
  kind: string;
  text: string;
  found: string | null;
  confidence: number;
  right: boolean;
}

async function readAll(candidates?: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [language, texts] of Object.entries(SHORT_TEXTS)) {
    if (candidates !== undefined && !candidates.includes(language)) continue;
    for (const [at, text] of texts.split('|').entries()) {
      const { language: found, confidence } = await detectLanguage(
        text,
        candidates ? { candidates } : {},
      );
      rows.push({
        language,
        kind: KINDS[at] ?? '',
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
