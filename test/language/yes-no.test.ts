import { describe, expect, it } from 'vitest';
import { readYesNo } from '../../src/language/yes-no.ts';

const YES: [string, string][] = [
  ['en', 'Yes please, go ahead!'],
  ['en', 'YESSSS'],
  ['en', 'ok'],
  ['en', 'sure, thank you'],
  ['en', '👍🏽'],
  ['zh', '好的，谢谢'],
  ['zh', '可以'],
  ['zh', '没问题'],
  ['es', 'sí, por favor'],
  ['es', 'Vale, adelante'],
  ['pt', 'pode sim, obrigada'],
  ['pt', 'tá bom'],
  ['fr', "d'accord, merci"],
  ['fr', 'Oui, je confirme.'],
  ['de', 'Ja, bitte'],
  ['de', 'passt so, danke'],
  ['ja', 'はい、お願いします。'],
  ['ja', '了解です'],
  ['ar', 'نعم، من فضلك'],
  ['ar', 'أُوافق'],
];
const NO: [string, string][] = [
  ['en', 'no thanks'],
  ['en', "don't do it"],
  ['zh', '不用了，谢谢'],
  ['zh', '算了'],
  ['es', 'claro que no'],
  ['pt', 'Não, obrigada'],
  ['fr', "pas d'accord"],
  ['de', 'bitte nicht'],
  ['ja', 'いいえ、やめておきます'],
  ['ar', 'لا شكرًا'],
];
const NEITHER: [string, string][] = [
  ['en', 'yes but keep one item'],
  ['en', 'yes?'],
  ['en', 'yes no'],
  ['en', 'no problem'],
  ['en', 'thanks'],
  ['en', 'not sure'],
  ['en', 'yes, refund 500 dollars'],
  ['en', 'ok when does it arrive'],
  ['en', ''],
  ['zh', '好不好'],
  ['zh', '对不起'],
  ['zh', '是吗'],
  ['zh', '好像不对'],
  ['es', 'sí, pero no todo'],
  ['es', 'si llega mañana'],
  ['pt', 'sim mas não tudo'],
  ['fr', 'oui mais pas tout'],
  ['fr', 'oui ?'],
  ['de', 'ja nicht'],
  ['de', 'ja aber nur die Hälfte'],
  ['ja', '結構です'],
  ['ja', 'はいですか？'],
  ['ar', 'نعم ولكن'],
  ['ar', 'لا بأس'],
  ['pl', 'no'],
];

describe('readYesNo', () => {
  it.each(YES)('reads consent in %s: %s', (locale, text) =>
    expect(readYesNo(text, locale)).toBe('yes'),
  );
  it.each(NO)('reads refusal in %s: %s', (locale, text) =>
    expect(readYesNo(text, locale)).toBe('no'),
  );
  it.each(NEITHER)('takes nothing else for an answer in %s: %s', (locale, text) =>
    expect(readYesNo(text, locale)).toBeNull(),
  );
});
