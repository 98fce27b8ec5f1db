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
  'eventsource-parser': ['src/agent/models/', 'src/ui/'],
  '@preact/signals': ['src/desk/'],
  preact: ['src/ui/', 'src/widget/', 'src/desk/'],
  tokenx: ['src/agent/'],
  'intl-messageformat': ['src/prompts/', 'src/language/'],
  'better-sqlite3': ['src/storage/better-sqlite3.ts'],
  chokidar: ['src/prompts/watch.ts'],
  'prom-client': ['src/http/'],
  jose: ['src/conversations/signed-token.ts', 'src/conversations/demo-sign-in.ts'],
  nodemailer: ['src/connectors/smtp-mailer.ts'],
  ibantools: ['src/policy/bank-account.ts'],
  '@brazilian-utils/brazilian-utils': ['src/policy/bank-account.ts'],
  otpauth: ['src/staff/second-factor.ts'],
  '@zxcvbn-ts/core': ['src/staff/password-guess.ts'],
  '@zxcvbn-ts/language-common': ['src/staff/common-passwords.ts'],
  standardwebhooks: ['src/webhooks/', 'src/cli/'],
  commander: ['src/cli/'],
  // files of our own that differ by platform or are made by a build: `imports` of package.json
  '#worker-files': ['src/worker.ts'],
  franc: ['src/language/'],
  'franc-min': ['src/language/'],
  '#franc': ['src/language/'],
  '#language-weights': ['src/language/'],
  '#common-passwords': ['src/staff/'],
  '#intent-weights': ['src/agent/'],
  '#meanings': ['src/agent/'],
  '#topic-weights': ['src/agent/'],
};

/** Files that alone may load a driver. */
const DRIVERS: Record<string, (file: string) => boolean> = {
  'src/storage/better-sqlite3.ts': (file) =>
    /^src\/(server|start-server)\.ts$|^src\/cli\//.test(file),
  'src/storage/d1.ts': (file) => file === 'src/worker.ts',
};

/** The loader alone imports by address: the panel, from the service it came from. */
const COMPUTED_IMPORTS = new Set(['src/widget/loader.ts']);

/** Rooms of browser code. They share `ui`, and know the service by the types of `protocol` alone. */
const BROWSER_ROOMS = new Set(['ui', 'widget', 'desk']);

/** The rooms in order, from the table of `src/README.md`. */
export function readRooms(readme: string): string[] {
  return [...readme.matchAll(/^\| `([a-z]+)` \|/gm)].map((match) => match[1] ?? '');
}

/** Every broken rule, one line each. */
export function findFaults(sources: Sources, rooms: readonly string[]): string[] {
  const faults: string[] = [];
  for (const [file, source] of sources) {
    if (file.endsWith('.d.ts')) continue;
    const room = roomOf(file);
    if (room !== null && !rooms.includes(room)) {
      faults.push(`${file}: the room ${room} is not in the table`);
      continue;
    }
    for (const { specifier, isType } of importsOf(file, source)) {
      const fault =
        faultOf(file, specifier, rooms) ??
        (room !== null && BROWSER_ROOMS.has(room) ? browserFault(file, specifier, isType) : null);
      if (fault !== null) faults.push(`${file} imports ${specifier}: ${fault}`);
    }
  }
  return faults;
}

function faultOf(file: string, specifier: string, rooms: readonly string[]): string | null {
  if (specifier === '<computed>')
    return COMPUTED_IMPORTS.has(file) ? null : 'the name must be written out';
  if (specifier.startsWith('node:') || specifier.startsWith('cloudflare:')) return null;
  if (!specifier.startsWith('.')) return packageFault(file, specifier);
  return roomFault(file, join(dirname(file), specifier), rooms);
}

function browserFault(file: string, specifier: string, isType: boolean): string | null {
  if (specifier.startsWith('node:')) return 'a browser has no Node';
  if (!specifier.startsWith('.')) return null;
  const target = join(dirname(file), specifier);
  const [from, to] = [roomOf(file), roomOf(target)];
  if (to === from || to === 'ui') return null;
  if (to === 'protocol') return isType ? null : 'browser code takes types of protocol alone';
  return 'browser code imports ui, its own room and types of protocol alone';
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
