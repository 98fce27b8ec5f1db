/** Why a model did not answer. */
export type FailureCause =
  | 'configuration'
  | 'rate_limited'
  | 'server_error'
  | 'bad_request'
  | 'unreachable'
  | 'first_byte_timeout'
  | 'stalled'
  | 'too_slow'
  | 'truncated'
  | 'content_filter'
  | 'empty'
  | 'nonsense'
  | 'too_long'
  | 'unknown';

/** One model failed in one step; the chain goes on to the next. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  readonly reason: FailureCause;
  readonly status: number | undefined;
  /** how long the provider asked us to stay away */
  readonly retryAfterMs: number | undefined;

  constructor(
    reason: FailureCause,
    options: {
      status?: number | undefined;
      retryAfterMs?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(`the model failed: ${reason}`, { cause: options.cause });
    this.reason = reason;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Reads a thrown value of any provider's client. `now` turns a Retry-After date into a duration. */
export function toModelFailure(error: unknown, now: number): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const status = statusOf(error);
  const options = { status, retryAfterMs: retryAfterOf(error, now), cause: error };
  if (status === undefined)
    return new ModelFailure(isConnectionError(error) ? 'unreachable' : 'unknown', options);
  // A spent quota comes as a 429 but does not pass by waiting.
  if (property(error, 'code') === 'insufficient_quota')
    return new ModelFailure('configuration', options);
  if (status === 401 || status === 402 || status === 403 || status === 404)
    return new ModelFailure('configuration', options);
  if (status === 429) return new ModelFailure('rate_limited', options);
  if (status === 408 || status === 409 || status >= 500)
    return new ModelFailure('server_error', options);
  return new ModelFailure('bad_request', options);
}

/** Worth one more try of the same model, as long as nothing was shown. */
export function isTransient(failure: ModelFailure): boolean {
  return (
    failure.reason === 'server_error' ||
    failure.reason === 'unreachable' ||
    failure.reason === 'rate_limited'
  );
}

function statusOf(error: unknown): number | undefined {
  for (const key of ['status', 'statusCode', 'code']) {
    const value = property(error, key) ?? property(property(error, 'response'), key);
    if (typeof value === 'number' && value >= 400 && value < 600) return value;
  }
  return undefined;
}

function retryAfterOf(error: unknown, now: number): number | undefined {
  const headers = property(error, 'headers') ?? property(property(error, 'response'), 'headers');
  const milliseconds = Number(header(headers, 'retry-after-ms') ?? Number.NaN);
  if (milliseconds >= 0) return milliseconds;
  const value = header(headers, 'retry-after');
  if (value === undefined) return undefined;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function header(headers: unknown, name: string): string | undefined {
  const get = property(headers, 'get');
  const value: unknown =
    typeof get === 'function' ? get.call(headers, name) : property(headers, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isConnectionError(error: unknown): boolean {
  for (
    let cause = error, depth = 0;
    cause instanceof Error && depth < 5;
    cause = cause.cause, depth += 1
  ) {
    if (
      /^API(Connection|ConnectionTimeout)Error$/.test(cause.constructor.name) ||
      CONNECTION_WORDS.test(cause.message)
    )
      return true;
    if (
      /^(ECONN|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|UND_ERR)/.test(String(property(cause, 'code') ?? ''))
    )
      return true;
  }
  return false;
}

const CONNECTION_WORDS =
  /^(fetch failed|terminated|connection error|network error|other side closed|socket hang up)/i;

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
