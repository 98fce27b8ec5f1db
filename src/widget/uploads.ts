import type { Settings } from './settings.ts';

export interface Upload {
  key: number;
  name: string;
  /** 0 to 1 */
  progress: number;
  state: 'busy' | 'done' | 'failed';
  /** why it was refused: a key of the texts */
  problem?: 'attachType' | 'attachTooBig' | 'attachMany' | 'attachFailed';
  attachmentId?: string;
}

interface Entry extends Upload {
  file: File;
  controller: AbortController;
}

/** Files that wait to be sent with the next message; each goes up at once and can be taken back. */
export class Uploads {
  list: readonly Upload[] = [];
  readonly #entries = new Map<number, Entry>();
  readonly #options: {
    onChange: () => void;
    /** where to send them; a conversation is started when there is none */
    target: () => Promise<{ url: string; token: string }>;
  };
  #next = 0;

  constructor(options: {
    onChange: () => void;
    target: () => Promise<{ url: string; token: string }>;
  }) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.list.some(({ state }) => state === 'busy');
  }

  add(file: File, { attachments }: Settings): void {
    if (attachments === null) return;
    const key = this.#next++;
    const problem = !attachments.types.includes(file.type)
      ? 'attachType'
      : this.list.filter(({ state }) => state !== 'failed').length >= attachments.maxFiles
        ? 'attachMany'
        : file.size > attachments.maxBytes && !file.type.startsWith('image/')
          ? 'attachTooBig'
          : undefined;
    this.#entries.set(key, {
      key,
      name: file.name || 'image',
      file,
      progress: 0,
      controller: new AbortController(),
      ...(problem === undefined ? { state: 'busy' } : { state: 'failed', problem }),
    });
    this.#changed();
    if (problem === undefined) void this.#send(key);
  }

  retry(key: number): void {
    this.#set(key, { state: 'busy', progress: 0 });
    void this.#send(key);
  }

  remove(key: number): void {
    this.#entries.get(key)?.controller.abort();
    this.#entries.delete(key);
    this.#changed();
  }

  /** The files that are up, for the message that is sent now. */
  take(): { id: string; name: string }[] {
    const files = this.list.flatMap(({ attachmentId: id, name }) => (id ? [{ id, name }] : []));
    this.clear();
    return files;
  }

  clear(): void {
    for (const key of [...this.#entries.keys()]) this.remove(key);
  }

  async #send(key: number): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    try {
      const [{ uploadFile }, target] = await Promise.all([
        import('./upload-file.ts'),
        this.#options.target(),
      ]);
      const attachmentId = await uploadFile(entry.file, {
        ...target,
        signal: entry.controller.signal,
        onProgress: (progress) => this.#set(key, { progress }),
      });
      this.#set(key, { state: 'done', progress: 1, attachmentId });
    } catch {
      this.#set(key, { state: 'failed', problem: 'attachFailed' });
    }
  }

  #set(key: number, change: Partial<Upload>): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.set(key, { ...entry, ...change });
    this.#changed();
  }

  #changed(): void {
    this.list = [...this.#entries.values()];
    this.#options.onChange();
  }
}
