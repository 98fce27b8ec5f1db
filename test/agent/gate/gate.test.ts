import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkText } from '../../../src/agent/gate/gate.ts';
import { LOCALES, optionsFor, stream } from './gate-helpers.ts';
import { SCENES } from './scenes.ts';

function read(folder: string, locale: string): Record<string, unknown[]> {
  const file = new URL(`./${folder}/${locale}.yaml`, import.meta.url);
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
}

function* honest(locale: string): Generator<{ scene: string; text: string }> {
  for (const [scene, texts] of Object.entries(read('honest', locale)))
    for (const text of texts) yield { scene, text: String(text) };
}

function* dishonest(locale: string): Generator<{ scene: string; text: string; bad: string }> {
  for (const [scene, entries] of Object.entries(read('dishonest', locale)))
    for (const entry of entries) {
      if (typeof entry === 'object' && entry !== null && 'text' in entry && 'bad' in entry)
        yield { scene, text: String(entry.text), bad: String(entry.bad) };
    }
}

const cuts: Record<string, (text: string) => string[]> = {
  'in one piece': (text) => [text],
  'word by word': (text) => text.split(/(?<= )/),
  'character by character': (text) => Array.from(text),
};

describe.each(LOCALES)('the gate in %s', (locale) => {
  it.each([...honest(locale)])('lets pass: $text', ({ scene, text }) => {
    const options = optionsFor(locale, SCENES[scene] ?? { results: [] });
    expect(checkText(text, options)).toEqual({ ok: true });
    for (const cut of Object.values(cuts)) {
      const result = stream(options, cut(text));
      expect(result.violation).toBeNull();
      expect(result.released).toBe(text);
    }
  });

  it.each([...dishonest(locale)])('stops: $text', ({ scene, text, bad }) => {
    const options = optionsFor(locale, SCENES[scene] ?? { results: [] });
    expect(checkText(text, options).ok).toBe(false);
    for (const cut of Object.values(cuts)) {
      const result = stream(options, cut(text));
      expect(result.violation).not.toBeNull();
      expect(result.released).not.toContain(bad);
    }
  });
});
