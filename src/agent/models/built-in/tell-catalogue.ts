import type { z } from 'zod';
import type { articleViewSchema, productViewSchema } from '../../tools/results.ts';
import type { Dialogue } from './dialogue.ts';
import type { Say } from './say.ts';
import { namedVariants, viewedProduct } from './viewed-product.ts';

/** The best article, quoted from its beginning; for returns with the offer of a person who sets one up. */
export function tellArticles(
  articles: readonly z.infer<typeof articleViewSchema>[],
  { wishes }: Pick<Dialogue, 'wishes'>,
  say: Say,
): string[] {
  const [best] = articles;
  if (best === undefined) return [say('help.none')];
  const told = say('help.article', { title: best.title, text: opening(best.quote) });
  return [told, ...(wishes.includes('return_exchange') ? [say('return.person')] : [])];
}

/** Whole paragraphs up to some 750 characters: enough to answer, short enough to read in a chat. */
function opening(text: string): string {
  let taken = '';
  for (const paragraph of text.split(/\n{2,}/u)) {
    const plain = paragraph.replace(/^#+\s*/gmu, '').trim();
    if (plain === '') continue;
    if (taken !== '' && taken.length + plain.length > LONGEST_QUOTE) break;
    taken = taken === '' ? plain : `${taken}\n\n${plain}`;
  }
  return taken;
}

const LONGEST_QUOTE = 750;

export function tellProducts(
  {
    products,
    productCount,
    categories = [],
  }: {
    products: readonly z.infer<typeof productViewSchema>[];
    productCount: number;
    categories?: readonly string[] | undefined;
  },
  dialogue: Pick<Dialogue, 'situation' | 'wishText'>,
  say: Say,
): string[] {
  if (products.length === 0) return [say('products.none')];
  const viewed = categories.length > 0 ? null : viewedProduct(dialogue);
  const meant = products.find(({ productId }) => productId === viewed?.id);
  if (meant !== undefined) return [tellVariants(meant, dialogue.wishText, say)];
  const lines = products.slice(0, 4).map((product) => {
    const offered = product.variants.find(({ available }) => available);
    const variant = offered ?? product.variants[0];
    return say(offered === undefined ? 'products.sold_out' : 'products.line', {
      title: product.title,
      price: variant?.price.display ?? '',
    });
  });
  const heading =
    categories.length > 1
      ? say('products.overview', { categories: say.list(categories) })
      : say('products.found', { count: Math.min(productCount, lines.length) });
  return [[heading, ...lines].join('\n')];
}

/** The product that the shopper is looking at, variant by variant, or the one that was asked for. */
function tellVariants(
  { title, variants }: z.infer<typeof productViewSchema>,
  wishText: string,
  say: Say,
): string {
  return namedVariants(variants, wishText)
    .map((variant) =>
      say(variant.available ? 'products.line' : 'products.sold_out', {
        title: variants.length === 1 ? title : `${title}, ${variant.quote}`,
        price: variant.price.display,
      }),
    )
    .join('\n');
}
