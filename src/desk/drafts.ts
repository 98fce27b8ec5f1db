const KEY = 'dragoman-desk-drafts';

/** What an agent has typed and not sent, by conversation; it outlives a reload and the end of a session. */
export class Drafts {
  readonly #storage: Storage | null;
  #drafts: Record<string, string>;

  constructor() {
    this.#storage = openStorage();
    this.#drafts = readDrafts(this.#storage?.getItem(KEY) ?? null);
  }

  of(conversationId: string): string {
    return this.#drafts[conversationId] ?? '';
  }

  set(conversationId: string, text: string): void {
    const { [conversationId]: _before, ...others } = this.#drafts;
    this.#drafts = text === '' ? others : { ...others, [conversationId]: text };
    this.#storage?.setItem(KEY, JSON.stringify(this.#drafts));
  }
}

function openStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function readDrafts(text: string | null): Record<string, string> {
  try {
    const read: unknown = JSON.parse(text ?? '{}');
    return typeof read === 'object' && read !== null
      ? Object.fromEntries(
          Object.entries(read).filter(
            (entry): entry is [string, string] => typeof entry[1] === 'string',
          ),
        )
      : {};
  } catch {
    return {};
  }
}
