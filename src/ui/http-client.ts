/** An answer that is no success: `code` to decide by, the detail for people who read logs. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number;

  constructor(status: number, code: string, detail: string, retryAfterSeconds: number) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  /** secret of the conversation, or token of staff */
  token?: string | null | undefined;
  headers?: Readonly<Record<string, string>>;
  /** sent as JSON */
  body?: unknown;
  signal?: AbortSignal;
}

/** One request to the service, with the parsed answer; null when it has none. @throws Problem for an answer, TypeError without one */
export async function call<Answer>({
  method,
  url,
  token,
  headers,
  body,
  signal,
}: Call): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...headers,
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
    // A message that is being sent survives leaving the page.
    keepalive: method === 'POST' && body !== undefined,
  });
  if (!response.ok) throw await readProblem(response);
  const text = await response.text();
  return JSON.parse(text === '' ? 'null' : text);
}

export async function readProblem(response: Response): Promise<Problem> {
  const { code = 'unknown', detail = '' } = await response.json().catch(() => ({}));
  return new Problem(
    response.status,
    code,
    detail,
    Number(response.headers.get('Retry-After') ?? 0),
  );
}

/** A short name of what went wrong; `offline` when nothing answered. */
export function codeOf(error: unknown): string {
  return error instanceof Problem ? error.code : 'offline';
}
