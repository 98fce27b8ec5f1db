import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runScenario } from '../../src/cli/run-scenario.ts';
import { readScenarios } from '../../src/cli/scenarios.ts';
import { demoShop } from '../../src/shop/demo-shop.ts';
import { testServices } from '../helpers/services.ts';

const scenarios = readScenarios(
  fileURLToPath(new URL('../../data/scenarios/regions/', import.meta.url)),
);

it.each(scenarios)('in the words of a region: $name', async (scenario) => {
  const services = await testServices({ shop: demoShop(() => Date.parse('2026-03-08T00:00:00Z')) });
  const { passed, failures, reply } = await runScenario(services, scenario);
  expect({ passed, failures, reply }).toEqual({ passed: true, failures: [], reply });
});
