import { HumanMessage } from '@langchain/core/messages';
import { beforeAll, expect, it } from 'vitest';
import { readDialogue } from '../../../../src/agent/models/built-in/dialogue.ts';
import { queryOf } from '../../../../src/agent/models/built-in/query-words.ts';
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
])('finds the article on customs in %s: %s', (locale, text) => {
  const query = queryOf(readDialogue([new HumanMessage(text)], locale), 'shipping_policy');
  expect(search(query, { locale, limit: 1 }).map(({ id }) => id)).toEqual(['customs']);
});

it.each([
  ['en', 'how long does shipping take?'],
  ['fr', 'combien coûte la livraison ?'],
  ['ja', '送料はいくらですか'],
])('leaves the article on shipping its own question in %s: %s', (locale, text) => {
  const query = queryOf(readDialogue([new HumanMessage(text)], locale), 'shipping_policy');
  expect(search(query, { locale, limit: 1 }).map(({ id }) => id)).toEqual(['shipping']);
});
