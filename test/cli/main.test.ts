import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
let folder: string;
let db: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-cli-'));
  db = join(folder, 'test.db');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command line as people do, without anything configured. */
function run(
  words: readonly string[],
  options: { input?: string; environment?: Record<string, string> } = {},
) {
  return new Promise<{ status: number | null; out: string; err: string }>((resolve) => {
    const child = start(words, options.environment);
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (status) => resolve({ status, out, err }));
    child.stdin.end(options.input ?? '');
  });
}

function start(words: readonly string[], environment: Record<string, string> = {}) {
  return spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...words], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', DRAGOMAN_DATABASE: db, ...environment },
  });
}

function ending(child: ReturnType<typeof start>) {
  let err = '';
  child.stderr.on('data', (data) => {
    err += data;
  });
  return new Promise<{ status: number | null; err: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, err })),
  );
}

function* lines() {
  for (;;) yield '{"text":"Where is my parcel?"}\n';
}

const TIMEOUT_MS = 60_000;

describe('the command line', { timeout: TIMEOUT_MS }, () => {
  test('chats: one message, one JSON object with the facts', async () => {
    const { status, out, err } = await run([
      'chat',
      '--once',
      'Where is my order DM-10001? greta.hoffmann@example.com',
      '--json',
    ]);
    expect(err).toBe('');
    expect(status).toBe(0);
    const result = JSON.parse(out);
    expect(Object.keys(result)).toEqual([
      'text',
      'locale',
      'tools',
      'cards',
      'proposal',
      'confidence',
      'handoff',
    ]);
    expect(result).toMatchObject({
      locale: 'en',
      proposal: null,
      handoff: { state: 'none', reason: null },
    });
    expect(result.text).toContain('DM-10001');
    expect(result.tools).toContain('get_order');
    expect(result.cards.map(({ type }: { type: string }) => type)).toContain('order');
    expect(result.confidence).toBeGreaterThan(0.5);
  });

  test('chats line by line with a verified customer', async () => {
    const { status, out } = await run(['chat', '--customer', 'cus_de_3', '--json'], {
      input:
        'Ich möchte mein Geld für Bestellung DM-10020 zurück, sie kam beschädigt an\nIch möchte mit einem Menschen sprechen\n',
    });
    expect(status).toBe(0);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      locale: 'de',
      proposal: { state: 'open', orderNumber: 'DM-10020' },
    });
    expect(lines[1].handoff.state).toBe('queued');
  });

  test('tells people what is wrong in a sentence', async () => {
    const { status, out, err } = await run(['chat', '--once', 'Hi', '--customer', 'nobody']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('The shop has no customer nobody.');
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('answers a command that it does not know with status 2 and help', async () => {
    const { status, err } = await run(['chatt']);
    expect(status).toBe(2);
    expect(err).toContain('Did you mean chat');
  });

  test.each(['', 'chat', 'staff'])('explains %s with --help', async (command) => {
    const { status, out } = await run([...command.split(' ').filter(Boolean), '--help']);
    expect(status).toBe(0);
    expect(out).toContain('Usage:');
  });

  test('answers one line for one line, and says at the end that one was bad', async () => {
    const { status, out } = await run(['detect'], {
      input: '{"text":"¿Dónde está mi paquete?"}\nnonsense\n{"text":"Wo ist mein Paket?"}\n',
    });
    expect(status).toBe(1);
    const [first, second, third] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([first.language, third.language]).toEqual(['es', 'de']);
    expect(second).toHaveProperty('error');
    expect((await run(['understand'], { input: '{"text":"Where is my parcel?"}\n' })).status).toBe(
      0,
    );
  });

  test.each(['detect', 'understand'])('%s ends quietly when its reader leaves', async (command) => {
    const child = start([command]);
    // Always another line, as of a long file: the reader has what it wants after the first.
    const input = Readable.from(lines());
    child.stdin.on('error', () => input.destroy());
    input.pipe(child.stdin);
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ending(child)).toEqual({ status: 0, err: '' });
    input.destroy();
  });

  test.each(['export', 'insights --json'])('%s ends quietly without a reader', async (command) => {
    await run(['staff', 'list']);
    const child = start(command.split(' '));
    child.stdout.destroy();
    expect(await ending(child)).toEqual({ status: 0, err: '' });
  });

  test('adds people and keys, shows their secrets once, and stores none', async () => {
    const added = await run(['staff', 'add', 'Mia', '--json']);
    expect(JSON.parse(added.out)).toMatchObject({
      name: 'Mia',
      role: 'agent',
      token: expect.stringMatching(/^sk_staff_/),
    });
    const key = JSON.parse((await run(['keys', 'add', 'erp', '--json'])).out);
    expect(key).toMatchObject({ integration: 'erp', key: expect.stringMatching(/^sk_api_/) });
    const listed = await Promise.all([run(['staff', 'list']), run(['keys', 'list'])]);
    expect(listed.map(({ out }) => out).join()).not.toMatch(/sk_(staff|api)_/);
    expect((await run(['keys', 'remove', key.id])).status).toBe(0);
    expect((await run(['keys', 'remove', key.id])).status).toBe(1);
    expect((await run(['staff', 'add', 'Mia', '--role', 'boss'])).err).toContain(
      'agent, lead or admin',
    );
  });

  test('examines the configuration, without showing secrets', async () => {
    const good = await run(['doctor'], {
      environment: { OPENAI_API_KEY: 'sk-very-secret-key-123' },
    });
    expect(good.status).toBe(0);
    expect(good.out).not.toContain('sk-very-secret');
    expect(good.out).toContain('***123');
    const bad = await run(['doctor', '--json'], { environment: { DRAGOMAN_DATABSE: 'x' } });
    expect(bad.status).toBe(1);
    expect(bad.out).toContain('did you mean DRAGOMAN_DATABASE?');
  });

  test('checks prompts', async () => {
    expect((await run(['prompts', 'check'])).status).toBe(0);
    expect((await run(['prompts', 'check', folder])).status).toBe(1);
    const fewer = await run(['prompts', 'check'], {
      environment: { DRAGOMAN_LOCALES: 'en,pt-BR,pl' },
    });
    expect(fewer.out).toMatch(/replies\/pl\.md:1 {2}this file is missing/);
    const two = await run(['prompts', 'check'], { environment: { DRAGOMAN_LOCALES: 'en,pt-BR' } });
    expect(two.out).toContain('nobody is answered in it until DRAGOMAN_LOCALES names de.');
    expect(two.out).not.toContain('names pt.');
    expect(two.out).toContain('names pt-PT.');
    const region = await run(['prompts', 'check'], { environment: { DRAGOMAN_LOCALES: 'en,pt' } });
    expect(region.out).not.toContain('names pt-PT.');
  });
});
