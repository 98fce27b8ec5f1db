import { promptExpectations } from '../../src/prompt-expectations.ts';
import type { PromptSource } from '../../src/prompts/prompt-set.ts';
import { readPrompts } from '../../src/prompts/read-prompts.ts';

let loaded: Promise<PromptSource> | undefined;

/** The project's own `prompts/`, loaded once a test process. */
export function testPrompts(): Promise<PromptSource> {
  loaded ??= readPrompts(new URL('../../prompts', import.meta.url).pathname, promptExpectations);
  return loaded;
}
