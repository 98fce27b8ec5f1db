import type { z } from 'zod';
import type { articleViewSchema, productViewSchema } from '../../tools/results.ts';
import type { Dialogue } from './dialogue.ts';
import { asksForColours, pickAmongShown, pickByPrice } from './picks.ts';
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
  dialogue: Pick<Dialogue, 'situation' | 'wishText' | 'current'>,
  say: Say,
): string[] {
  if (products.length === 0) return [say('products.none')];
  const viewed = categories.length > 0 ? null : viewedProduct(dialogue);
  const meant = products.find(({ productId }) => productId === viewed?.id);
  if (meant !== undefined) return [tellVariants(meant, dialogue.wishText, say)];
  const shown = products.slice(0, MOST_SHOWN);
  const picked = categories.length > 0 ? null : tellPicked(shown, dialogue, say);
  if (picked !== null) return [picked];
  const lines = shown.map((product) => {
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

const MOST_SHOWN = 4;
/** Lines of colours and sizes, of all that is shown. */
const MOST_VARIANTS = 10;

type ProductView = z.infer<typeof productViewSchema>;

/** The one that is meant by its price or its place in the list; null where none is, or the list has no such place. */
function tellPicked(
  shown: readonly ProductView[],
  { current, situation, wishText }: Pick<Dialogue, 'situation' | 'wishText' | 'current'>,
  say: Say,
): string | null {
  const leans = current.text !== wishText;
  const pick = leans
    ? pickAmongShown(current.text, situation.locale)
    : asksForColours(current.text)
      ? 'colours'
      : pickByPrice(current.text);
  if (pick === null) return null;
  if (pick === 'colours')
    return shown
      .flatMap(({ title, variants }) =>
        variants.map((variant) => tellVariant(`${title}, ${variant.quote}`, variant, say)),
      )
      .slice(0, MOST_VARIANTS)
      .join('\n');
  if (typeof pick !== 'number') return tellByPrice(shown, pick, say);
  const meant = shown.at(pick === -1 ? -1 : pick - 1);
  return meant === undefined ? null : tellVariants(meant, wishText, say);
}

/** Of what can be had now, in one currency: prices of several are not compared. */
function tellByPrice(
  shown: readonly ProductView[],
  pick: 'cheapest' | 'dearest',
  say: Say,
): string | null {
  const offers = shown.flatMap(({ title, variants }) =>
    variants.filter(({ available }) => available).map(({ price }) => ({ title, price })),
  );
  const [first] = offers.toSorted(
    (left, right) => (left.price.amount - right.price.amount) * (pick === 'cheapest' ? 1 : -1),
  );
  const isComparable = offers.every(({ price }) => price.currency === first?.price.currency);
  if (first === undefined || !isComparable || shown.length < 2) return null;
  return say('products.by_price', { pick, title: first.title, price: first.price.display });
}

/** The product that the shopper is looking at, variant by variant, or the one that was asked for. */
function tellVariants({ title, variants }: ProductView, wishText: string, say: Say): string {
  return namedVariants(variants, wishText)
    .map((variant) =>
      tellVariant(variants.length === 1 ? title : `${title}, ${variant.quote}`, variant, say),
    )
    .join('\n');
}

function tellVariant(
  title: string,
  { available, price }: ProductView['variants'][number],
  say: Say,
): string {
  return say(available ? 'products.line' : 'products.sold_out', { title, price: price.display });
}
