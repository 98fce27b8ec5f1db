import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { SetupError } from '../lib/errors.ts';
import type { Services } from '../services.ts';
import { runScenario, type ScenarioResult } from './run-scenario.ts';
import { type Scenario, scenarioFileSchema } from './scenario-file.ts';

/** Reads every `*.yaml` of a folder. @throws SetupError naming file and field */
export function readScenarios(directory: string): Scenario[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const parsed = scenarioFileSchema.safeParse(
        parse(readFileSync(join(directory, file), 'utf8')),
      );
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new SetupError(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
      }
      const { locale, scenarios } = parsed.data;
      return scenarios.map((scenario) => ({ ...scenario, file, fileLocale: locale }));
    });
}

/**
 * `scenarios`: plays every conversation through the real services; exit status 1 when one fails or a bar is missed.
 * `open` gives services over a fresh copy of the demo shop, so that no scenario sees what another did.
 */
export async function scenariosCommand(
  options: {
    directory: string;
    json?: boolean | undefined;
    open: (scenario: Scenario) => Promise<{ services: Services; close(): Promise<void> }>;
  },
  io: { write(text: string): void },
): Promise<number> {
  const results: ScenarioResult[] = [];
  for (const scenario of readScenarios(options.directory)) {
    const { services, close } = await options.open(scenario);
    try {
      results.push(await runScenario(services, scenario));
    } finally {
      await close();
    }
  }
  const summary = summarize(results);
  io.write(
    options.json === true
      ? `${JSON.stringify({ ...summary, results })}\n`
      : tellResults(results, summary),
  );
  return summary.failed === 0 && summary.meetsBars ? 0 : 1;
}

interface Rates {
  conversations: number;
  passed: number;
  /** share of the labelled handoffs that happened, 0 to 1; null where none is labelled */
  recall: number | null;
  /** share of the others that were handed off all the same */
  needless: number | null;
}

export interface ScenarioSummary extends Rates {
  failed: number;
  meetsBars: boolean;
  locales: Record<string, Rates>;
}

export const LEAST_RECALL = 0.95;
export const MOST_NEEDLESS = 0.05;

export function summarize(results: readonly ScenarioResult[]): ScenarioSummary {
  const all = ratesOf(results);
  const locales = [...new Set(results.map(({ locale }) => locale))];
  return {
    ...all,
    failed: all.conversations - all.passed,
    meetsBars: (all.recall ?? 1) >= LEAST_RECALL && (all.needless ?? 0) <= MOST_NEEDLESS,
    locales: Object.fromEntries(
      locales.map((locale) => [
        locale,
        ratesOf(results.filter((result) => result.locale === locale)),
      ]),
    ),
  };
}

function ratesOf(results: readonly ScenarioResult[]): Rates {
  const wanted = results.filter(({ handoffExpected }) => handoffExpected);
  const others = results.filter(({ handoffExpected }) => !handoffExpected);
  return {
    conversations: results.length,
    passed: results.filter(({ passed }) => passed).length,
    recall: share(wanted),
    needless: share(others),
  };
}

function share(results: readonly ScenarioResult[]): number | null {
  return results.length === 0
    ? null
    : results.filter(({ handedOff }) => handedOff).length / results.length;
}

function tellResults(results: readonly ScenarioResult[], summary: ScenarioSummary): string {
  const lines = results.map(({ passed, file, name, failures, reply }) =>
    passed
      ? `ok    ${file}  ${name}`
      : `FAIL  ${file}  ${name}\n${failures.map((failure) => `        ${failure}`).join('\n')}\n        reply: ${reply.replaceAll('\n', ' / ').slice(0, 300)}`,
  );
  const rows = Object.entries({ ...summary.locales, all: summary }).map(
    ([locale, { conversations, passed, recall, needless }]) =>
      `${locale.padEnd(6)} ${passed} of ${conversations} passed, handoff recall ${percent(recall)}, needless ${percent(needless)}`,
  );
  return `${[...lines, '', ...rows].join('\n')}\n`;
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`;
}
