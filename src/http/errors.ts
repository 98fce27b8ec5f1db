import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError, InvalidInputError, nameOfError } from '../lib/errors.ts';
import type { Logger } from '../lib/logger.ts';
import type { AppEnv } from './app-env.ts';

/** What to do about a problem whose thrower did not say. */
export const HINTS: Readonly<Record<string, string>> = {
  not_found: 'Check the address; /docs lists what there is.',
  unauthorized:
    'Send `Authorization: Bearer` with the secret of the conversation, an API key or a staff token.',
  invalid_input: 'Mend the fields named in `errors`; /openapi.json describes them.',
  malformed_json: 'Send one JSON object, in UTF-8.',
  unsupported_media_type: 'Send JSON with `Content-Type: application/json`.',
  too_large: 'Send less: DRAGOMAN_BODY_BYTES is the limit.',
  rate_limited: 'Wait for as many seconds as Retry-After says, then try again.',
  method_not_allowed: 'Use one of the methods in the Allow header.',
  conflict: 'Read the current state, then decide again.',
  storage_unavailable:
    'Nothing was stored. Send the same again after as many seconds as Retry-After says.',
  internal: 'Try again. If it stays, tell whoever runs this service the requestId.',
};

/** The only place where an error becomes a response: RFC 9457, with a stable code and what to do. */
export function createErrorHandler(logger: Logger) {
  return (error: unknown, c: Context<AppEnv>): Response => {
    const known = toAppError(error);
    if (known.status >= 500)
      logger.error('request failed', {
        requestId: c.get('requestId'),
        code: known.code,
        error: nameOfError(error),
        // A stack names files and functions; the message could carry a shopper's words.
        stack: error instanceof Error ? stackWithoutMessage(error) : undefined,
      });
    return problemResponse(known, c.get('requestId') ?? '');
  };
}

export function problemResponse(error: AppError, requestId: string): Response {
  const { code, status, hint, extra, retryAfterSeconds } = error;
  const hidden = status >= 500 && !(error instanceof AppError && error.hint !== undefined);
  const body = {
    type: `/docs#problem-${code}`,
    title: titleOf(code),
    status,
    code,
    detail: hidden ? 'Something failed on our side.' : error.message,
    hint: hint ?? HINTS[code] ?? (status >= 500 ? HINTS.internal : HINTS.conflict),
    requestId,
    ...extra,
  };
  const headers = new Headers({
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  });
  if (retryAfterSeconds !== undefined)
    headers.set('Retry-After', String(Math.ceil(retryAfterSeconds)));
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer');
  return new Response(JSON.stringify(body), { status, headers });
}

export function tooLarge(bytes: number): AppError {
  return new AppError('too_large', `The body has more than ${bytes} bytes.`, { status: 413 });
}

export function rateLimited(retryAfterSeconds: number): AppError {
  return new AppError('rate_limited', `Too many requests; try again in ${retryAfterSeconds} s.`, {
    status: 429,
    retryAfterSeconds,
  });
}

/** Wrong parts of the address or the headers, named by parameter. */
export function invalidParameters(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): InvalidInputError {
  const errors = issues.map(({ path, message }) => ({
    parameter: path.map(String).join('.'),
    detail: message,
  }));
  return new InvalidInputError(
    `${errors[0]?.parameter ?? 'A parameter'}: ${errors[0]?.detail ?? 'is not valid'}`,
    { extra: { errors } },
  );
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) {
    if (error.status === 415)
      return new AppError('unsupported_media_type', 'The body is not declared as JSON.', {
        status: 415,
      });
    if (error.status === 400)
      return new AppError('malformed_json', 'The body is not JSON.', { status: 400 });
    return new AppError('request_refused', error.message, { status: error.status });
  }
  return new AppError('internal', 'unexpected', { status: 500, cause: error });
}

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function stackWithoutMessage(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join(' ');
}
