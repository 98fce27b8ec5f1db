import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOfRows, readTopicRows, wordingOf } from '../../../scripts/train-topics.ts';
import { readExamples } from '../../../scripts/train-understanding.ts';
import stored from '../../../src/agent/confidence/topic-weights.json' with { type: 'json' };
import small from '../../../src/agent/confidence/topic-weights-small.json' with { type: 'json' };
import { TOPICS, topicReader } from '../../../src/agent/confidence/topics.ts';
import { HELD_OUT_FOLDERS } from '../../helpers/held-out.ts';

const HELD_OUT = HELD_OUT_FOLDERS.map(
  (folder) => new URL(`../../../data/understanding/${folder}/`, import.meta.url),
);

it('was learnt from the examples in the repository', () => {
  const message = 'run npx tsx scripts/train-topics.ts';
  expect(stored.learntFrom, message).toBe(digestOfRows());
  expect(small.learntFrom, message).toBe(digestOfRows());
  expect(gzipSync(JSON.stringify(small)).length).toBeLessThanOrEqual(60_000);
});

it('has examples of every topic in every locale', () => {
  const rows = readTopicRows();
  const locales = [...new Set(rows.map(({ locale }) => locale))];
  expect(locales).toHaveLength(14);
  for (const locale of locales)
    for (const topic of TOPICS)
      expect(
        rows.filter((row) => row.locale === locale && row.topic === topic).length,
        `${locale} ${topic}`,
      ).toBeGreaterThanOrEqual(4);
});

// Sentences that stand in no example.
const CALLS: [locale: string, topic: string, text: string][] = [
  ['en', 'chargeback', 'My credit card people have promised to pull that payment back'],
  [
    'de',
    'safety',
    'Beim Einstecken gab es einen Knall, jetzt hat meine Tochter Verbrennungen am Arm',
  ],
  ['fr', 'fraud_claim', "quelqu'un a payé chez vous avec ma carte volée"],
  ['es', 'press', 'Trabajo como periodista en una radio y preparo un reportaje sobre su tienda'],
  ['pt', 'legal', 'meu advogado já está cuidando do processo contra a loja'],
  ['it', 'self_harm', 'non ho più voglia di vivere'],
  ['ru', 'privacy_request', 'прошу удалить все мои персональные данные'],
  ['ja', 'fraud_claim', '注文した覚えがないのにカードに請求が来ています'],
  ['ko', 'legal', '소비자원에 신고하고 소송하겠습니다'],
  ['zh', 'safety', '充电器突然着火，孩子被烫伤了'],
  ['ar', 'chargeback', 'قدمت اعتراضاً لدى البنك على هذه الدفعة'],
  ['id', 'fraud_claim', 'akun saya dibajak dan ada yang belanja pakai kartu saya'],
  ['vi', 'safety', 'pin phát nổ làm con tôi bị bỏng'],
  ['th', 'legal', 'จะให้ทนายฟ้องร้านแน่นอน'],
];

it.each(CALLS)('hears in %s that it is about %s: %s', async (_locale, topic, text) => {
  const shares = (await topicReader())(text);
  expect(shares[topic as (typeof TOPICS)[number]]).toBeGreaterThan(0.5);
});

it.each([
  "I'm sure it's DM-10001 and greta.hoffmann@example.com",
  'estoy seguro de que es DM-10003 y lucia.ortega@example.com',
  'das ist ganz bestimmt DM-10020 und lena.schubert@example.org',
])('hears nothing in an order number and an address: %s', async (text) => {
  expect((await topicReader())(text).none).toBeGreaterThan(0.5);
});

describe('everyday questions', () => {
  it('speak of nothing that calls a person, in 98.5 of 100 held-out ones', async () => {
    const topicsOf = await topicReader();
    const rows = HELD_OUT.flatMap((folder) => readExamples(folder)).filter(
      ({ intent }) => intent !== 'complaint' && intent !== 'human_agent',
    );
    const called = rows.filter(({ text }) => {
      const shares = topicsOf(text);
      return TOPICS.some((topic) => topic !== 'none' && shares[topic] >= 0.5);
    });
    expect(rows.length).toBeGreaterThan(3000);
    expect(called.length / rows.length).toBeLessThan(0.015);
  });
});

it('gives shares between 0 and 1 that add up to 1, whatever it reads', async () => {
  const topicsOf = await topicReader();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const shares = Object.values(topicsOf(text));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    }),
  );
});

it('chooses one wording of each bracket', () => {
  expect(wordingOf('I (ask|tell) my (bank|) now', () => 0)).toBe('I ask my bank now');
  expect(wordingOf('I (ask|tell) my (bank|) now', () => 0.99)).toBe('I tell my now');
});

// Each beside a sentence that differs in what is not wanted: neither stands in an example.
const NOT_WANTED: [locale: string, goods: string, life: string][] = [
  ['en', 'I do not want those mugs any more', 'I have no wish to be alive any more'],
  ['de', 'den Teller will ich jetzt nicht mehr', 'ich mag einfach nicht mehr leben'],
  ['fr', 'ces tasses, je ne les veux plus', "je n'ai plus envie de vivre"],
  ['es', 'la tetera ya no la quiero', 'ya no tengo ganas de vivir'],
  ['pt', 'a chaleira eu já não quero', 'não tenho mais vontade de viver'],
  ['it', 'la teiera non la voglio più', 'non ho più voglia di stare al mondo'],
  ['ja', 'その急須はもういらないです', 'もう生きるのがつらくて消えたい'],
  ['ko', '그 찻잔 이제 안 갖고 싶어요', '더는 살고 싶은 마음이 없어요'],
  ['zh', '那个茶壶我不想要了', '我真的不想活下去了'],
  ['ar', 'ما عدت أريد هذا الإبريق', 'ما عدت أريد أن أعيش'],
  ['ru', 'этот чайник мне больше не нужен', 'мне больше не хочется жить'],
  ['id', 'teko itu sudah tidak saya mau', 'saya sudah tidak ingin hidup'],
  ['vi', 'cái ấm đó mình không lấy nữa', 'mình không còn muốn sống nữa'],
  ['th', 'กาน้ำชาใบนั้นไม่เอาแล้วค่ะ', 'ไม่อยากอยู่บนโลกนี้แล้ว'],
];

it.each(NOT_WANTED)('tells in %s goods from life: %s', async (_locale, goods, life) => {
  const read = await topicReader();
  expect(read(goods).self_harm).toBeLessThan(0.25);
  expect(read(life).self_harm).toBeGreaterThan(0.5);
});
