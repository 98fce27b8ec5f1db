import { beforeEach, expect, it } from 'vitest';
import { demoShop } from '../../../../src/shop/demo-shop.ts';
import {
  say,
  startConversation,
  type TestServices,
  testServices,
} from '../../../helpers/services.ts';

/* What sounds like no business of a shop's, and is all the same: a fragment that leans on the talk, goods of unusual names. */

let services: TestServices;

beforeEach(async () => {
  services = await testServices();
});

/** The beginning of the reply to what is no business of the shop. */
const OUTSIDE: Record<string, string> = {
  en: "That's outside",
  de: 'Dabei ka',
  fr: 'Désolé, ',
  ja: '申し訳ございませ',
  ar: 'عذرًا، ل',
};

async function replyTo(locale: string, ...texts: string[]): Promise<string> {
  const id = await startConversation(services, { localeHint: locale });
  for (const text of texts) await say(services, id, text);
  const events = await services.log.read(id);
  const last = events.findLast(
    ({ event }) => event.type === 'message-end' && event.author === 'assistant',
  )?.event;
  return last?.type === 'message-end' ? last.text : '';
}

it.each([
  ['en', 'where is DM-10001?', 'what does that mean?'],
  ['en', 'when does DM-10001 arrive?', 'what should I do?'],
  ['de', 'wo ist DM-10001?', 'und was heißt das?'],
  ['fr', 'où est DM-10001 ?', 'ça veut dire quoi ?'],
  ['ja', 'DM-10001はどこですか', 'どういう意味？'],
  ['ar', 'أين الطلب DM-10001؟', 'ماذا يعني هذا؟'],
])(
  'asks in %s what is meant by a fragment that leans on the talk: %s %s',
  async (locale, first, fragment) => {
    const reply = await replyTo(locale, first, fragment);
    expect(reply).not.toContain(OUTSIDE[locale]);
  },
);

it('still declines what is no business of the shop in the middle of a talk', async () => {
  const reply = await replyTo(
    'en',
    'where is DM-10001?',
    'who won the world cup in 1998 and who scored?',
  );
  expect(reply).toContain("That's outside what I can help with");
});

it.each([
  ['de', 'spiel mir ein Lied', 'Dabei kann ich leider nicht helfen'],
  ['en', 'book me a flight to Osaka', "That's outside"],
])('takes no goods for meant that share parts of words, in %s: %s', async (locale, text, reply) => {
  services = await testServices({ shop: demoShop(() => Date.parse('2026-03-08T09:00:00Z')) });
  expect(await replyTo(locale, text)).toContain(reply);
});

it.each(['gaiwan?', 'got a gaiwan'])(
  'looks into the catalogue before it declines what may be goods: %s',
  async (text) => {
    services = await testServices({ shop: demoShop(() => Date.parse('2026-03-08T09:00:00Z')) });
    expect(await replyTo('en', text)).toContain('Celadon gaiwan set');
  },
);
