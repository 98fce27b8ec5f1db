import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Words without a fact, so that the gate lets them through. */
const REPLY =
  'Happy to help with that. Please tell me a little more about what happened, and I will look into it right away for you.';
// A reply lasts about as long as the time in which a test kills, so that most kills meet one.
const WORD_MS = 20;

/** A server that speaks the OpenAI API word by word: one look at the help articles, then a reply. */
export async function startSlowProvider(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      void answer(body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP, so never a pipe's name
  return {
    url: `http://127.0.0.1:${port}/v1`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(body: string, response: ServerResponse): Promise<void> {
  const { messages } = JSON.parse(body);
  const isSecondStep = messages.at(-1)?.role === 'tool';
  const id = `chatcmpl-${crypto.randomUUID()}`;
  const send = (delta: object, finish_reason: string | null = null) =>
    response.write(
      `data: ${JSON.stringify({
        id,
        object: 'chat.completion.chunk',
        created: 0,
        model: 'slow',
        choices: [{ index: 0, delta, finish_reason }],
      })}\n\n`,
    );
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.on('error', () => {});
  if (isSecondStep) {
    for (const word of REPLY.split(/(?<= )/)) {
      if (response.destroyed) return;
      send({ role: 'assistant', content: word });
      await pause(WORD_MS);
    }
    send({}, 'stop');
  } else {
    await pause(WORD_MS * 3);
    const call = { name: 'search_help', arguments: JSON.stringify({ query: 'returns' }) };
    send({
      role: 'assistant',
      tool_calls: [
        { index: 0, id: `call_${crypto.randomUUID()}`, type: 'function', function: call },
      ],
    });
    send({}, 'tool_calls');
  }
  response.end('data: [DONE]\n\n');
}
