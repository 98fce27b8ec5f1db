import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readLabelled, readScenarios } from '../../src/cli/scenarios.ts';

const directory = fileURLToPath(new URL('../../data/scenarios/', import.meta.url));

/** Conversations that try a rule of the shop rather than a language. */
const IN_ONE_LANGUAGE = new Set(['gives no money back that a check holds']);

it('plays the same conversations in every language', () => {
  const names = new Map<string, string[]>();
  for (const { fileLocale, name } of readScenarios(directory))
    if (!IN_ONE_LANGUAGE.has(name))
      names.set(fileLocale, [...(names.get(fileLocale) ?? []), name].sort());
  expect(names.size).toBe(14);
  const english = names.get('en');
  for (const [locale, found] of names)
    expect({ locale, found }).toEqual({ locale, found: english });
});

it('speaks of orders, payments, parcels, refunds and persons in every language', () => {
  const tools = new Map<string, Set<string>>();
  for (const { fileLocale, expect: expected } of readScenarios(directory)) {
    const known = tools.get(fileLocale) ?? new Set<string>();
    tools.set(fileLocale, known);
    for (const tool of expected.tools) known.add(tool);
    if (expected.handoff) known.add('a person');
  }
  for (const [locale, found] of tools)
    for (const tool of [
      'get_order',
      'get_payment_status',
      'track_shipment',
      'propose_refund',
      'start_verification',
      'search_help',
      'search_products',
      'a person',
    ])
      expect({ locale, tool, found: found.has(tool) }).toEqual({ locale, tool, found: true });
});

it('has as many labelled conversations in every language, within a tenth', () => {
  const counts = new Map<string, number>();
  for (const { fileLocale } of readLabelled(directory))
    counts.set(fileLocale, (counts.get(fileLocale) ?? 0) + 1);
  expect(counts.size).toBe(14);
  const least = Math.min(...counts.values());
  expect(least).toBeGreaterThanOrEqual(20);
});
