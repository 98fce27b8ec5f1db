import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importsOf } from './architecture/imports.ts';
import { findFaults, PACKAGES, readRooms } from './architecture/rules.ts';

const sources = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
    .map((file) => [file, readFileSync(file, 'utf8')] as const),
);
const rooms = readRooms(readFileSync('src/README.md', 'utf8'));

test('every import keeps to the table of rooms in src/README.md', () => {
  expect(rooms.slice(0, 2)).toEqual(['lib', 'protocol']);
  expect(sources.size).toBeGreaterThan(20);
  expect(findFaults(sources, rooms)).toEqual([]);
});

test('every package of the product has its place', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  // The build tools run the program; nothing imports them.
  const imported = Object.keys(dependencies).filter((name) => !['esbuild', 'tsx'].includes(name));
  expect(imported.filter((name) => !Object.hasOwn(PACKAGES, name))).toEqual([]);
});

test('config, the commands and the Node entry alone read the environment', () => {
  const readers = [...sources]
    .filter(([, source]) => /\bprocess\.env\b/.test(source))
    .map(([file]) => file);
  expect(
    readers.filter((file) => !/^src\/(config|cli)\/|^src\/(start-)?server\.ts$/.test(file)),
  ).toEqual([]);
});

test.each([
  [
    'a static import of a lower room',
    'src/lib/ids.ts',
    "import { EventLog } from '../events/event-log.ts';",
  ],
  [
    'a type import of a lower room',
    'src/policy/rule.ts',
    "import type { Conversation } from '../conversations/conversation.ts';",
  ],
  [
    'an inline type import',
    'src/events/x.ts',
    "type Shop = import('../shop/shop-store.ts').ShopStore;",
  ],
  ['a typeof import', 'src/events/x.ts', "type Shop = typeof import('../shop/shop-store.ts');"],
  [
    'a dynamic import of a lower room',
    'src/storage/x.ts',
    "const log = await import('../events/event-log.ts');",
  ],
  ['a computed import', 'src/storage/x.ts', 'const name = "a"; await import(name);'],
  [
    'a re-export of a lower room',
    'src/protocol/x.ts',
    "export { sql } from '../storage/sql-value.ts';",
  ],
  ['a star re-export', 'src/protocol/x.ts', "export * from '../storage/sql-value.ts';"],
  ['an import for its side effect', 'src/protocol/x.ts', "import '../http/errors.ts';"],
  [
    'an import across lines with a comment',
    'src/lib/x.ts',
    "import {\n  a, // from 'lib'\n} /* x */ from\n '../shop/records.ts';",
  ],
  ['a require', 'src/lib/x.ts', "const a = require('../shop/records.ts');"],
  ['a file beside the rooms', 'src/agent/x.ts', "import { createServices } from '../services.ts';"],
  ['a driver', 'src/services.ts', "import { openSqlite } from './storage/better-sqlite3.ts';"],
  ['the Worker’s driver', 'src/server.ts', "import { createD1 } from './storage/d1.ts';"],
  ['a package outside its room', 'src/shop/x.ts', "import { Hono } from 'hono';"],
  [
    'a part of a package outside its room',
    'src/http/x.ts',
    "import { AIMessage } from '@langchain/core/messages';",
  ],
  ['a package without a place', 'src/lib/x.ts', "import _ from 'lodash';"],
  ['a test', 'src/lib/x.ts', "import { a } from '../../test/helpers/database.ts';"],
  [
    'a value of protocol in browser code',
    'src/ui/x.ts',
    "import { cardSchema } from '../protocol/card.ts';",
  ],
  [
    'the service in browser code',
    'src/widget/x.ts',
    "import type { Money } from '../lib/money.ts';",
  ],
  ['Node in browser code', 'src/ui/x.ts', "import { join } from 'node:path';"],
  ['a room that is not in the table', 'src/secrets/x.ts', "import { a } from '../lib/ids.ts';"],
])('finds %s', (_what, file, source) => {
  expect(findFaults(new Map([[file, source]]), rooms)).toHaveLength(1);
});

test.each([
  ['a higher room', 'src/http/x.ts', "import { EventLog } from '../events/event-log.ts';"],
  ['types of protocol', 'src/widget/x.ts', "import type { Card } from '../protocol/card.ts';"],
  ['its own room', 'src/agent/gate/x.ts', "import { a } from '../tools/tool.ts';"],
  [
    'data',
    'src/policy/x.ts',
    "import data from '../../data/payment-capabilities.json' with { type: 'json' };",
  ],
  [
    'what only looks like an import',
    'src/lib/x.ts',
    "const text = \"import { a } from '../shop/records.ts'\"; // import '../shop/records.ts'",
  ],
])('allows %s', (_what, file, source) => {
  expect(findFaults(new Map([[file, source]]), rooms)).toEqual([]);
});

test('refuses a file that does not parse', () => {
  expect(() => importsOf('x.ts', 'import {')).toThrow();
});
