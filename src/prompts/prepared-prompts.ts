import { readFileSync } from 'node:fs';
import type { PromptSet } from './prompt-set.ts';

/** What the build made of `prompts/`, beside the built server; undefined when the sources run. */
export function readPreparedPrompts(file: URL): PromptSet | undefined {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isPromptSet(stored) ? stored : undefined;
  } catch {
    // Without it the start takes a moment longer; the files in prompts/ are what counts.
    return undefined;
  }
}

// Our own build wrote it after all checks, so its version is the only thing to look for.
function isPromptSet(value: unknown): value is PromptSet {
  return typeof value === 'object' && value !== null && 'version' in value;
}
