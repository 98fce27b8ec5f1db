import { expect, it } from 'vitest';
import { understandCommand } from '../../src/cli/understand.ts';

async function answersTo(lines: readonly string[]) {
  let out = '';
  const status = await understandCommand(feed(lines), {
    write: (text) => {
      out += text;
    },
  });
  return { status, answers: out.trimEnd().split('\n').map(parsed) };
}

async function* feed(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}

function parsed(line: string): Record<string, unknown> {
  return JSON.parse(line);
}

const asked = (text: string, locale?: string) => JSON.stringify({ text, locale });

it('answers each line with exactly the agreed fields', async () => {
  const { status, answers } = await answersTo([
    asked('please cancel my order DM-20001, mail anna@example.com', 'en'),
    asked('我要退款', 'zh'),
    asked('how do refunds work?'),
  ]);
  expect(status).toBe(0);
  for (const answer of answers) {
    expect(Object.keys(answer)).toEqual([
      'intent',
      'confidence',
      'alternatives',
      'slots',
      'language',
      'decision',
      'proposal',
    ]);
    expect(Object.keys(answer.slots ?? {})).toEqual([
      'order',
      'tracking',
      'email',
      'phone',
      'amount',
      'date',
      'quantity',
      'product',
    ]);
  }
  expect(answers.map(({ proposal }) => proposal)).toEqual(['cancellation', 'refund', null]);
  expect(answers[0]).toMatchObject({
    intent: 'cancel_order',
    slots: { order: 'DM-20001', email: 'anna@example.com' },
    language: 'en',
    decision: 'answer',
  });
});

it('answers bad lines with an error, goes on, and says so at the end', async () => {
  const { status, answers } = await answersTo([
    'no json',
    '{"words":"x"}',
    '{"text":7}',
    asked('where is my parcel?'),
  ]);
  expect(status).toBe(1);
  expect(answers.slice(0, 3).every((answer) => 'error' in answer)).toBe(true);
  expect(answers[3]).toMatchObject({ intent: 'track_shipment' });
});

it.each([
  ['an empty text', ''],
  ['blanks and line breaks', ' \n\t '],
  ['signs alone', '🙂🙂 … !!'],
])('asks what is meant by %s', async (_, text) => {
  const { status, answers } = await answersTo([asked(text)]);
  expect(status).toBe(0);
  expect(answers[0]).toMatchObject({ decision: 'clarify', proposal: null });
});

it('takes a locale it does not know for none', async () => {
  const { status, answers } = await answersTo([
    asked('Wo ist mein Paket?', 'xx-YY'),
    asked('Wo ist mein Paket?', ''),
  ]);
  expect(status).toBe(0);
  for (const answer of answers)
    expect(answer).toMatchObject({ intent: 'track_shipment', language: 'de' });
});
