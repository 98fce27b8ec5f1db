import { type RouteConfig, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AppError } from '../../lib/errors.ts';
import { parseInput } from '../../lib/parse-input.ts';
import { problem } from '../../protocol/http.ts';
import type { App, AppEnv } from '../app-env.ts';
import { invalidParameters } from '../errors.ts';

type Shape = Record<string, z.ZodType<unknown, unknown>>;

/** A route and what OpenAPI says of it, in one: requests are parsed by the schemas that describe them. */
export interface RouteDescription<P extends Shape, Q extends Shape, B extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** with `{name}` for parameters */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** who may call: a bearer token by default */
  security?: 'bearer' | 'webhookSignature' | 'none';
  params?: z.ZodObject<P>;
  query?: z.ZodObject<Q>;
  headers?: z.ZodObject;
  body?: B;
  /** an absent body counts as `{}` */
  bodyOptional?: boolean;
  answers: Record<number, { description: string; schema?: z.ZodType; type?: string }>;
}

interface Input<P extends Shape, Q extends Shape, B extends z.ZodType> {
  params: z.output<z.ZodObject<P>>;
  query: z.output<z.ZodObject<Q>>;
  body: z.output<B>;
}

/** Registers a route: it parses its parameters, its query and its body, then calls the handler with them. */
export function addRoute<P extends Shape, Q extends Shape, B extends z.ZodType>(
  router: App,
  route: RouteDescription<P, Q, B>,
  handler: (c: Context<AppEnv>, input: Input<P, Q, B>) => Response | Promise<Response>,
): void {
  describeRoute(router, route);
  router.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
    const params = parseParameters(route.params, c.req.param());
    const query = parseParameters(route.query, c.req.query());
    const body =
      route.body === undefined
        ? undefined
        : parseInput(route.body, await readJson(c, route.bodyOptional ?? false));
    // Absent schemas leave their part out; a handler without one never reads it.
    return handler(c, { params, query, body } as Input<P, Q, B>);
  });
}

/** Describes a route that reads its request itself, e.g. raw bytes. */
export function describeRoute<P extends Shape, Q extends Shape, B extends z.ZodType>(
  router: App,
  route: RouteDescription<P, Q, B>,
): void {
  const {
    method,
    path,
    tag,
    summary,
    description,
    security = 'bearer',
    params,
    query,
    headers,
    body,
    bodyOptional,
    answers,
  } = route;
  const responses = Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, type = 'application/json' }]) => [
      status,
      { description, ...(schema === undefined ? {} : { content: { [type]: { schema } } }) },
    ]),
  );
  const problems = {
    description: 'A problem (RFC 9457)',
    content: { 'application/problem+json': { schema: problem } },
  };
  const config = {
    method,
    path,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(security === 'none' ? {} : { security: [{ [security]: [] }] }),
    request: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined
        ? {}
        : { body: { required: !bodyOptional, content: { 'application/json': { schema: body } } } }),
    },
    responses: { ...responses, default: problems },
  };
  // The generator's types see zod through its CommonJS face; the compiler would compare the two faces for minutes.
  router.openAPIRegistry.registerPath(config as unknown as RouteConfig);
}

export const conversationParam = z.object({
  id: z.string().max(64).meta({ description: 'of the conversation' }),
});
export const eventsQuery = z.object({
  after: z.coerce
    .number()
    .pipe(z.int().min(0))
    .default(0)
    .meta({ description: 'sequence of the last event you have' }),
  before: z.coerce
    .number()
    .pipe(z.int().min(1))
    .optional()
    .meta({ description: 'instead of `after`: the last events before this sequence' }),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(200),
});

function parseParameters<S extends z.ZodType>(
  schema: S | undefined,
  value: unknown,
): z.output<S> | undefined {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidParameters(parsed.error.issues);
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json(?:\s*;|$)/i;

async function readJson(c: Context, optional: boolean): Promise<unknown> {
  const text = await c.req.text();
  if (optional && text === '') return {};
  if (!JSON_TYPE.test(c.req.header('content-type') ?? ''))
    throw new AppError('unsupported_media_type', 'The body is not declared as JSON.', {
      status: 415,
    });
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('malformed_json', 'The body is not JSON.', { status: 400 });
  }
}
