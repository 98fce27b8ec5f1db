import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SetupError } from '../../src/lib/errors.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { promptExpectations as expected } from '../../src/prompt-expectations.ts';
import { readPrompts } from '../../src/prompts/read-prompts.ts';
import { type WatchedPrompts, watchPrompts } from '../../src/prompts/watch.ts';

let directory: string;
let watched: WatchedPrompts | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'prompts-'));
  await cp(new URL('../../prompts', import.meta.url).pathname, directory, { recursive: true });
});

afterEach(async () => {
  await watched?.close();
  watched = undefined;
  await rm(directory, { recursive: true });
});

async function edit(change: (text: string) => string): Promise<void> {
  const file = join(directory, 'policy.md');
  await writeFile(file, change(await readFile(file, 'utf8')));
}

/** Settles when the logger hears the words. */
function listen() {
  const heard: string[] = [];
  const waiting: { words: string; done: () => void }[] = [];
  const hear = (message: string) => {
    heard.push(message);
    for (const { words, done } of waiting) if (message.includes(words)) done();
  };
  const until = (words: string) =>
    new Promise<void>((done) => {
      if (heard.some((message) => message.includes(words))) done();
      else waiting.push({ words, done });
    });
  return { logger: { ...silentLogger, info: hear, warn: hear }, until };
}

it('takes a good edit live and keeps the last good version when an edit is broken', {
  timeout: 20_000,
}, async () => {
  const { logger, until } = listen();
  watched = await watchPrompts(directory, { expected, logger });
  const { source } = watched;
  const first = source.current();

  await edit((text) => text.replace('validMinutes: 30', 'validMinutes: 20'));
  await until('reloaded');
  expect(source.current().policy.proposal.validMinutes).toBe(20);
  expect(source.current().version).not.toBe(first.version);

  await edit((text) => text.replace('validMinutes: 20', 'validMinutes: soon'));
  await until('refused');
  expect(source.current().policy.proposal.validMinutes).toBe(20);
});

it('refuses to start with broken files and lists what to mend', async () => {
  await edit((text) => text.replace('perOrder: 100', 'perOrder: -5'));
  const start = readPrompts(directory, expected);
  await expect(start).rejects.toBeInstanceOf(SetupError);
  await expect(start).rejects.toThrow(/policy\.md:\d+ {2}.*perOrder.*→ at least 0/);
});
