import { fork } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ConversationStore } from '../src/conversations/conversation-store.ts';
import { EventLog } from '../src/events/event-log.ts';
import { createIdMaker, systemRandomBytes } from '../src/lib/ids.ts';
import { openSqlite } from '../src/storage/better-sqlite3.ts';
import { QUESTION } from './scene.ts';

/*
 * A shopper in a process of its own, so that the service's CPU time is the service's alone: logged in to the shop, follows
 * the stream of a new conversation, sends the question and waits for the end of the reply.
 */

export interface ShopperTurn {
  text: string;
  /** when the first words came, on the machine's monotonic clock */
  firstTextAt: string;
  events: string[];
}

export interface Service {
  url: string;
  databaseFile: string;
}

export interface Shopper {
  ask(service: Service): Promise<ShopperTurn>;
  stop(): void;
}

export async function startShopper(): Promise<Shopper> {
  const child = fork(fileURLToPath(import.meta.url), ['shopper'], {
    execArgv: process.execArgv.filter((argument) => argument !== '--expose-gc'),
  });
  return {
    ask(service) {
      return new Promise((resolve, reject) => {
        child.once('message', (answer: ShopperTurn & { error?: string }) =>
          answer.error === undefined ? resolve(answer) : reject(new Error(answer.error)),
        );
        child.send(service);
      });
    },
    stop: () => child.disconnect(),
  };
}

async function ask({ url, databaseFile }: Service): Promise<ShopperTurn> {
  const { conversation, secret } = await conversationsIn(databaseFile).start({
    channel: 'widget',
    localeHint: 'en',
    verifiedCustomerId: 'cus_1',
  });
  const base = `${url}/v1/conversations/${conversation.id}`;
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const followed = follow(`${base}/stream`, headers);
  const body = JSON.stringify({ clientMessageId: 'bench-1', text: QUESTION });
  const sent = await fetch(`${base}/messages`, { method: 'POST', headers, body });
  if (sent.status !== 202)
    throw new Error(`sending a message: ${sent.status} ${await sent.text()}`);
  await sent.arrayBuffer();
  return followed;
}

/** Conversations are begun in the database, as a shop's login does; that is not part of the turn. */
function conversationsIn(file: string): ConversationStore {
  const known = stores.get(file);
  if (known !== undefined) return known;
  const database = openSqlite(file);
  const makeId = createIdMaker(Date.now, systemRandomBytes);
  const log = new EventLog({ database, now: Date.now });
  const store = new ConversationStore({
    database,
    log,
    now: Date.now,
    makeId,
    randomBytes: systemRandomBytes,
  });
  stores.set(file, store);
  return store;
}

const stores = new Map<string, ConversationStore>();

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
  process.on('message', async (service: Service) => {
    process.send?.(await ask(service).catch((error: unknown) => ({ error: String(error) })));
  });
  process.on('disconnect', () => process.exit());
}
