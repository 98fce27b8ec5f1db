import type { Settings } from './settings.ts';

export interface Upload {
  key: number;
  name: string;
  /** 0 to 1 */
  progress: number;
  state: 'busy' | 'done' | 'failed';
  /** why it was refused: a key of the texts */
  problem?: 'attachType' | 'attachTooBig' | 'attachMany' | 'attachFailed' | undefined;
  attachmentId?: string;
}

interface Entry extends Upload {
  file: File;
  controller: AbortController;
}

interface UploadsOptions {
  onChange: () => void;
  /** where to send them; a conversation is started when there is none */
  target: () => Promise<{ url: string; token: string }>;
  /** the shopper does not want to send it after all */
  takeBack: (attachmentId: string) => void;
}

/** What the service has against a file; anything else may go better the next time. */
const REFUSALS: Readonly<Record<string, Upload['problem']>> = {
  unsupported_media_type: 'attachType',
  too_large: 'attachTooBig',
};

/** Files that wait to be sent with the next message; each goes up at once and can be taken back. */
export class Uploads {
  list: readonly Upload[] = [];
  readonly #entries = new Map<number, Entry>();
  readonly #options: UploadsOptions;
  #next = 0;

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.list.some(({ state }) => state === 'busy');
  }

  add(files: readonly File[], { attachments }: Settings): void {
    if (attachments !== null) for (const file of files) this.#add(file, attachments);
  }

  #add(file: File, attachments: NonNullable<Settings['attachments']>): void {
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
    this.#set(key, { state: 'busy', progress: 0, problem: undefined });
    void this.#send(key);
  }

  /** Stops a file on its way, and takes back one that is up. */
  remove(key: number): void {
    const attachmentId = this.#entries.get(key)?.attachmentId;
    if (attachmentId !== undefined) this.#options.takeBack(attachmentId);
    this.#drop(key);
  }

  /** The files that are up, for the message that is sent now. */
  take(): { id: string; name: string }[] {
    const files = this.list.flatMap(({ attachmentId: id, name }) => (id ? [{ id, name }] : []));
    this.clear();
    return files;
  }

  clear(): void {
    for (const key of [...this.#entries.keys()]) this.#drop(key);
  }

  #drop(key: number): void {
    this.#entries.get(key)?.controller.abort();
    this.#entries.delete(key);
    this.#changed();
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
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      this.#set(key, { state: 'failed', problem: REFUSALS[code] ?? 'attachFailed' });
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
