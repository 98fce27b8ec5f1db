import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportCommand } from '../../src/cli/export.ts';
import { importCommand } from '../../src/cli/import.ts';
import { aShop } from '../helpers/shop.ts';

const DEMO_STORE = join(import.meta.dirname, '../../data/demo-store');

let folder: string;
let db: string;
let written: string;
const io = {
  write(text: string) {
    written += text;
  },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-shop-'));
  db = join(folder, 'shop.db');
  written = '';
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('import and export', () => {
  it('bring a folder in and out again, byte by byte', async () => {
    expect(await importCommand({ path: DEMO_STORE, db }, io)).toBe(0);
    expect(written).toMatch(/^orders: 174 added, 0 changed, 0 unchanged$/m);
    const out = join(folder, 'out');
    expect(await exportCommand({ db, out }, io)).toBe(0);
    for (const name of readdirSync(out)) {
      expect(
        readFileSync(join(out, name), 'utf8') === readFileSync(join(DEMO_STORE, name), 'utf8'),
        name,
      ).toBe(true);
    }
    written = '';
    expect(await importCommand({ path: out, db, json: true }, io)).toBe(0);
    expect(JSON.parse(written)).toMatchObject({
      ok: true,
      counts: { orders: { added: 0, changed: 0, unchanged: 174 } },
    });
  });

  it('print the shop as one object that imports', async () => {
    const path = join(folder, 'mine.json');
    writeFileSync(path, JSON.stringify(aShop()));
    await importCommand({ path, db }, io);
    written = '';
    expect(await exportCommand({ db }, io)).toBe(0);
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(aShop())));
  });

  it('name file, record and field of every fault, and write nothing', async () => {
    cpSync(DEMO_STORE, join(folder, 'shop'), { recursive: true });
    const path = join(folder, 'shop', 'orders.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"total":', '"total":1'));
    expect(await importCommand({ path: join(folder, 'shop'), db }, io)).toBe(1);
    expect(written).toMatch(
      /^orders\.json: orders\[0\] \(DM-9888\): lines\[0\]\.total: is .*; correct/m,
    );
    expect(written).toMatch(/nothing was imported\.$/m);
    written = '';
    await exportCommand({ db }, io);
    expect(JSON.parse(written)).toMatchObject({ customers: [], orders: [] });
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), /UTF-16.*/],
    [
      'Latin-1',
      Buffer.from('{"a": "caf\xe9"}', 'latin1'),
      /not UTF-8 text \(bad byte near position 1[01]\)/,
    ],
  ])('say that a file is %s', async (_encoding, bytes, message) => {
    const path = join(folder, 'shop.json');
    writeFileSync(path, bytes);
    await expect(importCommand({ path, db }, io)).rejects.toThrow(message);
  });

  it('say that there is nothing to read', async () => {
    await expect(importCommand({ path: join(folder, 'nothing'), db }, io)).rejects.toThrow(
      /no file or folder/,
    );
    await expect(importCommand({ path: folder, db }, io)).rejects.toThrow(/no JSON files/);
    await expect(exportCommand({ db }, io)).rejects.toThrow(/no database/);
  });
});
