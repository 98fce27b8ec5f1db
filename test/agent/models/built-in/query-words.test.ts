import { HumanMessage } from '@langchain/core/messages';
import { beforeAll, expect, it } from 'vitest';
import { readDialogue } from '../../../../src/agent/models/built-in/dialogue.ts';
import { asksSizes, queryOf } from '../../../../src/agent/models/built-in/query-words.ts';
import { createHelpSearch } from '../../../../src/prompts/search-help.ts';
import { testPrompts } from '../../../helpers/prompts.ts';

let search: ReturnType<typeof createHelpSearch>;
beforeAll(async () => {
  search = createHelpSearch((await testPrompts()).current().articles);
});

it.each([
  ['en', 'do I have to pay customs duties?'],
  ['zh', '需要交关税吗？'],
  ['es', '¿Tengo que pagar aduana?'],
  ['pt', 'Preciso pagar imposto de importação?'],
  ['fr', 'Faut-il payer des frais de douane ?'],
  ['de', 'Muss ich Zoll bezahlen?'],
  ['it', 'Devo pagare la dogana?'],
  ['ja', '関税は払う必要がありますか'],
  ['ko', '관세를 내야 하나요?'],
  ['ar', 'هل يجب دفع رسوم جمركية؟'],
  ['ru', 'а таможня платная?'],
  ['id', 'Apakah saya harus bayar bea cukai?'],
  ['vi', 'Tôi có phải trả thuế hải quan không?'],
  ['th', 'ต้องจ่ายภาษีนำเข้าไหม'],
])('finds the article on customs in %s: %s', async (locale, text) => {
  const query = queryOf(await readDialogue([new HumanMessage(text)], locale), 'shipping_policy');
  expect(search(query, { locale, limit: 1 }).map(({ id }) => id)).toEqual(['customs']);
});

it.each([
  ['en', 'how long does shipping take?'],
  ['fr', 'combien coûte la livraison ?'],
  ['ja', '送料はいくらですか'],
])('leaves the article on shipping its own question in %s: %s', async (locale, text) => {
  const query = queryOf(await readDialogue([new HumanMessage(text)], locale), 'shipping_policy');
  expect(search(query, { locale, limit: 1 }).map(({ id }) => id)).toEqual(['shipping']);
});

it.each([
  ['en', 'who pays the postage when I return something?'],
  ['zh', '退货运费谁出？'],
  ['es', '¿quién paga el envío de la devolución?'],
  ['pt', 'quem paga o frete da devolução?'],
  ['fr', 'qui paie les frais de port du retour ?'],
  ['de', 'Wer zahlt das Porto für die Rücksendung?'],
  ['it', 'Chi paga le spese di spedizione del reso?'],
  ['ja', '返品の送料はどちらの負担ですか'],
  ['ko', '반품 배송비는 누가 내나요?'],
  ['ar', 'من يدفع شحن الإرجاع؟'],
  ['ru', 'кто платит за доставку при возврате?'],
  ['id', 'ongkir retur siapa yang bayar?'],
  ['vi', 'trả hàng thì ai trả phí ship?'],
  ['th', 'คืนสินค้าใครจ่ายค่าส่ง'],
])('finds the article on returns for the way back in %s: %s', async (locale, text) => {
  const query = queryOf(await readDialogue([new HumanMessage(text)], locale), 'shipping_policy');
  expect(search(query, { locale, limit: 1 }).map(({ id }) => id)).toEqual(['returns']);
});

it.each([
  ['en', 'what sizes do you have?', 'all'],
  ['de', 'Welche Größen gibt es?', 'all'],
  ['ja', 'サイズは何がありますか', 'all'],
  ['ru', 'какие есть размеры?', 'all'],
  ['th', 'มีไซส์อะไรบ้าง', 'all'],
  ['en', 'do you have the robe in size L?', 'of_something'],
  ['es', '¿tienen la bata en talla L?', 'of_something'],
  ['en', 'do you have robes?', null],
])('knows in %s whether sizes are asked for: %s', async (locale, text, asked) => {
  expect(asksSizes(await readDialogue([new HumanMessage(text)], locale))).toBe(asked);
});
