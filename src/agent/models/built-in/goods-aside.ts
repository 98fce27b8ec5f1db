import type { z } from 'zod';
import type { productViewSchema } from '../../tools/results.ts';
import type { Dialogue } from './dialogue.ts';
import { call, type PlannedCall, resultOf } from './planned-call.ts';
import { productNamed } from './product-named.ts';
import { namesNoGoods, queryOf } from './query-words.ts';

/*
 * Goods have names that no example holds, and one of them alone ("gaiwan?") sounds like the world outside. The catalogue knows
 * its own, so what may be goods is looked up before it is declined.
 */

/** The look-up before a message is declined; none where a question of goods is unlikely or nothing is left to search for. */
export function asideCalls(dialogue: Dialogue): PlannedCall[] {
  const { current, wishes, situation } = dialogue;
  if (wishes.length > 0 || current.intent !== 'out_of_scope') return [];
  const ofGoods = current.alternatives.find(({ intent }) => intent === 'product_question');
  const isName = current.text.trim().split(/\s+/u).length <= WORDS_OF_NAME;
  if (!isName && (ofGoods?.confidence ?? 0) < MAY_BE_GOODS) return [];
  return namesNoGoods(current.text, situation.locale)
    ? []
    : [call('search_products', { query: queryOf(dialogue, 'product_question') })];
}

/** What the catalogue has of it: the products whose titles the message names; null for none. */
export function goodsAside(dialogue: Dialogue): z.infer<typeof productViewSchema>[] | null {
  if (dialogue.wishes.length > 0) return null;
  const found = resultOf(dialogue, 'search_products');
  if (found?.ok !== true) return null;
  const named = found.products.filter(
    ({ title }) => productNamed(dialogue.current.text, [{ title, tags: [] }]) !== null,
  );
  return named.length === 0 ? null : named;
}

const MAY_BE_GOODS = 0.02;
const WORDS_OF_NAME = 2;
