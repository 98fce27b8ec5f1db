/** A place in a conversation's stream: the last stored event seen, and how much of the running message (UTF-16 code units). */
export interface StreamPosition {
  sequence: number;
  offset: number;
}

/** `12.40` on the wire, as the `id` of a server-sent event. */
export function formatEventId({ sequence, offset }: StreamPosition): string {
  return `${sequence}.${offset}`;
}

/** Reads a `Last-Event-ID`; a bare sequence is one too. Undefined for anything else. */
export function parseEventId(text: string): StreamPosition | undefined {
  const match = /^(\d{1,15})(?:\.(\d{1,15}))?$/.exec(text.trim());
  if (match === null) return undefined;
  return { sequence: Number(match[1]), offset: Number(match[2] ?? 0) };
}
