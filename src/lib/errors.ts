/** A broken expectation with a stable code. `http/errors.ts` alone turns it into a problem response (RFC 9457). */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: string;
  readonly status: number;
  /** What the caller should do, in one sentence. Safe to show. */
  readonly hint: string | undefined;
  /** Extra members of the problem response, e.g. `errors: [{ pointer, detail }]`. Never personal data. */
  readonly extra: Record<string, unknown> | undefined;
  /** Seconds to wait, for a 429 or 503. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    message: string,
    options: {
      status?: number;
      hint?: string;
      extra?: Record<string, unknown>;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 500;
    this.hint = options.hint;
    this.extra = options.extra;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export class NotFoundError extends AppError {
  override readonly name = 'NotFoundError';
  constructor(what: string, hint?: string) {
    super(
      'not_found',
      `${what} was not found`,
      hint === undefined ? { status: 404 } : { status: 404, hint },
    );
  }
}

export class InvalidInputError extends AppError {
  override readonly name = 'InvalidInputError';
  constructor(message: string, options: { hint?: string; extra?: Record<string, unknown> } = {}) {
    super('invalid_input', message, { status: 400, ...options });
  }
}

export class ConflictError extends AppError {
  override readonly name = 'ConflictError';
  constructor(code: string, message: string, hint?: string) {
    super(code, message, hint === undefined ? { status: 409 } : { status: 409, hint });
  }
}

export class UnauthorizedError extends AppError {
  override readonly name = 'UnauthorizedError';
  constructor(message: string, hint?: string) {
    super('unauthorized', message, hint === undefined ? { status: 401 } : { status: 401, hint });
  }
}

/** A configuration or input file that a person must mend; the CLI prints the message alone, without a stack. */
export class SetupError extends AppError {
  override readonly name = 'SetupError';
  constructor(message: string, hint?: string) {
    super('setup', message, hint === undefined ? {} : { hint });
  }
}

/** What a log may say of an error: names and codes, its own and its cause's, never a message, which could carry a shopper's words. */
export function nameOfError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const cause = error.cause instanceof Error ? ` < ${nameOfError(error.cause)}` : '';
  return `${error.name}${code}${cause}`;
}
