/** A problem response: `code` to decide by, `message` for people. */
export class Problem extends Error {
  /** @param {number} status @param {{ code?: string, detail?: string, hint?: string }} body @param {number} retryAfter seconds */
  constructor(status, body, retryAfter) {
    super(body.detail ?? `status ${status}`);
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.retryAfter = retryAfter;
  }
}

/** @param {string} method @param {string} path @param {string | null} token @param {unknown} [body] */
export async function call(method, path, token, body) {
  const headers = {};
  if (token !== null) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Problem(response.status, answer, Number(response.headers.get('Retry-After') ?? 0));
  return answer;
}

const LONGEST_WAIT_MS = 30_000;

/**
 * Follows a stream of events and comes back after every break, with no gap and no duplicate.
 * `onGone` is called when the address no longer exists for this token.
 * @param {string} path @param {string} token
 * @param {{ onEvent: (event: any) => void, onConnected: () => void, onBroken: () => void, onGone: () => void }} handlers
 */
export function follow(path, token, handlers) {
  const controller = new AbortController();
  let lastId = '';
  let failures = 0;
  let wake = () => {};

  const run = async () => {
    while (!controller.signal.aborted) {
      try {
        const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
        if (lastId !== '') headers['Last-Event-ID'] = lastId;
        const response = await fetch(path, {
          headers,
          signal: controller.signal,
          cache: 'no-store',
        });
        if (response.status === 404 || response.status === 401) return handlers.onGone();
        if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
        failures = 0;
        handlers.onConnected();
        for await (const { id, data } of readEvents(response.body)) {
          if (id !== null) lastId = id;
          handlers.onEvent(JSON.parse(data));
        }
      } catch {
        if (controller.signal.aborted) return;
      }
      failures += 1;
      handlers.onBroken();
      const wait =
        Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2);
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, wait);
      });
    }
  };
  const now = () => wake();
  addEventListener('online', now);
  document.addEventListener('visibilitychange', now);
  void run();
  return () => {
    controller.abort();
    removeEventListener('online', now);
    document.removeEventListener('visibilitychange', now);
    wake();
  };
}

/** Server-sent events from a byte stream, in pieces of any size. @param {ReadableStream<Uint8Array>} body */
async function* readEvents(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n')) {
      const block = rest.slice(0, end);
      rest = rest.slice(end + 2);
      const field = (name) =>
        block
          .split('\n')
          .filter((line) => line.startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2))
          .join('\n');
      if (field('data') !== '') yield { id: field('id') || null, data: field('data') };
    }
  }
}
