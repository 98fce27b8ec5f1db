import { describe, expect, it } from 'vitest';
import type { DeskValues } from '../../src/prompts/desk-values.ts';
import { createPromptSource } from '../../src/prompts/prompt-source.ts';
import { testPrompts } from '../helpers/prompts.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { anOrder, aShop } from '../helpers/shop.ts';

const SHOP = aShop({
  orders: [anOrder({ status: 'delivered', deliveredAt: '2026-03-05T10:00:00Z' })],
});

/** The clock of the tests stands on a Sunday morning. */
async function servicesWith(hours: DeskValues['hours']) {
  const { current } = await testPrompts();
  const prompts = createPromptSource({ ...current(), desk: { ...current().desk, hours } });
  return testServices({ shop: SHOP, inputs: { prompts } });
}

const WEEKDAYS: DeskValues['hours'] = {
  timeZone: 'Europe/Berlin',
  week: { mon: ['09:00-18:00'], tue: ['09:00-18:00'] },
  holidays: ['2026-03-09'],
};

describe('outside business hours', () => {
  it('says when somebody answers, takes an address, and keeps helping', async () => {
    const services = await servicesWith(WEEKDAYS);
    const id = await startConversation(services);
    const called = await say(services, id, 'I want to talk to a person');
    // Monday is a holiday; the shop's clocks stand in Berlin, the shopper's zone is unknown.
    expect(called.reply).toContain('March 10, 2026');
    expect(called.reply).not.toContain('They will answer right here');
    expect(called.of('handoff-opened')).toHaveLength(1);
    expect(await services.desk.line.progress(id)).toMatchObject({
      place: 1,
      opensAt: '2026-03-10T08:00:00.000Z',
    });
    const noted = await say(services, id, 'my address is greta@example.com');
    expect(noted.reply).toContain('sees this address');
    expect((await services.handoffs.current(id))?.contact).toBe('greta@example.com');
    const helped = await say(services, id, 'How long do I have to return something?');
    expect(helped.reply).toContain('30');
  });

  it('says nothing of hours while somebody is there', async () => {
    const services = await servicesWith(undefined);
    const { reply } = await say(
      services,
      await startConversation(services),
      'I want to talk to a person',
    );
    expect(reply).toContain('They will answer right here');
  });
});

describe('after a person handed back', () => {
  async function handedBack(first: string, note: string) {
    const services = await testServices({ shop: SHOP });
    const id = await startConversation(services);
    await say(services, id, first);
    const handoff = await services.handoffs.current(id);
    const { staff } = await services.staff.add({ name: 'Mia', role: 'agent' });
    await services.handoffs.claim(handoff?.id ?? '', staff);
    await services.desk.replies.send(handoff?.id ?? '', staff, {
      text: 'I have written to your bank.',
      clientMessageId: '1',
    });
    await services.handoffs.handBack(handoff?.id ?? '', staff, note);
    await services.turns.run(id);
    return { services, id };
  }

  it('does not call another one for the same cause, but does for a wish or a danger', async () => {
    const { services, id } = await handedBack(
      'I will file a chargeback with my bank',
      'bank is informed',
    );
    const again = await say(services, id, 'So the chargeback is settled?');
    expect(again.of('handoff-opened')).toHaveLength(0);
    expect((await services.conversations.find(id))?.owner).toBe('assistant');
    expect(
      (await say(services, id, 'I want to talk to a person')).of('handoff-opened'),
    ).toHaveLength(1);
    const other = await handedBack('I will file a chargeback with my bank', '');
    const danger = await say(
      other.services,
      other.id,
      'The lamp caught fire, my son is in hospital',
    );
    expect(danger.of('handoff-opened')).toHaveLength(1);
  });

  it('lets the model read the note and what the person wrote', async () => {
    const services = await testServices({
      shop: SHOP,
      script: [{ text: 'The parcel was sent again, as my colleague told you.' }],
    });
    const id = await startConversation(services);
    const { handoff } = await services.handoffs.open(id, { reason: 'asked', summary: '' });
    const { staff } = await services.staff.add({ name: 'Mia', role: 'agent' });
    await services.handoffs.claim(handoff.id, staff);
    const send = { text: 'We send your parcel again.', clientMessageId: '1' };
    await services.desk.replies.send(handoff.id, staff, send);
    await services.handoffs.handBack(handoff.id, staff, 'second parcel leaves tomorrow');
    await say(services, id, 'Thanks, so what happens now?');
    const seen = JSON.stringify(services.scripted?.calls.map(({ messages }) => messages));
    expect(seen).toContain('second parcel leaves tomorrow');
    expect(seen).toContain('We send your parcel again.');
  });

  it('answers what the person left unanswered', async () => {
    const services = await testServices({ shop: SHOP });
    const id = await startConversation(services);
    const { handoff } = await services.handoffs.open(id, { reason: 'asked', summary: '' });
    const { staff } = await services.staff.add({ name: 'Mia', role: 'agent' });
    await services.handoffs.claim(handoff.id, staff);
    const silent = await say(services, id, 'How long do I have to return something?');
    expect(silent.reply).toBe('');
    await services.time.advance(11 * 60_000);
    await services.recover();
    await services.turns.run(id);
    const events = (await services.log.read(id)).map(({ event }) => event);
    expect(
      events.find((event) => event.type === 'handoff-opened' && event.cause === 'lapsed'),
    ).toBeDefined();
    const last = events.findLast((event) => event.type === 'message-end');
    expect(last).toMatchObject({ author: 'assistant', text: expect.stringContaining('30') });
  });
});

it('knows what is at stake, and puts the urgent first', async () => {
  const services = await testServices({ shop: SHOP });
  const calm = await startConversation(services);
  await say(services, calm, 'I want to talk to a person');
  const urgent = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  await say(services, urgent, 'Where is order DM-20001?');
  await say(services, urgent, 'My lawyer will hear of this');
  const { rows } = await services.desk.queue.list(
    { tab: 'waiting', offset: 0, limit: 10 },
    'nobody',
  );
  expect(rows.find(({ conversationId }) => conversationId === urgent)?.value?.currency).toBe('EUR');
  expect(await services.desk.line.progress(urgent)).toMatchObject({ place: 1 });
  expect(await services.desk.line.progress(calm)).toMatchObject({ place: 2 });
});
