import { z } from 'zod';

/** What `doctor` prints and the README's table says about a variable. */
export interface VariableMeta {
  description: string;
  /** as it would be written in the environment; absent: unset by default */
  default?: string;
  secret?: true;
}

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(
      z
        .int()
        .min(minimum, `must be at least ${minimum}`)
        .max(maximum, `must be at most ${maximum}`),
    );

const list = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))
  .pipe(z.array(z.string()).min(1, 'must name at least one'));

const origin = z.string().refine((text) => text === '*' || isOrigin(text), {
  error: 'must be origins such as https://shop.example (scheme and host, no path), or *',
});

const modelName = z
  .string()
  .regex(
    /^(built-in|openai:\S+|langchain:[a-z0-9_-]+:\S+)$/,
    'must be built-in, openai:<name> or langchain:<provider>:<name>, several separated by commas',
  );

const SECRET_SHAPE = /^(?:([a-z0-9][a-z0-9_-]*):)?(whsec_[A-Za-z0-9+/]+={0,2})$/;
const namedSecret = z
  .string()
  .regex(SECRET_SHAPE, 'must be whsec_ and base64, or <integration>:whsec_…')
  .transform((text) => {
    const [, integration = 'default', secret = ''] = SECRET_SHAPE.exec(text) ?? [];
    return { integration, secret };
  })
  .refine(
    ({ secret }) => decodedLength(secret) >= 24,
    'must hold at least 24 random bytes: `openssl rand -base64 32`',
  );

const KEY_SHAPE = /^(?:([a-z0-9][a-z0-9_-]*):)?([A-Za-z0-9._~+/=-]{24,})$/;
const namedKey = z
  .string()
  .regex(KEY_SHAPE, 'must be at least 24 letters and digits, or <integration>:<key>')
  .transform((text) => {
    const [, integration = 'default', key = ''] = KEY_SHAPE.exec(text) ?? [];
    return { integration, key };
  });

/** Every variable the service reads, in the order in which people meet them. The README's table is checked against it. */
export const environmentSchema = z.object({
  PORT: withDefault(wholeNumber(0, 65535), '8787', 'Port to listen on; 0 picks a free one.'),
  HOST: optional(z.string(), 'Address to listen on; every address of the machine when unset.'),
  NODE_ENV: optional(z.string(), '`production` switches demo mode off for good.'),
  MODEL: optional(
    list.pipe(z.array(modelName)),
    'Model, then its fallbacks, separated by commas: `built-in`, `openai:<name>`, `langchain:<provider>:<name>`. Unset: `openai:gpt-4.1-mini` with OPENAI_API_KEY, else `built-in`. The built-in model is always the last resort.',
  ),
  OPENAI_API_KEY: optional(z.string(), 'Key for `openai:` models.', { secret: true }),
  OPENAI_BASE_URL: optional(httpUrl(), 'Address of another server that speaks the OpenAI API.'),
  DRAGOMAN_DATABASE: withDefault(z.string(), './dragoman.db', 'SQLite file; made when missing.'),
  DRAGOMAN_DEMO: withDefault(
    z.enum(['auto', 'on', 'off'], 'must be auto, on or off'),
    'auto',
    'Demo shop and visible one-time codes. `auto`: only while the database holds no other shop. Never under NODE_ENV=production.',
  ),
  DRAGOMAN_PROMPTS: withDefault(
    z.string(),
    './prompts',
    'Folder with prompts, policy, replies and help articles.',
  ),
  DRAGOMAN_LOCALES: withDefault(
    list.pipe(z.array(z.string().refine(isLocale, 'must be BCP 47 locales such as en or pt-BR'))),
    'en,zh,es,pt,fr,de,it,ja,ko,ar,ru,id,vi,th',
    'Languages to answer in (BCP 47); the first is the fallback.',
  ),
  DRAGOMAN_PUBLIC_URL: optional(
    httpUrl(),
    'Address under which shoppers reach this service, when a proxy stands before it.',
  ),
  DRAGOMAN_ALLOWED_ORIGINS: optional(
    list.pipe(z.array(origin)),
    'Web origins whose pages may call the API from a browser, separated by commas. Unset: this service’s own pages only.',
  ),
  DRAGOMAN_TRUSTED_PROXIES: withDefault(
    wholeNumber(0, 10),
    '0',
    'Proxies before this service that add to X-Forwarded-For; how a shopper’s address is told apart for limits.',
  ),
  DRAGOMAN_WEBHOOK_SECRET: optional(
    list.pipe(z.array(namedSecret)),
    'Signing secrets of inbound webhooks: `whsec_…` or `<integration>:whsec_…`, separated by commas; two for one integration while rotating.',
    { secret: true },
  ),
  DRAGOMAN_API_KEY: optional(
    list.pipe(z.array(namedKey)),
    'API keys of integrations: `<key>` or `<integration>:<key>`, separated by commas. `cli keys add` makes keys that are stored as hashes instead.',
    { secret: true },
  ),
  DRAGOMAN_IDENTITY_SECRET: optional(
    list.pipe(
      z.array(z.string().min(32, 'must have at least 32 characters: `openssl rand -base64 32`')),
    ),
    'Secrets with which the shop signs customers in (JWT, HS256), separated by commas; two while rotating.',
    { secret: true },
  ),
  DRAGOMAN_IDENTITY_JWKS_URL: optional(
    httpUrl(),
    'Address of the shop’s public keys, for tokens signed with RS256 instead.',
  ),
  DRAGOMAN_IDENTITY_AUDIENCE: optional(
    z.string(),
    'What `aud` of these tokens must say; `dragoman` when unset.',
  ),
  DRAGOMAN_IDENTITY_ISSUER: optional(
    z.string(),
    'What `iss` of these tokens must say; anything when unset.',
  ),
  DRAGOMAN_IDENTITY_SECONDS: optional(
    wholeNumber(10, 86_400),
    'How long after it was signed such a token can be used; 300 when unset.',
  ),
  DRAGOMAN_SMTP_URL: optional(
    z.string().refine((text) => /^smtps?:\/\/[^\s/]+/.test(text) && URL.canParse(text), {
      error: 'must be smtp://user:password@host:587 or smtps://…',
    }),
    'Mail server for one-time codes: `smtp://user:password@host:587` or `smtps://…`. Node only; goes with DRAGOMAN_MAIL_FROM.',
    { secret: true },
  ),
  DRAGOMAN_MAIL_FROM: optional(
    z.string().regex(/^[^@\r\n]+@[^@\s]+$/, 'must be an address, or a name and <address>'),
    'Sender of these mails, e.g. `Damask & Moon <help@shop.example>`.',
  ),
  DRAGOMAN_ATTACHMENTS: withDefault(
    z.string(),
    './attachments',
    'Folder for pictures and PDFs that shoppers send; `off` takes none. On Workers: the R2 bucket bound as ATTACHMENTS.',
  ),
  DRAGOMAN_BODY_BYTES: withDefault(
    wholeNumber(1024, 10_000_000),
    '65536',
    'Largest request body in bytes.',
  ),
  DRAGOMAN_MESSAGE_CHARACTERS: withDefault(
    wholeNumber(100, 50_000),
    '4000',
    'Longest message of a shopper in characters.',
  ),
  DRAGOMAN_MESSAGES_PER_MINUTE: withDefault(
    wholeNumber(1, 10_000),
    '20',
    'Messages one conversation may send in a minute.',
  ),
  DRAGOMAN_REQUESTS_PER_MINUTE: withDefault(
    wholeNumber(10, 1_000_000),
    '300',
    'Writing requests from one network address in a minute (IPv6: one /64).',
  ),
  DRAGOMAN_TURN_SECONDS: withDefault(wholeNumber(5, 600), '60', 'Longest time one reply may take.'),
  DRAGOMAN_TURN_STEPS: withDefault(wholeNumber(1, 50), '8', 'Most model calls in one reply.'),
  DRAGOMAN_TURN_TOKENS: withDefault(
    wholeNumber(1000, 10_000_000),
    '60000',
    'Most tokens, in and out, in one reply.',
  ),
  DRAGOMAN_TURN_CENTS: withDefault(
    wholeNumber(1, 10_000),
    '50',
    'Most US cents one reply may cost, where the model’s price is known.',
  ),
  DRAGOMAN_FIRST_TOKEN_MS: withDefault(
    wholeNumber(100, 120_000),
    '8000',
    'A model that is silent for so long at first is given up for the next one.',
  ),
  DRAGOMAN_IDLE_MS: withDefault(
    wholeNumber(100, 120_000),
    '5000',
    'A model that stalls for so long in mid-answer is given up for the next one.',
  ),
  DRAGOMAN_LOG: withDefault(
    z.enum(['info', 'warn', 'error', 'off'], 'must be info, warn, error or off'),
    'info',
    'Least severe log lines to write (JSON on standard error).',
  ),
  DRAGOMAN_FIXTURES: optional(
    z.string(),
    'Read by the tests alone: folder with other people’s data.',
  ),
});

export type Environment = z.output<typeof environmentSchema>;

/** Name, description, default and secrecy of every variable, for `doctor` and the documentation test. */
export function listVariables(): (VariableMeta & { name: string })[] {
  return Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const meta = schema.meta() ?? {};
    return {
      name,
      description: String(meta.description ?? ''),
      ...(typeof meta.default === 'string' ? { default: meta.default } : {}),
      ...(meta.secret === true ? { secret: true as const } : {}),
    };
  });
}

function withDefault<S extends z.ZodType<unknown, string>>(
  schema: S,
  value: string,
  description: string,
) {
  return z.string().prefault(value).pipe(schema).meta({ description, default: value });
}

function optional<S extends z.ZodType>(
  schema: S,
  description: string,
  extra: { secret?: true } = {},
) {
  return schema.optional().meta({ description, ...extra });
}

function httpUrl() {
  return z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      'must be an http or https address',
    )
    .transform((text) => text.replace(/\/+$/, ''));
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

function decodedLength(secret: string): number {
  const base64 = secret.slice('whsec_'.length).replace(/=+$/, '');
  return base64.length % 4 === 1 ? 0 : Math.floor((base64.length * 3) / 4);
}
