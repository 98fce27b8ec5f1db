import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { SetupError } from '../lib/errors.ts';
import type { Services } from '../services.ts';
import { runScenario, type ScenarioResult } from './run-scenario.ts';
import {
  labelledFileSchema,
  type Scenario,
  scenarioFileSchema,
  scenarioSchema,
} from './scenario-file.ts';

/** Reads every `*.yaml` of a folder. @throws SetupError naming file and field */
export function readScenarios(directory: string): Scenario[] {
  const whole = readFiles(directory, '', scenarioFileSchema).flatMap(({ file, values }) =>
    values.scenarios.map((scenario) => ({ ...scenario, file, fileLocale: values.locale })),
  );
  return whole;
}

/** The conversations of its `handoff/`, which only say whether a person is needed. */
export function readLabelled(directory: string): Scenario[] {
  return readFiles(directory, 'handoff', labelledFileSchema).flatMap(({ file, values }) =>
    values.conversations.map(({ needs, say }) => ({
      ...scenarioSchema.parse({
        name: `${needs ?? 'no person'}: ${say.at(-1)?.slice(0, 60)}`,
        shopper: { localeHint: values.locale },
        say,
        expect: { handoff: needs !== undefined },
      }),
      file,
      fileLocale: values.locale,
    })),
  );
}

function readFiles<Schema extends z.ZodType>(
  directory: string,
  folder: string,
  schema: Schema,
): { file: string; values: z.output<Schema> }[] {
  const place = join(directory, folder);
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const parsed = schema.safeParse(parse(readFileSync(join(directory, file), 'utf8')));
      if (parsed.success) return { file, values: parsed.data };
      const [issue] = parsed.error.issues;
      throw new SetupError(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
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
    /** precision, recall and calibration by locale instead of a line for each conversation */
    report?: boolean | undefined;
    open: (scenario: Scenario) => Promise<{ services: Services; close(): Promise<void> }>;
  },
  io: { write(text: string): void },
): Promise<number> {
  const results: ScenarioResult[] = await playLabelled(options);
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
      : options.report === true
        ? tellReport(results)
        : tellResults(results, summary),
  );
  return summary.failed === 0 && summary.meetsBars ? 0 : 1;
}

/** They change no record of the shop, so one copy of it serves them all. */
async function playLabelled(options: {
  directory: string;
  open: (scenario: Scenario) => Promise<{ services: Services; close(): Promise<void> }>;
}): Promise<ScenarioResult[]> {
  const [first, ...others] = readLabelled(options.directory);
  if (first === undefined) return [];
  const { services, close } = await options.open(first);
  try {
    const results: ScenarioResult[] = [];
    for (const scenario of [first, ...others]) results.push(await runScenario(services, scenario));
    return results;
  } finally {
    await close();
  }
}

interface Rates {
  conversations: number;
  passed: number;
  /** share of the handoffs that were labelled, 0 to 1; null where none happened */
  precision: number | null;
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

export const LEAST_RECALL = 0.97;
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
    precision: precisionOf(results),
    recall: share(wanted),
    needless: share(others),
  };
}

function precisionOf(results: readonly ScenarioResult[]): number | null {
  const happened = results.filter(({ handedOff }) => handedOff);
  if (happened.length === 0) return null;
  return happened.filter(({ handoffExpected }) => handoffExpected).length / happened.length;
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

/** Precision and recall by locale, what was missed, and whether the confidence means what it says. */
function tellReport(results: readonly ScenarioResult[]): string {
  const { locales, ...all } = summarize(results);
  const rows = Object.entries({ ...locales, all }).map(
    ([locale, { conversations, precision, recall, needless }]) =>
      `${locale.padEnd(7)}${String(conversations).padStart(5)}${percent(precision).padStart(11)}${percent(recall).padStart(10)}${percent(needless).padStart(11)}`,
  );
  const wrong = results
    .filter(({ handoffExpected, handedOff }) => handoffExpected !== handedOff)
    .map(
      ({ file, name, handedOff, confidence }) =>
        `${handedOff ? 'needless' : 'missed  '}  ${file}  ${name}  (confidence ${confidence.toFixed(2)})`,
    );
  const bins = calibrate(results).map(
    ({ from, to, count, confidence, answered }) =>
      `${from.toFixed(1)}–${to.toFixed(1)}${String(count).padStart(7)}${confidence.toFixed(2).padStart(11)}${answered.toFixed(2).padStart(18)}`,
  );
  return `${[
    'locale  count  precision    recall   needless',
    ...rows,
    '',
    ...wrong,
    ...(wrong.length > 0 ? [''] : []),
    'confidence  count  mean  needed no person',
    ...bins,
    `expected calibration error ${calibrationError(results).toFixed(3)}`,
  ].join('\n')}\n`;
}

const BINS = 5;

/** How often no person was needed, among conversations of about the same confidence. */
export function calibrate(results: readonly ScenarioResult[]) {
  return Array.from({ length: BINS }, (_, index) => {
    const [from, to] = [index / BINS, (index + 1) / BINS];
    const inside = results.filter(
      ({ confidence }) => confidence >= from && (confidence < to || index === BINS - 1),
    );
    const mean = (values: readonly number[]) =>
      values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      from,
      to,
      count: inside.length,
      confidence: mean(inside.map(({ confidence }) => confidence)),
      answered: mean(inside.map(({ handoffExpected }) => (handoffExpected ? 0 : 1))),
    };
  }).filter(({ count }) => count > 0);
}

/** Mean distance between confidence and truth over the bins, weighed by how many conversations each holds. */
export function calibrationError(results: readonly ScenarioResult[]): number {
  return calibrate(results).reduce(
    (sum, { count, confidence, answered }) =>
      sum + (count / results.length) * Math.abs(confidence - answered),
    0,
  );
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`;
}
