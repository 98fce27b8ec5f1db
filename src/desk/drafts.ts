const KEY = 'dragoman-desk-drafts';

export type DraftKind = 'reply' | 'note';

interface Kept {
  /** whose they are: the next person at a shared counter finds none of them */
  of: string | null;
  texts: Readonly<Record<string, string>>;
}

/** What an agent has typed and not sent, by conversation; it outlives a reload and the end of a session. */
export class Drafts {
  readonly #storage: Storage | null;
  #kept: Kept;

  constructor() {
    this.#storage = openStorage();
    this.#kept = readKept(this.#storage?.getItem(KEY) ?? null);
  }

  /** Somebody has signed in: what another person typed here is forgotten. */
  belongTo(staffId: string): void {
    if (this.#kept.of !== staffId) this.#keep({ of: staffId, texts: {} });
  }

  of(conversationId: string, kind: DraftKind): string {
    return this.#kept.texts[`${kind} ${conversationId}`] ?? '';
  }

  set(conversationId: string, kind: DraftKind, text: string): void {
    const key = `${kind} ${conversationId}`;
    const { [key]: _before, ...others } = this.#kept.texts;
    this.#keep({ ...this.#kept, texts: text === '' ? others : { ...others, [key]: text } });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    this.#storage?.setItem(KEY, JSON.stringify(kept));
  }
}

function openStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function readKept(text: string | null): Kept {
  const nothing = { of: null, texts: {} };
  try {
    const read: unknown = JSON.parse(text ?? '{}');
    if (typeof read !== 'object' || read === null || !('of' in read) || !('texts' in read))
      return nothing;
    if (typeof read.of !== 'string' || typeof read.texts !== 'object' || read.texts === null)
      return nothing;
    const texts = Object.entries(read.texts).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return { of: read.of, texts: Object.fromEntries(texts) };
  } catch {
    return nothing;
  }
}
