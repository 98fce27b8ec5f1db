import { dirname, join } from 'node:path/posix';
import { importsOf } from './imports.ts';

/** Files by path from the top of the project, e.g. `src/lib/ids.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** Where a package may be imported, as path prefixes; packages not named here may be imported from nowhere. */
export const PACKAGES: Record<string, readonly string[]> = {
  zod: ['src/'],
  yaml: ['src/prompts/', 'src/cli/'],
  hono: ['src/http/', 'src/app.ts', 'src/worker.ts', 'src/start-server.ts', 'src/server.ts'],
  '@hono/zod-openapi': ['src/http/', 'src/app.ts'],
  '@hono/node-server': ['src/http/', 'src/server.ts', 'src/start-server.ts'],
  '@langchain/core': ['src/agent/', 'src/services.ts'],
  '@langchain/openai': ['src/agent/models/'],
  langchain: ['src/agent/models/'],
  openai: ['src/agent/models/'],
  'eventsource-parser': ['src/agent/models/'],
  tokenx: ['src/agent/'],
  franc: ['src/language/'],
  'intl-messageformat': ['src/prompts/', 'src/language/'],
  'better-sqlite3': ['src/storage/better-sqlite3.ts'],
  chokidar: ['src/prompts/watch.ts'],
  'prom-client': ['src/http/'],
  jose: ['src/conversations/signed-token.ts'],
  nodemailer: ['src/connectors/smtp-mailer.ts'],
  otpauth: ['src/staff/second-factor.ts'],
  standardwebhooks: ['src/webhooks/', 'src/cli/'],
  commander: ['src/cli/'],
  // files of our own that differ by platform or are made by a build: `imports` of package.json
  '#worker-files': ['src/worker.ts'],
  '#latin-weights': ['src/language/'],
  '#intent-weights': ['src/agent/'],
};

/** Files that alone may load a driver. */
const DRIVERS: Record<string, (file: string) => boolean> = {
  'src/storage/better-sqlite3.ts': (file) =>
    /^src\/(server|start-server)\.ts$|^src\/cli\//.test(file),
  'src/storage/d1.ts': (file) => file === 'src/worker.ts',
};

/** The rooms in order, from the table of `src/README.md`. */
export function readRooms(readme: string): string[] {
  return [...readme.matchAll(/^\| `([a-z]+)` \|/gm)].map((match) => match[1] ?? '');
}

/** Every broken rule, one line each. */
export function findFaults(sources: Sources, rooms: readonly string[]): string[] {
  const faults: string[] = [];
  for (const [file, source] of sources) {
    const room = roomOf(file);
    if (room !== null && !rooms.includes(room)) {
      faults.push(`${file}: the room ${room} is not in the table`);
      continue;
    }
    for (const specifier of importsOf(file, source)) {
      const fault = faultOf(file, specifier, rooms);
      if (fault !== null) faults.push(`${file} imports ${specifier}: ${fault}`);
    }
  }
  return faults;
}

function faultOf(file: string, specifier: string, rooms: readonly string[]): string | null {
  if (specifier === '<computed>') return 'the name must be written out';
  if (specifier.startsWith('node:') || specifier.startsWith('cloudflare:')) return null;
  if (!specifier.startsWith('.')) return packageFault(file, specifier);
  return roomFault(file, join(dirname(file), specifier), rooms);
}

function packageFault(file: string, specifier: string): string | null {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const places = Object.hasOwn(PACKAGES, name) ? PACKAGES[name] : undefined;
  if (places === undefined) return `the package ${name} has no place in test/architecture/rules.ts`;
  if (places.some((place) => file.startsWith(place))) return null;
  return `${name} belongs to ${places.join(', ')}`;
}

function roomFault(file: string, target: string, rooms: readonly string[]): string | null {
  const mayLoad = Object.hasOwn(DRIVERS, target) ? DRIVERS[target] : undefined;
  if (mayLoad !== undefined && !mayLoad(file)) return 'only the entries may reach this driver';
  if (target.startsWith('data/') && target.endsWith('.json')) return null;
  if (!target.startsWith('src/')) return 'it lies outside src';
  const [from, to] = [roomOf(file), roomOf(target)];
  // Files beside the rooms wire them.
  if (from === null) return null;
  if (to === null) return from === 'cli' ? null : 'no room imports a file beside the rooms';
  if (from === to || rooms.indexOf(to) < rooms.indexOf(from)) return null;
  return `${to} stands below ${from}`;
}

function roomOf(file: string): string | null {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? null;
}
