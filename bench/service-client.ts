import { fork } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { QUESTION } from './scene.ts';

/*
 * A shopper in a process of its own: starts a conversation, follows its stream, sends the question and waits for the
 * end of the turn, so that the service's CPU time is the service's alone.
 */

export interface ShopperTurn {
  text: string;
  /** when the first words came, on the machine's monotonic clock */
  firstTextAt: string;
  events: string[];
}

export interface Shopper {
  ask(serviceUrl: string): Promise<ShopperTurn>;
  stop(): void;
}

export async function startShopper(): Promise<Shopper> {
  const child = fork(fileURLToPath(import.meta.url), ['shopper'], {
    execArgv: process.execArgv.filter((argument) => argument !== '--expose-gc'),
  });
  return {
    ask(serviceUrl) {
      return new Promise((resolve, reject) => {
        child.once('message', (answer: ShopperTurn & { error?: string }) =>
          answer.error === undefined ? resolve(answer) : reject(new Error(answer.error)),
        );
        child.send(serviceUrl);
      });
    },
    stop: () => child.disconnect(),
  };
}

async function ask(serviceUrl: string): Promise<ShopperTurn> {
  const started = await fetch(`${serviceUrl}/v1/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"locale":"en"}',
  });
  if (started.status !== 201)
    throw new Error(`starting a conversation: ${started.status} ${await started.text()}`);
  const { id, secret } = await started.json();
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const followed = follow(`${serviceUrl}/v1/conversations/${id}/stream`, headers);
  const sent = await fetch(`${serviceUrl}/v1/conversations/${id}/messages`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ clientMessageId: 'bench-1', text: QUESTION }),
  });
  if (sent.status !== 202)
    throw new Error(`sending a message: ${sent.status} ${await sent.text()}`);
  await sent.arrayBuffer();
  return followed;
}

function follow(url: string, headers: Record<string, string>): Promise<ShopperTurn> {
  return new Promise((resolve, reject) => {
    const turn: ShopperTurn = { text: '', firstTextAt: '0', events: [] };
    const call = request(url, { headers }, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (piece: string) => {
        const events = (rest + piece).split('\n\n');
        rest = events.pop() ?? '';
        for (const text of events) {
          const data = /^data: (.*)$/m.exec(text)?.[1];
          if (data === undefined) continue;
          const event = JSON.parse(data);
          if (event.type === 'message-delta') {
            if (turn.firstTextAt === '0') turn.firstTextAt = String(process.hrtime.bigint());
          } else turn.events.push(event.type);
          if (event.type === 'message-end' && event.author === 'assistant') {
            turn.text = event.text;
            call.destroy();
            resolve(turn);
          }
        }
      });
    });
    call.on('error', (error) => reject(error));
    call.end();
  });
}

if (process.argv[2] === 'shopper') {
  process.on('message', async (serviceUrl: string) => {
    process.send?.(await ask(serviceUrl).catch((error: unknown) => ({ error: String(error) })));
  });
  process.on('disconnect', () => process.exit());
}
