// Written by scripts/worker-files.ts before a Worker is bundled.
import type { StaticFile } from './http/http-services.ts';
import type { PromptSet } from './prompts/prompt-set.ts';

/** `prompts/`, checked and read */
export const prompts: PromptSet;
/** `public/**` and the widget, by path */
export const publicFiles: Record<string, StaticFile>;
