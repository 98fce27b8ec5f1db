import { existsSync } from 'node:fs';
import { BuiltInChatModel } from '../agent/models/built-in/built-in-model.ts';
import { createChatModel } from '../agent/models/create-chat-model.ts';
import { type Config, readConfig } from '../config/config.ts';
import { listVariables } from '../config/variables.ts';
import { promptExpectations } from '../prompt-expectations.ts';
import { loadPrompts } from '../prompts/load-prompts.ts';
import { describeProblem } from '../prompts/problem.ts';
import { readPromptDirectory } from '../prompts/read-directory.ts';
import { isDemo } from './demo-mode.ts';
import { openDatabase } from './open-database.ts';

interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

interface Report {
  ok: boolean;
  variables: { name: string; value: string | null; default: string | null; description: string }[];
  checks: Check[];
}

/** `doctor`: what is configured, with secrets masked, and whether each part can be used. Changes nothing that exists. */
export async function doctorCommand(
  options: {
    environment: Readonly<Record<string, string | undefined>>;
    db?: string | undefined;
    json?: boolean | undefined;
  },
  io: { write(text: string): void },
): Promise<number> {
  const checks = await runChecks(options);
  const report: Report = {
    ok: checks.every(({ ok }) => ok),
    variables: describeVariables(options.environment),
    checks,
  };
  io.write(options.json === true ? `${JSON.stringify(report)}\n` : tell(report));
  return report.ok ? 0 : 1;
}

async function runChecks({
  environment,
  db,
}: {
  environment: Readonly<Record<string, string | undefined>>;
  db?: string | undefined;
}): Promise<Check[]> {
  const read = readConfig(environment);
  if (!read.ok)
    return read.problems.map(({ variable, message }) => ({
      name: 'config',
      ok: false,
      detail: `${variable} ${message}`,
    }));
  const { config, secrets } = read;
  return [
    { name: 'config', ok: true, detail: config.production ? 'production' : 'development' },
    await checkDatabase(db ?? config.database.file, config.demo),
    await checkPrompts(config.prompts.directory, config.locales.enabled),
    ...(await Promise.all(
      config.model.chain.map(async (spec) => {
        const builtIn = new BuiltInChatModel({ replies: () => ({}) });
        return attempt(`model ${spec}`, async () => {
          await createChatModel(spec, {
            openai: { apiKey: secrets.openaiApiKey, baseUrl: config.model.openaiBaseUrl },
            builtIn,
          });
          return spec === 'built-in'
            ? 'needs no key and no network'
            : 'set up; it is first called when a shopper writes';
        });
      }),
    )),
    {
      name: 'verification',
      ok: true,
      detail: describeVerification(config),
    },
    {
      name: 'webhooks',
      ok: true,
      detail:
        config.webhooks === null
          ? 'off: set DRAGOMAN_WEBHOOK_SECRET to switch them on'
          : `from ${config.webhooks.integrations.join(', ')}`,
    },
  ];
}

function describeVerification({ mail, identity, demo }: Config): string {
  const ways = [
    ...(mail === null ? [] : [`codes by mail from ${mail.from}`]),
    ...(identity === null ? [] : [`tokens of the storefront for ${identity.audience}`]),
    ...(demo === 'off' ? [] : ['visible codes in demo mode']),
  ];
  return ways.length > 0
    ? ways.join(', ')
    : 'nobody can be verified: set DRAGOMAN_SMTP_URL and DRAGOMAN_MAIL_FROM, or DRAGOMAN_IDENTITY_SECRET';
}

async function checkDatabase(file: string, demo: 'auto' | 'on' | 'off'): Promise<Check> {
  if (file !== ':memory:' && !existsSync(file))
    return { name: 'database', ok: true, detail: `${file} is made at the first start` };
  return attempt('database', async () => {
    const database = await openDatabase(file);
    try {
      const counts = await database.get(
        'SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM customers) AS customers, (SELECT count(*) FROM conversations) AS conversations',
      );
      const kind =
        (await isDemo(database)) && demo !== 'off' ? 'the demo shop' : 'a shop of its own';
      return `${file}: ${kind}, ${counts?.orders} orders, ${counts?.customers} customers, ${counts?.conversations} conversations`;
    } finally {
      database.close();
    }
  });
}

function checkPrompts(directory: string, locales: readonly string[]): Promise<Check> {
  return attempt('prompts', async () => {
    const loaded = loadPrompts(await readPromptDirectory(directory), {
      ...promptExpectations,
      locales,
    });
    if (!loaded.ok) throw new Error(loaded.problems.map(describeProblem).join('\n'));
    return `${directory}: version ${loaded.prompts.version}`;
  });
}

async function attempt(name: string, check: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await check() };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function describeVariables(
  environment: Readonly<Record<string, string | undefined>>,
): Report['variables'] {
  return listVariables().map(({ name, description, default: standard, secret }) => {
    const given = environment[name]?.trim() || null;
    return {
      name,
      value: given === null ? null : secret === true ? mask(given) : given,
      default: standard ?? null,
      description,
    };
  });
}

// Enough to tell two secrets apart, too little to use one.
function mask(secret: string): string {
  return secret.length < 12 ? '***' : `***${secret.slice(-3)} (${secret.length} characters)`;
}

function tell({ ok, variables, checks }: Report): string {
  const width = Math.max(...variables.map(({ name }) => name.length));
  const rows = variables.map(({ name, value, default: standard }) => {
    const shown = value ?? (standard === null ? '(unset)' : `${standard} (default)`);
    return `  ${name.padEnd(width)}  ${shown}`;
  });
  const results = checks.map(
    ({ name, ok, detail }) =>
      `  ${ok ? 'ok  ' : 'FAIL'}  ${name}: ${detail.replaceAll('\n', '\n        ')}`,
  );
  return `${['Configuration', ...rows, '', 'Checks', ...results, '', ok ? 'Everything is in order.' : 'Something must be mended; see FAIL above.'].join('\n')}\n`;
}
