import { fork } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startServer } from '../src/start-server.ts';
import { PROMPTS_DIRECTORY } from './bench-prompts.ts';
import { makeBenchDatabase } from './bench-shop.ts';

export interface IdleFigures {
  connections: number;
  /** growth of the server's resident memory a connection */
  kibibytesEach: number;
}

const AT_ONCE = 200;

/** Opens event streams of one conversation each hundred and lets them be; the server runs in a process of its own. */
export async function measureIdleConnections(connections: number): Promise<IdleFigures> {
  const child = fork(fileURLToPath(import.meta.url), ['serve'], {
    execArgv: [...process.execArgv, '--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ask = (question: string) =>
    new Promise<number>((resolve, reject) => {
      child.once('message', (value) => resolve(Number(value)));
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
      child.send(question);
    });
  const sockets: Socket[] = [];
  try {
    const port = await ask('port');
    const streams = await Promise.all(
      Array.from({ length: Math.ceil(connections / 100) }, () => startConversation(port)),
    );
    const openOne = (index: number) =>
      openStream(port, `127.0.0.${2 + (index % 4)}`, streams[index % streams.length]);
    // The first streams load what is loaded lazily.
    for (let index = 0; index < 100; index += 1) sockets.push(await openOne(index));
    const before = await ask('memory');
    for (let index = 0; index < connections; index += AT_ONCE) {
      const count = Math.min(AT_ONCE, connections - index);
      sockets.push(
        ...(await Promise.all(
          Array.from({ length: count }, (_, offset) => openOne(index + offset)),
        )),
      );
    }
    const after = await ask('memory');
    return { connections, kibibytesEach: (after - before) / connections };
  } finally {
    for (const socket of sockets) socket.destroy();
    child.kill();
  }
}

async function startConversation(port: number): Promise<{ id: string; secret: string }> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return response.json();
}

/** A bare socket: an HTTP client would need more memory than the server it measures. */
function openStream(
  port: number,
  localAddress: string,
  stream: { id: string; secret: string } | undefined,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    socket.once('error', reject);
    socket.once('data', (data) => {
      if (!String(data).startsWith('HTTP/1.1 200')) reject(new Error(String(data)));
      socket
        .off('error', reject)
        .on('error', () => undefined)
        .resume();
      resolve(socket);
    });
    socket.write(
      `GET /v1/conversations/${stream?.id}/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${stream?.secret}\r\n\r\n`,
    );
  });
}

/** Resident memory in KiB once garbage is gone. */
async function residentMemory(): Promise<number> {
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Number(
    /^VmRSS:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ??
      process.memoryUsage.rss() / 1024,
  );
}

if (process.argv[2] === 'serve') {
  const { file, folder } = await makeBenchDatabase();
  const server = await startServer({
    PORT: '0',
    HOST: '127.0.0.1',
    DRAGOMAN_DATABASE: file,
    DRAGOMAN_PROMPTS: PROMPTS_DIRECTORY,
    DRAGOMAN_DEMO: 'off',
    DRAGOMAN_LOG: 'off',
    DRAGOMAN_REQUESTS_PER_MINUTE: '1000000',
  });
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.on('SIGTERM', () => process.exit());
  process.on('message', async (question) => {
    process.send?.(question === 'port' ? server.port : await residentMemory());
  });
}
