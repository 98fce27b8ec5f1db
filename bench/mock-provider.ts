import { fork } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ANSWERS, TOOL_ARGUMENTS, TOOL_NAME } from './scene.ts';

/*
 * A chat completions provider in a process of its own. Each turn is one tool call, then an answer, one word an event.
 * The model's name says how: `answer-120` sends each word when the socket has taken the last one, as a provider
 * that generates does; `answer-120-burst` sends all words at once.
 */

interface ModelName {
  words: number;
  burst: boolean;
}

let responses = 0;
/** when the first word of the last answer was written, on the machine's monotonic clock */
let firstWordAt = 0n;

function serve(): void {
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.end(String(firstWordAt));
      return;
    }
    const pieces: Buffer[] = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(pieces).toString());
      const [, words, burst] = /^answer-(\d+)(-burst)?$/.exec(body.model) ?? [];
      const model: ModelName = { words: Number(words), burst: burst !== undefined };
      const last = body.messages.at(-1);
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'x-request-id': `req_${responses}`,
      });
      responses += 1;
      if (last.role === 'tool') sendAnswer(response, body.model, model);
      else sendToolCall(response, body.model);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.(address.port);
  });
  process.on('disconnect', () => process.exit());
}

function event(
  id: string,
  model: string,
  delta: object,
  finishReason: string | null = null,
): string {
  const choice = { index: 0, delta, logprobs: null, finish_reason: finishReason };
  const completion = {
    id,
    object: 'chat.completion.chunk',
    created: 1_770_000_000,
    model,
    service_tier: 'default',
    system_fingerprint: 'fp_bench',
    choices: [choice],
    usage: null,
  };
  return `data: ${JSON.stringify(completion)}\n\n`;
}

function usage(id: string, model: string, outputTokens: number): string {
  const tokens = {
    prompt_tokens: 900,
    completion_tokens: outputTokens,
    total_tokens: 900 + outputTokens,
    prompt_tokens_details: { cached_tokens: 512 },
  };
  return `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created: 1_770_000_000, model, choices: [], usage: tokens })}\n\n`;
}

function sendToolCall(response: ServerResponse, model: string): void {
  const id = `chatcmpl-${responses}`;
  const call = {
    index: 0,
    id: `call_${responses}`,
    type: 'function',
    function: { name: TOOL_NAME, arguments: '' },
  };
  const text = JSON.stringify(TOOL_ARGUMENTS);
  const halves = [text.slice(0, 10), text.slice(10)];
  response.end(
    event(id, model, { role: 'assistant', content: null, tool_calls: [call] }) +
      halves
        .map((half) =>
          event(id, model, { tool_calls: [{ index: 0, function: { arguments: half } }] }),
        )
        .join('') +
      event(id, model, {}, 'tool_calls') +
      usage(id, model, 20) +
      'data: [DONE]\n\n',
  );
}

function sendAnswer(response: ServerResponse, name: string, model: ModelName): void {
  const id = `chatcmpl-${responses}`;
  const words = ANSWERS[model.words] ?? [];
  const ending = [
    event(id, name, {}, 'stop'),
    usage(id, name, words.length),
    'data: [DONE]\n\n',
  ].join('');
  response.write(event(id, name, { role: 'assistant', content: '' }));
  const events = words.map((content) => event(id, name, { content }));
  firstWordAt = process.hrtime.bigint();
  if (model.burst) {
    response.end(events.join('') + ending);
    return;
  }
  let position = 0;
  const next = () => {
    const piece = events[position];
    position += 1;
    if (piece === undefined) response.end(ending);
    else response.write(piece, () => setImmediate(next));
  };
  next();
}

/** Starts the provider; its base URL and how to end it. */
export async function startMockProvider(): Promise<{ baseUrl: string; stop(): void }> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const port = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the mock provider ended with ${code}`)));
  });
  return { baseUrl: `http://127.0.0.1:${port}/v1`, stop: () => child.disconnect() };
}

if (process.argv[2] === 'serve') serve();
