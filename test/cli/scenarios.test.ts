import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runScenario } from '../../src/cli/run-scenario.ts';
import { LEAST_RECALL, MOST_NEEDLESS, readScenarios, summarize } from '../../src/cli/scenarios.ts';
import { demoShop } from '../../src/shop/demo-shop.ts';
import { testServices } from '../helpers/services.ts';

const scenarios = readScenarios(fileURLToPath(new URL('../../data/scenarios/', import.meta.url)));
const midMarch = () => Date.parse('2026-03-08T00:00:00Z');

it('plays at least sixty conversations in eight languages as labelled', async () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(60);
  expect(new Set(scenarios.map(({ fileLocale }) => fileLocale)).size).toBe(8);
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
