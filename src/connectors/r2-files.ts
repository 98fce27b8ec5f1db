import type { FileStore } from '../attachments/file-store.ts';

/** The part of Cloudflare's R2 binding that is used. */
export interface R2Binding {
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown>;
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  list(options: { prefix: string }): Promise<{ objects: { key: string }[]; truncated: boolean }>;
  delete(keys: string[]): Promise<void>;
}

/** Files in a bucket of Cloudflare R2. */
export function createR2Files(bucket: R2Binding): FileStore {
  return {
    async put(key, bytes) {
      await bucket.put(key, bytes);
    },
    async get(key) {
      const found = await bucket.get(key);
      return found === null ? undefined : new Uint8Array(await found.arrayBuffer());
    },
    async remove(prefix) {
      for (;;) {
        const { objects, truncated } = await bucket.list({ prefix });
        if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
        if (!truncated) return;
      }
    },
  };
}
