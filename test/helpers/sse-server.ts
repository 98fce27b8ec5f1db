import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export interface ReceivedRequest {
  url: string;
  headers: IncomingHttpHeaders;
  // The body is what is under test: each test names the keys it expects.
  body: Record<string, unknown>;
}

/** What the server does with one request; whatever it leaves open stays open until `close`. */
export type Play = (response: ServerResponse, request: ReceivedRequest) => void;

export interface SseServer {
  /** base URL for an OpenAI-compatible client */
  url: string;
  requests: ReceivedRequest[];
  /** resolves when the given number of requests have come in */
  received(count: number): Promise<void>;
  /** resolves when the client has given up the request at this position */
  abandoned(position: number): Promise<void>;
  close(): Promise<void>;
}

/** A chat completions server on a loopback port that plays one script step a request. */
export async function startSseServer(script: readonly Play[]): Promise<SseServer> {
  const requests: ReceivedRequest[] = [];
  const closed: Promise<void>[] = [];
  let wakeUp: (() => void)[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece) => {
      text += String(piece);
    });
    request.on('end', () => {
      const received = { url: request.url ?? '', headers: request.headers, body: JSON.parse(text) };
      const play =
        script[requests.length] ?? status(500, { message: 'the script of the server has ended' });
      requests.push(received);
      closed.push(new Promise((resolve) => response.on('close', () => resolve())));
      for (const wake of wakeUp.splice(0)) wake();
      play(response, received);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  const received = async (count: number): Promise<void> => {
    while (requests.length < count) await new Promise<void>((resolve) => wakeUp.push(resolve));
  };
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    received,
    async abandoned(position) {
      await received(position + 1);
      await closed[position];
    },
    async close() {
      wakeUp = [];
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A refusal such as a provider sends. */
export function status(
  code: number,
  error: { message: string; param?: string; code?: string },
  headers: Record<string, string> = {},
): Play {
  return (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error }));
  };
}

/** Accepts the request and says nothing. */
export const hang: Play = () => {};

/** Sends pieces of a stream as they are, then ends, breaks the connection or leaves it open. */
export function raw(
  pieces: readonly string[],
  then: 'end' | 'break' | 'open' = 'end',
  contentType = 'text/event-stream',
): Play {
  return (response) => {
    response.writeHead(200, { 'content-type': contentType });
    response.flushHeaders();
    for (const piece of pieces) response.write(piece);
    if (then === 'end') response.end();
    // Let the pieces reach the client before the connection goes.
    if (then === 'break') setImmediate(() => response.socket?.destroySoon());
  };
}

/** One event of a completion. */
export function chunk(delta: Record<string, unknown>, more: Record<string, unknown> = {}): string {
  const { finish_reason = null, logprobs, ...rest } = more;
  const choice = {
    index: 0,
    delta,
    finish_reason,
    ...(logprobs === undefined ? {} : { logprobs }),
  };
  return `data: ${JSON.stringify({ id: 'cmpl_1', object: 'chat.completion.chunk', model: 'test-model', choices: [choice], ...rest })}\n\n`;
}

/** A whole answer, one word an event. */
export function answer(text: string, usage = { prompt_tokens: 20, completion_tokens: 5 }): Play {
  const words = (text.match(/\s*\S+/gu) ?? []).map((content) => chunk({ content }));
  const ending = `data: ${JSON.stringify({ id: 'cmpl_1', choices: [], usage })}\n\n`;
  return raw([...words, chunk({}, { finish_reason: 'stop' }), ending, 'data: [DONE]\n\n']);
}
