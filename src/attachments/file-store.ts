/** Where the bytes of files lie: a folder on Node, a bucket on Workers. Keys are made by us: letters, digits, `_`, `/`. */
export interface FileStore {
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** everything whose key begins so */
  remove(prefix: string): Promise<void>;
}
