import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Fact, factsOf, policyFacts } from '../../../src/agent/gate/facts.ts';
import { createGate, type GateOptions, type GateOutput } from '../../../src/agent/gate/gate.ts';
import { type GateWords, gateWordsSchema } from '../../../src/prompts/gate-words.ts';

export const LOCALES = 'en zh es pt fr de it ja ko ar ru id vi th'.split(' ');

/** Thursday, 19 November 2026, noon in Berlin. */
export const NOW = Date.parse('2026-11-19T11:00:00Z');

const loaded = new Map<string, GateWords>();

export function wordsOf(locale: string): GateWords {
  let words = loaded.get(locale);
  if (words === undefined) {
    const text = readFileSync(
      new URL(`../../../prompts/gate/${locale}.md`, import.meta.url),
      'utf8',
    );
    const { title: _title, locale: _locale, ...lists } = parse(text.split(/^---$/m)[1] ?? '');
    words = gateWordsSchema.parse(lists);
    loaded.set(locale, words);
  }
  return words;
}

export interface Scene {
  results: { tool: string; result: unknown }[];
  policy?: unknown;
}

export function optionsFor(
  locale: string,
  scene: Scene,
  said: readonly string[] = [],
): GateOptions {
  const facts: Fact[] = scene.results.flatMap(({ tool, result }) => factsOf(tool, result));
  return {
    locale,
    timeZone: 'Europe/Berlin',
    now: NOW,
    facts,
    shopperTexts: said,
    words: wordsOf(locale),
    policyFacts: policyFacts(scene.policy ?? {}),
  };
}

/** Everything the gate lets out and its first violation, when a text comes in the pieces given. */
export function stream(
  options: GateOptions,
  pieces: readonly string[],
): { released: string; violation: Extract<GateOutput, { type: 'violation' }> | null } {
  const gate = createGate(options);
  let released = '';
  let violation: Extract<GateOutput, { type: 'violation' }> | null = null;
  const take = (outputs: GateOutput[]) => {
    for (const output of outputs) {
      if (output.type === 'release') released += output.text;
      else violation = output;
    }
  };
  for (const piece of pieces) take(gate.write(piece));
  take(gate.end());
  return { released, violation };
}
