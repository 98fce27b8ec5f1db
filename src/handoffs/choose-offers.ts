import type { DeskValues } from '../prompts/desk-values.ts';

/** A conversation in the queue. Times in milliseconds. */
export interface Waiting {
  id: string;
  /** primary language; null when unknown */
  language: string | null;
  priority: number;
  openedAt: number;
  /** it is kept for somebody until then */
  reservedUntil: number | null;
  /** whom it was offered to already */
  offered: readonly string[];
}

/** Somebody who is online. */
export interface Free {
  id: string;
  /** empty: any */
  languages: readonly string[];
  load: number;
  capacity: number;
  /** when they were last offered one; 0: never */
  offeredAt: number;
}

export interface Offer {
  handoffId: string;
  staffId: string;
}

/** Points of a waiting conversation: they grow with every minute, so that nothing urgent can hold it back for ever. */
export function urgency(
  { priority, openedAt }: Pick<Waiting, 'priority' | 'openedAt'>,
  { pointsPerMinute }: Pick<DeskValues['routing'], 'pointsPerMinute'>,
  now: number,
): number {
  return priority + ((now - openedAt) / 60_000) * pointsPerMinute;
}

/**
 * Who is offered what now. The most urgent first; of those who speak the language and have room, the one with the
 * least load, and among equals the one who has had none for longest. Somebody who let it pass is asked again only
 * after all others; after a while the language no longer counts.
 */
export function chooseOffers(
  waiting: readonly Waiting[],
  people: readonly Free[],
  routing: DeskValues['routing'],
  now: number,
): Offer[] {
  const held = waiting.filter(({ reservedUntil }) => reservedUntil !== null && reservedUntil > now);
  const free = people.map((person) => ({
    ...person,
    // What is offered already takes up room until it is taken or lapses.
    load: person.load + held.filter(({ offered }) => offered.at(-1) === person.id).length,
  }));
  const open = waiting
    .filter((one) => !held.includes(one))
    .sort(
      (one, other) =>
        urgency(other, routing, now) - urgency(one, routing, now) ||
        one.openedAt - other.openedAt ||
        (one.id < other.id ? -1 : 1),
    );
  const offers: Offer[] = [];
  for (const conversation of open) {
    const anybody = now - conversation.openedAt > routing.anyLanguageMinutes * 60_000;
    const able = free.filter(
      ({ load, capacity, languages }) =>
        load < capacity && (anybody || speaks(languages, conversation.language)),
    );
    const fresh = able.filter(({ id }) => !conversation.offered.includes(id));
    const [best] = (fresh.length > 0 ? fresh : able).sort(
      (one, other) =>
        one.load / one.capacity - other.load / other.capacity ||
        one.offeredAt - other.offeredAt ||
        (one.id < other.id ? -1 : 1),
    );
    if (best === undefined) continue;
    best.load += 1;
    best.offeredAt = now;
    offers.push({ handoffId: conversation.id, staffId: best.id });
  }
  return offers;
}

function speaks(languages: readonly string[], language: string | null): boolean {
  if (languages.length === 0 || language === null) return true;
  return languages.some((one) => one.split('-')[0] === language);
}
