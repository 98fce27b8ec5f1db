import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { promptExpectations } from '../../src/prompt-expectations.ts';
import { loadPrompts } from '../../src/prompts/load-prompts.ts';
import { readPreparedPrompts } from '../../src/prompts/prepared-prompts.ts';
import { readPromptDirectory } from '../../src/prompts/read-directory.ts';

const files = await readPromptDirectory('prompts');

function load(changed: Record<string, string> = {}, prepared?: typeof promptExpectations.prepared) {
  const loaded = loadPrompts({ ...files, ...changed }, { ...promptExpectations, prepared });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.prompts;
}

test('prompts prepared by a build are what the files say', () => {
  const prompts = load();
  // undefined members are absent in JSON; nobody reads the difference
  expect(JSON.parse(JSON.stringify(prompts))).toEqual(prompts);
});

test('prepared prompts are used while no file has changed, and never after', () => {
  const prepared = { ...load(), system: 'prepared' };
  expect(load({}, prepared).system).toBe('prepared');
  const edited = load({ 'system.md': `${files['system.md']}\nOne more rule.` }, prepared);
  expect(edited.system).toContain('One more rule.');
  expect(edited.version).not.toBe(prepared.version);
});

test('a start without prepared prompts reads the files', () => {
  expect(readPreparedPrompts(pathToFileURL('/nowhere/prompts.json'))).toBeUndefined();
  expect(readPreparedPrompts(pathToFileURL('README.md'))).toBeUndefined();
});
