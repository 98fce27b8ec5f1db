import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
import { openSqlite, type SqliteDatabase } from '../../src/storage/better-sqlite3.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { readMigrations } from '../../src/storage/read-migrations.ts';
import { behindEnglish } from '../helpers/behind-english.ts';
import { testServices } from '../helpers/services.ts';
import { seedShop } from '../helpers/shop.ts';

const directory = fileURLToPath(new URL('../../data/scenarios/', import.meta.url));
const scenarios = readScenarios(directory);
const midMarch = () => Date.parse('2026-03-08T00:00:00Z');

// Every conversation gets a shop of its own: a copy of one that was filled once.
const folder = mkdtempSync(join(tmpdir(), 'dragoman-scenarios-'));
const filled = join(folder, 'filled.db');

beforeAll(async () => {
  const database = openSqlite(filled);
  await migrate(database, readMigrations());
  await seedShop(database, demoShop(midMarch));
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function openCopy(index: number): SqliteDatabase {
  const copy = join(folder, `${index}.db`);
  copyFileSync(filled, copy);
  return openSqlite(copy);
}

it('plays at least two hundred conversations in fourteen languages as labelled', async () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(200);
  expect(new Set(scenarios.map(({ fileLocale }) => fileLocale)).size).toBe(14);
  const results = [];
  for (const [index, scenario] of scenarios.entries()) {
    const database = openCopy(index);
    const services = await testServices({ inputs: { database } });
    results.push(await runScenario(services, scenario));
    database.close();
  }
  const failed = results.filter(({ passed }) => !passed);
  expect(
    failed.map(({ file, name, failures, reply }) => ({ file, name, failures, reply })),
  ).toEqual([]);
  const { recall, needless } = summarize(results);
  expect(recall).toBeGreaterThanOrEqual(LEAST_RECALL);
  expect(needless).toBeLessThanOrEqual(MOST_NEEDLESS);
}, 120_000);

it('plays the same conversations in every language', () => {
  const namesOf = (locale: string) =>
    scenarios
      .filter(({ fileLocale }) => fileLocale === locale)
      .map(({ name }) => name)
      .sort();
  for (const locale of new Set(scenarios.map(({ fileLocale }) => fileLocale)))
    expect([locale, namesOf(locale)]).toEqual([locale, namesOf('en')]);
});

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
  const right = Object.fromEntries(
    Object.entries(locales).map(([locale, { passed, conversations }]) => [
      locale,
      passed / conversations,
    ]),
  );
  console.table(right);
  expect(behindEnglish(right)).toEqual([]);
  expect(calibrationError(results)).toBeLessThan(0.15);
}, 120_000);
