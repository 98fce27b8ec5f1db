// Written by scripts/worker-files.ts before a Worker is bundled or tested.

/** `prompts/**` by path inside the folder */
export const promptFiles: Record<string, string>;
/** `public/**` by path inside the folder */
export const publicFiles: Record<string, { type: string; body: string }>;
