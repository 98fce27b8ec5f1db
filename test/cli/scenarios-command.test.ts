import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'dragoman-scenarios-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES_A_DAY = `
title: A day
locale: en
scenarios:
  - name: finds an order by the day it was placed
    shopper: { verified: cus_de_1, localeHint: en }
    say: ["where is my order from february 18"]
    expect: { handoff: false, locale: en, forbidden: ["DM-9983", "DM-10001"] }
`;

it('plays conversations that name a day on the day they were written for', () => {
  writeFileSync(join(folder, 'en.yaml'), NAMES_A_DAY);
  const command = ['src/cli/main.ts', 'scenarios', folder, '--json'];
  const printed = execFileSync('node_modules/.bin/tsx', command, { encoding: 'utf8' });
  expect(JSON.parse(printed)).toMatchObject({ failed: 0, results: [{ passed: true }] });
}, 120_000);
