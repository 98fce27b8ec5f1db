import { mkdtempSync, rmSync } from 'node:fs';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from '../../src/app.ts';
import { enterDemoMode } from '../../src/cli/demo-mode.ts';
import { createDiskFiles } from '../../src/connectors/disk-files.ts';
import type { StreamWriter } from '../../src/http/stream-writer.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import { systemTimers } from '../../src/lib/timers.ts';
import type { HandoffProgress } from '../../src/protocol/stream-event.ts';
import { readStaticFiles } from '../../src/static-files.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { type TestServices, testServices } from '../helpers/services.ts';
import { type Fate, openUnreliableStream } from './unreliable-stream.ts';

export interface HostPage {
  html: string;
  headers?: Record<string, string>;
}

export interface ShopServer {
  url: string;
  services: TestServices;
  /** pages of an imagined shop by path, e.g. `/host/plain` */
  pages: Map<string, HostPage>;
  /** what becomes of each piece of an event stream; all is sent unless a test says otherwise */
  fate: (chunk: string) => Fate;
  /** an event without a number to everybody who listens: how a call for a person is getting on */
  tell(event: HandoffProgress): void;
  /** the same database in a new process, as far as a browser can tell; connections break */
  restart(): Promise<void>;
  /** no answers at all until the next `restart` */
  halt(): Promise<void>;
  /** breaks the open connections to these addresses, in the middle of whatever they carry; how many there were */
  cut(address: RegExp): number;
  stop(): Promise<void>;
}

/** The real service with the demo shop, in this process, so that a test can act as staff, provider or fate. */
export async function startShopServer(
  options: Parameters<typeof testServices>[0] = {},
): Promise<ShopServer> {
  const database = await createTestDatabase();
  await enterDemoMode(database, 'on', systemClock);
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-browser-'));
  const pages = new Map<string, HostPage>();
  const open = new Set<{ address: string; response: ServerResponse }>();
  const openStreams = new Set<StreamWriter>();
  let server: Server | undefined;
  let closeStreams = () => {};
  let port = 0;

  const build = () =>
    testServices({
      ...options,
      environment: {
        DRAGOMAN_MESSAGES_PER_MINUTE: '10000',
        DRAGOMAN_REQUESTS_PER_MINUTE: '1000000',
        DRAGOMAN_IDENTITY_SECRET: IDENTITY_SECRET,
        ...options.environment,
      },
      inputs: {
        database,
        now: systemClock,
        timers: systemTimers,
        randomBytes: systemRandomBytes,
        makeId: createIdMaker(systemClock, systemRandomBytes),
        demo: true,
        files: createDiskFiles(folder),
        ...options.inputs,
      },
    });
  const listen = async (services: TestServices) => {
    const http = createApp(services, {
      demo: true,
      files: readStaticFiles(),
      openStream: openUnreliableStream((chunk) => shop.fate(chunk), openStreams),
    });
    closeStreams = http.closeStreams;
    const listening = createAdaptorServer({
      fetch: (request: Request, bindings: unknown) => {
        const page = pages.get(new URL(request.url).pathname);
        if (page === undefined) return http.app.fetch(request, bindings);
        return new Response(page.html, {
          headers: { 'Content-Type': 'text/html; charset=utf-8', ...page.headers },
        });
      },
    }) as Server;
    listening.prependListener('request', (request, response) => {
      const carried = { address: request.url ?? '', response };
      open.add(carried);
      response.once('close', () => open.delete(carried));
    });
    await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
    port = (listening.address() as AddressInfo).port;
    server = listening;
  };
  const close = async () => {
    const closing = server;
    if (closing === undefined) return;
    server = undefined;
    closeStreams();
    const closed = new Promise((resolve) => closing.close(resolve));
    closing.closeAllConnections();
    await closed;
  };

  const first = await build();
  const shop: ShopServer = {
    url: '',
    services: first,
    pages,
    fate: () => 'sent',
    tell(event) {
      for (const writer of openStreams) void writer.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    async restart() {
      await close();
      await shop.services.turns.drain(50);
      shop.services = await build();
      await listen(shop.services);
      await shop.services.recover();
    },
    halt: close,
    cut(address) {
      const meant = [...open].filter((carried) => address.test(carried.address));
      for (const { response } of meant) response.destroy();
      return meant.length;
    },
    async stop() {
      await close();
      await shop.services.turns.drain(1000);
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await listen(first);
  shop.url = `http://127.0.0.1:${port}`;
  return shop;
}

export const IDENTITY_SECRET = 'a-secret-that-only-the-tests-of-this-shop-know';
