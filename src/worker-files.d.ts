// Written by scripts/worker-files.ts before a Worker is bundled.
import type { StaticFile } from './http/http-services.ts';

/** `public/**` and what browsers load, by path; the bytes are read from the ASSETS binding, each with `.txt` behind its name */
export const staticFiles: Record<string, Omit<StaticFile, 'body'>>;
