import type { Dialogue, DialogueSituation } from './dialogue.ts';
import { foldForFeatures } from './fold.ts';
import { namesNoGoods } from './query-words.ts';

type Product = NonNullable<DialogueSituation['viewing']['product']>;

/** The product on the shopper's page, where the question says "this" or names no goods of its own; otherwise null. */
export function viewedProduct({
  situation,
  wishText,
}: Pick<Dialogue, 'situation' | 'wishText'>): Product | null {
  const { product } = situation.viewing;
  if (product === null) return null;
  const folded = foldForFeatures(wishText);
  const isMeant =
    POINTING.test(folded) ||
    DENSE_POINTING.test(folded) ||
    namesNoGoods(wishText, situation.locale);
  return isMeant ? product : null;
}

/** The variants that the question names, e.g. "in M?"; all of them where it names none. */
export function namedVariants<Variant extends { quote: string }>(
  variants: readonly Variant[],
  wishText: string,
): readonly Variant[] {
  const words = ` ${foldForFeatures(wishText).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const named = variants.filter(({ quote }) =>
    foldForFeatures(quote)
      .split(/[^\p{L}\p{N}]+/u)
      .some((word) => word !== '' && words.includes(` ${word} `)),
  );
  return named.length > 0 ? named : variants;
}

/** "This one", over folded text. Articles that also mean "this" (das, la, el) are left out: they stand before any goods. */
const POINTING =
  /(?<![\p{L}])(?:this|these|diese[rsnm]?|dieser artikel|est[aeo]s?|ce|cet|cette|ceci|quest[aeio]|ess[ae]s?|isso|isto|это|этот|эта|эту|эти|هذا|هذه|ini|nay)(?![\p{L}])/u;
const DENSE_POINTING = /这|這|此款|この|これ|こちら|이거|이것|이 (?:상품|제품)|이건|นี้/u;
