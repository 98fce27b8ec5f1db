import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectSameWords, useDesks } from './desk-page.ts';
import { hasBrowser, screenshot } from './widget-page.ts';

const MOST_BYTES = 60_000;

test('the desk is one file of at most 60 kB, compressed', () => {
  const script = readFileSync(new URL('../../dist/browser/desk.js', import.meta.url));
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
});

describe.skipIf(!hasBrowser)('a shopper and the desk', () => {
  /** moves the service's clock ahead of the browsers' */
  let ahead = 0;
  const at = useDesks(['Mia', 'Noor'], { inputs: { now: () => Date.now() + ahead } });
  const { desks } = at;

  test('talk live, word for word on both sides', async () => {
    const { Mia: mia } = desks;
    const shopper = await at.waiting('Where is DM-10001? I want a human please');
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.say('Hello, this is Mia. I am looking at your parcel now.');
    await shopper.widget.messages.filter({ hasText: 'this is Mia' }).waitFor();
    await shopper.widget.say('Thank you Mia');
    await mia.page.locator('.message.shopper', { hasText: 'Thank you Mia' }).waitFor();
    await screenshot(mia.page, 'desk-live');
    await expectSameWords(at.shop, shopper, mia);
    await mia.resolve();
    expect([...mia.problems, ...shopper.problems]).toEqual([]);
  });

  test('are joined once when two claim at the same moment, and the other learns who won', async () => {
    const { Mia: mia, Noor: noor } = desks;
    const shopper = await at.waiting();
    await Promise.all([mia.open(shopper.id), noor.open(shopper.id)]);
    await Promise.all([
      // The loser's button is gone before it is pressed, or its claim comes too late.
      mia.act('Claim', 2000).catch(() => undefined),
      noor.act('Claim', 2000).catch(() => undefined),
    ]);
    await expect
      .poll(async () =>
        (
          await Promise.all([mia, noor].map((desk) => desk.owner.locator('b').textContent()))
        ).sort(),
      )
      .toEqual([
        expect.stringMatching(/^(Mia|Noor) has this conversation\.$/),
        'You have this conversation.',
      ]);
    const winner = (await mia.owner.textContent())?.startsWith('You') ? mia : noor;
    const loser = winner === mia ? noor : mia;
    expect(await loser.page.getByLabel('Reply to the shopper').count()).toBe(0);
    const claims = (await at.shop.services.log.read(shopper.id)).filter(
      ({ event }) => event.type === 'handoff-claimed',
    );
    expect(claims).toHaveLength(1);
    await expectSameWords(at.shop, shopper, winner);
    await expectSameWords(at.shop, shopper, loser);
    await winner.resolve();
    // The claim that came too late was answered 409.
    mia.problems.length = noor.problems.length = 0;
  });

  test('go on with a colleague who takes over; the words the other had begun are kept', async () => {
    const { Mia: mia, Noor: noor } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await noor.open(shopper.id);
    await mia.act('Claim');
    await mia.say('Mia here');
    await shopper.widget.messages.filter({ hasText: 'Mia here' }).waitFor();
    await mia.note('Ocelot: knows the courier');
    await mia.page.getByLabel('Reply to the shopper').fill('I was about to say');
    await noor.act('Take over');
    await noor.owner.getByText('You have this conversation.').waitFor();
    await mia.page.getByText('Your draft is kept: I was about to say').waitFor();
    await noor.say('A colleague here now');
    await shopper.widget.messages.filter({ hasText: 'A colleague here now' }).waitFor();
    for (const desk of [mia, noor]) await expectSameWords(at.shop, shopper, desk, ['Ocelot']);
    await noor.resolve();
    expect([...mia.problems, ...noor.problems, ...shopper.problems]).toEqual([]);
  });

  test('see all tabs of the queue, and who has a conversation, said once', async () => {
    const { Mia: mia, Noor: noor } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await noor.open(shopper.id);
    await noor.owner.getByText('Mia has this conversation.').waitFor();
    await mia.owner.getByText('Noor looks at this too').waitFor();
    expect(await noor.owner.getByText('looks').count()).toBe(0);
    await noor.page.getByRole('tab', { name: /^All/ }).click();
    const people = noor.page.locator('.row.open .row-people');
    await expect.poll(() => people.textContent()).toBe('Mia');
    const cut = await noor.page
      .getByRole('tablist', { name: 'Tabs of the queue' })
      .evaluate((list) => {
        const edge = list.getBoundingClientRect().right;
        return [...list.children].filter((tab) => tab.getBoundingClientRect().right > edge).length;
      });
    expect(cut).toBe(0);
    await mia.resolve();
  });

  test('keep notes apart', async () => {
    const { Mia: mia, Noor: noor } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.note('Zebra: looks like a reseller, ask @Noor ');
    await noor.open(shopper.id);
    await noor.page.locator('.message.internal', { hasText: 'Zebra' }).waitFor();
    await mia.say('One moment please');
    await shopper.widget.messages.filter({ hasText: 'One moment please' }).waitFor();
    await shopper.page.reload();
    await shopper.widget.messages.filter({ hasText: 'One moment please' }).waitFor();
    await expectSameWords(at.shop, shopper, mia, ['Zebra', 'reseller']);
    expect(JSON.stringify(await at.shop.services.log.read(shopper.id))).not.toContain('Zebra');
    await mia.resolve();
  });

  test('part with a note for the assistant, and a second call is a new place in the queue', async () => {
    const { Mia: mia } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.act('Back to the assistant');
    await mia.page.getByLabel(/Note for the assistant/).fill('Promised to look again on Friday');
    await mia.page.getByRole('button', { name: 'Hand back' }).click();
    await mia.owner.getByText('The assistant answers.').waitFor();
    await shopper.widget.say('Which payment methods do you take?');
    await mia.page.locator('.message.assistant', { hasText: 'PayPal' }).waitFor();
    await shopper.widget.say('I want to talk to a person again please');
    await mia.owner.getByText('Waits for a person.').waitFor();
    await mia.act('Claim');
    await mia.say('Back again');
    await shopper.widget.messages.filter({ hasText: 'Back again' }).waitFor();
    await expectSameWords(at.shop, shopper, mia, ['Friday']);
    await mia.resolve();
  });

  test('find each other again when a person vanishes', async () => {
    const { Mia: mia, Noor: noor } = desks;
    const shopper = await at.waiting();
    await mia.open(shopper.id);
    await mia.act('Claim');
    await mia.owner.getByText('You have this conversation.').waitFor();
    await mia.note('Heron: back in a minute');
    ahead += 11 * 60_000;
    await at.shop.services.recover();
    await noor.row(shopper.id).waitFor();
    await noor.open(shopper.id);
    for (const desk of [mia, noor]) await desk.owner.getByText('Waits for a person.').waitFor();
    await noor.act('Claim');
    await noor.say('I have taken this on');
    await shopper.widget.messages.filter({ hasText: 'I have taken this on' }).waitFor();
    for (const desk of [mia, noor]) await expectSameWords(at.shop, shopper, desk, ['Heron']);
    await noor.resolve();
  });

  test('hear nothing of the assistant once a person has claimed', async () => {
    const shopper = await at.waiting();
    const { Mia: mia } = desks;
    await mia.open(shopper.id);
    await mia.act('Claim');
    await shopper.widget.say('Where is DM-10001? greta.hoffmann@example.com');
    await mia.page.locator('.message.shopper', { hasText: 'DM-10001' }).waitFor();
    await mia.say('I will look it up myself');
    await shopper.widget.messages.filter({ hasText: 'look it up myself' }).waitFor();
    await expectSameWords(at.shop, shopper, mia);
    const authors = (await at.shop.services.log.read(shopper.id)).flatMap(({ event }) =>
      event.type === 'message-end' ? [event.author] : [],
    );
    expect(authors.slice(-2)).toEqual(['customer', 'human_agent']);
    await mia.resolve();
  });
});
