import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from '../attachments/file-store.ts';

/** Files in a folder, one each. Node only. */
export function createDiskFiles(folder: string): FileStore {
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes, { mode: 0o600 });
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(pathOf(key)));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async remove(prefix) {
      await rm(pathOf(prefix.replace(/\/$/, '')), { recursive: true, force: true });
    },
  };

  function pathOf(key: string): string {
    if (!/^[\w-]+(?:\/[\w-]+)?$/.test(key)) throw new Error('a key of a file has another shape');
    return join(folder, key);
  }
}
