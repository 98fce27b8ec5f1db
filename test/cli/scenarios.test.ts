import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runScenario } from '../../src/cli/run-scenario.ts';
import {
  calibrationError,
  LEAST_RECALL,
  MOST_NEEDLESS,
  readLabelled,
  readScenarios,
  summarize,
} from '../../src/cli/scenarios.ts';
import { demoShop } from '../../src/shop/demo-shop.ts';
import { testServices } from '../helpers/services.ts';

const directory = fileURLToPath(new URL('../../data/scenarios/', import.meta.url));
const scenarios = readScenarios(directory);
const midMarch = () => Date.parse('2026-03-08T00:00:00Z');

it('plays at least two hundred conversations in fourteen languages as labelled', async () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(200);
  expect(new Set(scenarios.map(({ fileLocale }) => fileLocale)).size).toBe(14);
  const shop = demoShop(midMarch);
  const results = [];
  for (const scenario of scenarios) {
    const services = await testServices({ shop });
    results.push(await runScenario(services, scenario));
  }
  const failed = results.filter(({ passed }) => !passed);
  expect(
    failed.map(({ file, name, failures, reply }) => ({ file, name, failures, reply })),
  ).toEqual([]);
  const { recall, needless } = summarize(results);
  expect(recall).toBeGreaterThanOrEqual(LEAST_RECALL);
  expect(needless).toBeLessThanOrEqual(MOST_NEEDLESS);
}, 120_000);

it('calls a person where one is needed, in fourteen languages, and hardly ever where not', async () => {
  const labelled = readLabelled(directory);
  expect(labelled.length).toBeGreaterThanOrEqual(300);
  const services = await testServices({
    shop: demoShop(midMarch),
    environment: { DRAGOMAN_LOCALES: 'en,zh,es,pt,fr,de,ja,ar,it,ko,ru,id,vi,th' },
  });
  const results = [];
  for (const scenario of labelled) results.push(await runScenario(services, scenario));
  const { recall, needless, locales } = summarize(results);
  expect(Object.keys(locales)).toHaveLength(14);
  expect(recall).toBeGreaterThanOrEqual(LEAST_RECALL);
  expect(needless).toBeLessThanOrEqual(MOST_NEEDLESS);
  // No language may hide behind the others.
  for (const [locale, rates] of Object.entries(locales)) {
    expect([locale, (rates.recall ?? 0) >= 0.9]).toEqual([locale, true]);
    expect([locale, (rates.needless ?? 1) <= 0.1]).toEqual([locale, true]);
  }
  expect(calibrationError(results)).toBeLessThan(0.15);
}, 120_000);
