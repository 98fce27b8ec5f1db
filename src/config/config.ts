import { SetupError } from '../lib/errors.ts';
import { type Environment, environmentSchema } from './variables.ts';

/** The checked configuration: nested groups, no secrets. An optional feature is a whole group or null. */
export interface Config {
  production: boolean;
  /** `auto`: demo while the database is new or holds the demo shop */
  demo: 'auto' | 'on' | 'off';
  server: { port: number; host: string | null; publicUrl: string | null; trustedProxies: number };
  database: { file: string };
  prompts: { directory: string };
  /** null: no files are taken */
  attachments: { directory: string } | null;
  locales: { enabled: readonly string[]; fallback: string };
  model: {
    /** first choice first; always ends with `built-in` */
    chain: readonly string[];
    openaiBaseUrl: string | null;
    firstTokenMs: number;
    idleMs: number;
  };
  turn: { maxMs: number; maxSteps: number; maxTokens: number; maxCostMicroUsd: number };
  http: {
    /** origins such as `https://shop.example`, or `*` */
    allowedOrigins: readonly string[];
    bodyBytes: number;
    messageCharacters: number;
    messagesPerMinute: number;
    requestsPerMinute: number;
  };
  /** names of the integrations that may send webhooks; null: the endpoint is off */
  webhooks: { integrations: readonly string[] } | null;
  /** what tokens of the storefront must fulfil; null: the shop signs nobody in */
  identity: {
    audience: string;
    issuer: string | null;
    jwksUrl: string | null;
    replaySeconds: number;
  } | null;
  /** how one-time codes are mailed; null: they cannot be, demo mode aside */
  mail: { from: string } | null;
  log: 'info' | 'warn' | 'error' | 'off';
}

/** Kept apart from the config, so that printing or logging the config never shows one. */
export interface Secrets {
  openaiApiKey: string | null;
  webhooks: readonly { integration: string; secret: string }[];
  apiKeys: readonly { integration: string; key: string }[];
  identity: readonly string[];
  smtpUrl: string | null;
}

export interface ConfigProblem {
  variable: string;
  message: string;
}

export type ConfigResult =
  | { ok: true; config: Config; secrets: Secrets }
  | { ok: false; problems: ConfigProblem[] };

const DEFAULT_OPENAI_MODEL = 'openai:gpt-4.1-mini';

/** Checks the whole environment at once. Empty values count as unset. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): ConfigResult {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const unknown = Object.keys(given)
    .filter((name) => name.startsWith('DRAGOMAN_') && !(name in environmentSchema.shape))
    .map((name) => ({ variable: name, message: unknownName(name) }));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      variable: String(path[0]),
      message,
    }));
    return { ok: false, problems: [...unknown, ...problems] };
  }
  const problems = [...unknown, ...halfSetGroups(parsed.data)];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, config: configOf(parsed.data), secrets: secretsOf(parsed.data) };
}

/** As `readConfig`, but stops the start: throws a SetupError with one line for each problem. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): {
  config: Config;
  secrets: Secrets;
} {
  const result = readConfig(environment);
  if (result.ok) return { config: result.config, secrets: result.secrets };
  const lines = result.problems.map(({ variable, message }) => `  ${variable} ${message}`);
  throw new SetupError(
    `The configuration cannot be used:\n${lines.join('\n')}`,
    'Mend the variables named above and start again; README.md lists them all.',
  );
}

const IDENTITY_DETAILS = [
  'DRAGOMAN_IDENTITY_AUDIENCE',
  'DRAGOMAN_IDENTITY_ISSUER',
  'DRAGOMAN_IDENTITY_SECONDS',
] as const;

function halfSetGroups(environment: Environment): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (environment.OPENAI_BASE_URL !== undefined && environment.OPENAI_API_KEY === undefined)
    problems.push({
      variable: 'OPENAI_API_KEY',
      message:
        'is missing although OPENAI_BASE_URL is set: set it too (any word, if your server asks for none), or unset OPENAI_BASE_URL',
    });
  const openai = environment.MODEL?.find((name) => name.startsWith('openai:'));
  if (openai !== undefined && environment.OPENAI_API_KEY === undefined && problems.length === 0)
    problems.push({
      variable: 'OPENAI_API_KEY',
      message: `is missing although MODEL names ${openai}: set it, or set MODEL=built-in`,
    });
  const lone = IDENTITY_DETAILS.find((name) => environment[name] !== undefined);
  if (lone !== undefined && identityOf(environment) === null)
    problems.push({
      variable: lone,
      message:
        'is set although neither DRAGOMAN_IDENTITY_SECRET nor DRAGOMAN_IDENTITY_JWKS_URL is: set one of them, or unset it',
    });
  for (const [missing, given] of [
    ['DRAGOMAN_SMTP_URL', 'DRAGOMAN_MAIL_FROM'],
    ['DRAGOMAN_MAIL_FROM', 'DRAGOMAN_SMTP_URL'],
  ] as const)
    if (environment[missing] === undefined && environment[given] !== undefined)
      problems.push({
        variable: missing,
        message: `is missing although ${given} is set: set both, or neither`,
      });
  if (environment.NODE_ENV === 'production' && environment.DRAGOMAN_DEMO === 'on')
    problems.push({
      variable: 'DRAGOMAN_DEMO',
      message:
        'is on under NODE_ENV=production, where one-time codes must never be visible: unset one of the two',
    });
  return problems;
}

function configOf(environment: Environment): Config {
  const chosen =
    environment.MODEL ?? (environment.OPENAI_API_KEY === undefined ? [] : [DEFAULT_OPENAI_MODEL]);
  const production = environment.NODE_ENV === 'production';
  const webhooks = environment.DRAGOMAN_WEBHOOK_SECRET;
  return {
    production,
    demo: production ? 'off' : environment.DRAGOMAN_DEMO,
    server: {
      port: environment.PORT,
      host: environment.HOST ?? null,
      publicUrl: environment.DRAGOMAN_PUBLIC_URL ?? null,
      trustedProxies: environment.DRAGOMAN_TRUSTED_PROXIES,
    },
    database: { file: environment.DRAGOMAN_DATABASE },
    prompts: { directory: environment.DRAGOMAN_PROMPTS },
    attachments:
      environment.DRAGOMAN_ATTACHMENTS === 'off'
        ? null
        : { directory: environment.DRAGOMAN_ATTACHMENTS },
    locales: {
      enabled: environment.DRAGOMAN_LOCALES,
      fallback: environment.DRAGOMAN_LOCALES[0] ?? 'en',
    },
    model: {
      chain: [...new Set([...chosen, 'built-in'])],
      openaiBaseUrl: environment.OPENAI_BASE_URL ?? null,
      firstTokenMs: environment.DRAGOMAN_FIRST_TOKEN_MS,
      idleMs: environment.DRAGOMAN_IDLE_MS,
    },
    turn: {
      maxMs: environment.DRAGOMAN_TURN_SECONDS * 1000,
      maxSteps: environment.DRAGOMAN_TURN_STEPS,
      maxTokens: environment.DRAGOMAN_TURN_TOKENS,
      maxCostMicroUsd: environment.DRAGOMAN_TURN_CENTS * 10_000,
    },
    http: {
      allowedOrigins: environment.DRAGOMAN_ALLOWED_ORIGINS ?? [],
      bodyBytes: environment.DRAGOMAN_BODY_BYTES,
      messageCharacters: environment.DRAGOMAN_MESSAGE_CHARACTERS,
      messagesPerMinute: environment.DRAGOMAN_MESSAGES_PER_MINUTE,
      requestsPerMinute: environment.DRAGOMAN_REQUESTS_PER_MINUTE,
    },
    webhooks:
      webhooks === undefined
        ? null
        : { integrations: [...new Set(webhooks.map(({ integration }) => integration))] },
    identity: identityOf(environment),
    mail:
      environment.DRAGOMAN_MAIL_FROM === undefined
        ? null
        : { from: environment.DRAGOMAN_MAIL_FROM },
    log: environment.DRAGOMAN_LOG,
  };
}

function identityOf(environment: Environment): Config['identity'] {
  const { DRAGOMAN_IDENTITY_SECRET: secrets, DRAGOMAN_IDENTITY_JWKS_URL: jwksUrl } = environment;
  if (secrets === undefined && jwksUrl === undefined) return null;
  return {
    audience: environment.DRAGOMAN_IDENTITY_AUDIENCE ?? 'dragoman',
    issuer: environment.DRAGOMAN_IDENTITY_ISSUER ?? null,
    jwksUrl: jwksUrl ?? null,
    replaySeconds: environment.DRAGOMAN_IDENTITY_SECONDS ?? 300,
  };
}

function secretsOf(environment: Environment): Secrets {
  return {
    openaiApiKey: environment.OPENAI_API_KEY ?? null,
    webhooks: environment.DRAGOMAN_WEBHOOK_SECRET ?? [],
    apiKeys: environment.DRAGOMAN_API_KEY ?? [],
    identity: environment.DRAGOMAN_IDENTITY_SECRET ?? [],
    smtpUrl: environment.DRAGOMAN_SMTP_URL ?? null,
  };
}

function unknownName(name: string): string {
  const nearest = nearestName(name, Object.keys(environmentSchema.shape));
  return nearest === undefined
    ? 'is not a variable of Dragoman: unset it, or see the table in README.md'
    : `is not a variable of Dragoman: did you mean ${nearest}?`;
}

/** The known name within a third of the letters, `DRAGOMAN_` aside on either side: DRAGOMAN_PORT is PORT. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  const bare = (text: string) => text.replace(/^DRAGOMAN_/, '');
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(bare(name), bare(candidate)) }))
    .sort((left, right) => left.distance - right.distance);
  return best !== undefined && best.distance <= Math.max(2, bare(name).length / 3)
    ? best.candidate
    : undefined;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution =
        (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(
        Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1),
      );
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
