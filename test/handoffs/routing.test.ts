import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseOffers, type Free, type Waiting } from '../../src/handoffs/choose-offers.ts';
import { startConversation, testServices } from '../helpers/services.ts';

const MINUTE = 60_000;
const routing = {
  offerSeconds: 60,
  anyLanguageMinutes: 15,
  pointsPerMinute: 2,
  pointsPerHundred: 2,
  mostForValue: 20,
  reasons: {},
};
const now = 100 * MINUTE;

const aWaiting = (id: string, changes: Partial<Waiting> = {}): Waiting => ({
  id,
  language: 'en',
  priority: 0,
  openedAt: now - MINUTE,
  reservedUntil: null,
  offered: [],
  ...changes,
});
const aPerson = (id: string, changes: Partial<Free> = {}): Free => ({
  id,
  languages: [],
  load: 0,
  capacity: 5,
  offeredAt: 0,
  ...changes,
});
const choose = (waiting: Waiting[], people: Free[], at = now) =>
  chooseOffers(waiting, people, routing, at).map(({ handoffId, staffId }) => [handoffId, staffId]);

describe('an offer', () => {
  it('goes to somebody who speaks the language, until it has waited too long for that', () => {
    const german = aWaiting('h', { language: 'de' });
    expect(
      choose(
        [german],
        [aPerson('a', { languages: ['fr'] }), aPerson('b', { languages: ['de-AT'] })],
      ),
    ).toEqual([['h', 'b']]);
    expect(choose([german], [aPerson('a', { languages: ['fr'] })])).toEqual([]);
    expect(choose([german], [aPerson('a', { languages: ['fr'] })], now + 15 * MINUTE)).toEqual([
      ['h', 'a'],
    ]);
  });

  it('goes to whoever has the most room, then to whoever had none for longest, and never beyond capacity', () => {
    const people = [
      aPerson('a', { load: 2 }),
      aPerson('b', { load: 1, offeredAt: 5 }),
      aPerson('c', { load: 1, offeredAt: 3 }),
      aPerson('d', { load: 1, capacity: 1 }),
    ];
    expect(
      choose([aWaiting('h1'), aWaiting('h2'), aWaiting('h3')], people).map(([, id]) => id),
    ).toEqual(['c', 'b', 'a']);
    expect(choose([aWaiting('h')], [aPerson('d', { load: 1, capacity: 1 })])).toEqual([]);
  });

  it('goes on to the next one when it was let pass, and comes back only after all', () => {
    const people = [aPerson('a'), aPerson('b')];
    expect(choose([aWaiting('h', { offered: ['a'], reservedUntil: now - 1 })], people)).toEqual([
      ['h', 'b'],
    ]);
    expect(choose([aWaiting('h', { offered: ['a', 'b'] })], people)).toEqual([['h', 'a']]);
    expect(choose([aWaiting('h', { offered: ['a'], reservedUntil: now + 1 })], people)).toEqual([]);
  });

  it('takes the urgent first, and the old before the urgent in the end', () => {
    const one = [aPerson('a', { capacity: 1 })];
    const urgent = aWaiting('urgent', { priority: 80 });
    expect(choose([aWaiting('calm'), urgent], one)).toEqual([['urgent', 'a']]);
    expect(choose([aWaiting('calm', { openedAt: now - 45 * MINUTE }), urgent], one)).toEqual([
      ['calm', 'a'],
    ]);
  });

  it('reaches everything: no stream of urgent matters starves a calm one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 4 }),
        (priority, seats) => {
          const calm = aWaiting('calm', { openedAt: 0 });
          const bound = priority / routing.pointsPerMinute + 2;
          for (let minute = 0; minute <= bound; minute += 1) {
            // Every minute more urgent matters arrive than there are seats.
            const urgent = Array.from({ length: seats + 2 }, (_, index) =>
              aWaiting(`u${minute}-${index}`, { priority, openedAt: minute * MINUTE }),
            );
            const people = Array.from({ length: seats }, (_, index) =>
              aPerson(`p${index}`, { capacity: 1 }),
            );
            const offers = chooseOffers([calm, ...urgent], people, routing, minute * MINUTE);
            if (offers.some(({ handoffId }) => handoffId === 'calm')) return true;
          }
          return false;
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is shared fairly among equals', () => {
    let people = ['a', 'b', 'c'].map((id) => aPerson(id, { capacity: 100 }));
    const counts = new Map<string, number>();
    for (let index = 0; index < 90; index += 1) {
      const [offer] = chooseOffers([aWaiting(`h${index}`)], people, routing, now + index);
      counts.set(offer?.staffId ?? '', (counts.get(offer?.staffId ?? '') ?? 0) + 1);
      people = people.map((person) =>
        person.id === offer?.staffId ? { ...person, offeredAt: now + index } : person,
      );
    }
    expect([...counts.values()]).toEqual([30, 30, 30]);
  });
});

it('offers what waits to whoever is online, again to the next, and everybody may still claim', async () => {
  const services = await testServices();
  const online = async (name: string) => {
    const { staff } = await services.staff.add({ name, role: 'agent' });
    await services.staff.change(staff.id, { status: 'online' });
    await services.staff.seen(staff.id);
    return staff;
  };
  const ana = await online('Ana');
  const ben = await online('Ben');
  const id = await startConversation(services);
  const { handoff } = await services.handoffs.open(id, { reason: 'asked', summary: '' });
  const offeredTo = async () => (await services.handoffs.find(handoff.id))?.reservedFor?.id;
  await services.recover();
  const first = await offeredTo();
  expect([ana.id, ben.id]).toContain(first);
  await services.time.advance(61_000);
  await services.recover();
  expect(await offeredTo()).toBe(first === ana.id ? ben.id : ana.id);
  expect(await services.handoffs.claim(handoff.id, first === ana.id ? ana : ben)).toEqual({
    ok: true,
  });
});
