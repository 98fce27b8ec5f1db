// Written by scripts/worker-files.ts before a Worker is bundled.
import type { PromptSet } from './prompts/prompt-set.ts';

/** `prompts/`, checked and read */
export const prompts: PromptSet;
/** `public/**` by path inside the folder */
export const publicFiles: Record<string, { type: string; body: string }>;
