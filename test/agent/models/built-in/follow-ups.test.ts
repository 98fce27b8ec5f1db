import { AIMessage, HumanMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { readDialogue } from '../../../../src/agent/models/built-in/dialogue.ts';

const AFTER_REFUND: readonly (readonly [string, string, string, string])[] = [
  ['en', 'please refund order DM-10042', 'yes', 'and when does it arrive?'],
  ['en', 'please refund order DM-10042', 'yes', 'when do I get my money?'],
  ['zh', '订单DM-10042我要退款', '好的', '那什么时候到？'],
  ['es', 'quiero el reembolso del pedido DM-10042', 'sí', '¿y cuándo llega?'],
  ['pt', 'quero reembolso do pedido DM-10042', 'sim', 'e quando chega?'],
  ['fr', 'je veux être remboursé pour DM-10042', 'oui', 'ça arrive quand ?'],
  ['de', 'bitte DM-10042 erstatten', 'ja', 'Wann kommt mein Geld?'],
  ['ja', 'DM-10042を返金してください', 'はい', 'いつ入りますか？'],
  ['ar', 'اريد استرداد مبلغ الطلب DM-10042', 'نعم', 'متى يوصل؟'],
];

describe('questions that lean on what was said before', () => {
  it.each(AFTER_REFUND)(
    'asks for the money after a refund in %s: %s, %s, %s',
    async (locale, ...said) => {
      expect(await wishesAfter(locale, said)).toEqual(['payment_status']);
    },
  );

  it.each([
    ['en', 'where is my parcel'],
    ['de', 'wo ist mein Paket'],
    ['fr', 'où est mon colis ?'],
  ])('leaves the parcel its own question in %s', async (locale, question) => {
    expect(await wishesAfter(locale, ['refund DM-10042 please', 'yes', question])).toEqual([
      'track_shipment',
    ]);
  });

  it.each([
    ['en', 'where is order DM-10042?', 'and when was I charged?'],
    ['de', 'wo ist DM-10042?', 'und wann ist das Geld abgebucht worden?'],
    ['es', '¿dónde está el pedido DM-10042?', '¿y cuándo me cobraron?'],
    ['ja', '注文DM-10042はどこですか', 'いつ引き落とされましたか'],
  ])('asks for the payment of an order in %s: %s, %s', async (locale, ...said) => {
    expect(await wishesAfter(locale, said)).toEqual(['payment_status']);
  });

  it('never proposes a refund again for a question about one', async () => {
    for (const [locale, ...said] of AFTER_REFUND)
      expect(await wishesAfter(locale, said)).not.toContain('refund_request');
  });
});

it.each([
  ['en', 'where is my order DM-10001?', 'please cancel it'],
  ['en', 'where is my order DM-10001?', 'cancel it'],
  ['zh', '订单DM-10001到哪了', '取消吧'],
  ['ko', 'DM-10026 배송 어디쯤이에요?', '취소해 주세요'],
])(
  'takes "cancel it" for a wish where nothing was proposed, in %s: %s, %s',
  async (locale, ...said) => {
    expect(await wishesAfter(locale, said)).toEqual(['cancel_order']);
  },
);

it.each([
  ['en', 'do you have cups?', 'do you have vases?'],
  ['en', 'how do I place an order?', 'do you have wind chimes?'],
  ['en', 'do you have cups?', 'do you have a red scarf?'],
  ['de', 'haben Sie Tassen?', 'haben Sie auch den Schal?'],
  ['fr', 'avez-vous des tasses ?', 'et une écharpe rouge ?'],
])('looks for the goods that a second question names, in %s: %s, %s', async (locale, ...said) => {
  const { wishText } = await dialogueAfter(locale, said);
  expect(wishText).toBe(said.at(-1));
});

it('hears no colour in "do"', async () => {
  expect(await wishesAfter('en', ['do you have cups?', 'and what should I do now?'])).toEqual([]);
});

it.each([
  ['en', 'do you have a teapot?', 'and in red?'],
  ['en', 'do you have a teapot?', 'the blue one please'],
  ['de', 'haben Sie Teekannen?', 'auch in Schwarz?'],
  ['vi', 'shop có ấm trà không?', 'có màu đỏ không?'],
])('takes a colour alone for one of the goods before, in %s: %s, %s', async (locale, ...said) => {
  const { wishText } = await dialogueAfter(locale, said);
  expect(wishText).toBe(said[0]);
});

async function wishesAfter(locale: string, said: readonly string[]): Promise<readonly string[]> {
  return (await dialogueAfter(locale, said)).wishes;
}

function dialogueAfter(locale: string, said: readonly string[]) {
  const messages = said.flatMap((text, index) =>
    index === said.length - 1
      ? [new HumanMessage(text)]
      : [new HumanMessage(text), new AIMessage('…')],
  );
  return readDialogue(messages, locale);
}

it.each([
  ['en', 'I want to talk to a human', 'how long will that take?', 'human_agent'],
  ['es', 'quiero hablar con un humano', '¿cuánto tardan?', 'human_agent'],
  ['en', 'I want to send something back', 'how much time do I have?', 'return_exchange'],
  ['ru', 'хочу вернуть товар', 'сколько у меня времени?', 'return_exchange'],
  ['ru', 'хочу вернуть товар', 'кто платит за пересылку?', 'return_exchange'],
  ['de', 'ich möchte etwas zurückschicken', 'wer zahlt das Porto?', 'return_exchange'],
  ['zh', '你们支持支付宝吗', '那微信', 'payment_methods'],
  ['de', 'welche Zahlungsarten gibt es?', 'und Klarna?', 'payment_methods'],
])('takes up what was asked, in %s: %s, %s', async (locale, first, then, wish) => {
  expect(await wishesAfter(locale, [first, then])).toEqual([wish]);
});
