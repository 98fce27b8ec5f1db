import type { ShopStore } from '../../shop/shop-store.ts';
import { productsCard } from './cards.ts';
import { showMoney } from './shown-money.ts';
import { refuse, type Tool } from './tool.ts';

const PRODUCTS_SHOWN = 4;
const ARTICLES_SHOWN = 3;

export interface FoundArticle {
  id: string;
  title: string;
  body: string;
  locale: string;
  url?: string | undefined;
}

export function searchProducts({
  shop,
}: {
  shop: Pick<ShopStore, 'searchProducts' | 'catalogue'>;
}): Tool<'search_products'> {
  return {
    name: 'search_products',
    kind: 'read',
    async run({ query }, { locale }) {
      const { categories, products: found } =
        query === undefined
          ? await shop.catalogue(PRODUCTS_SHOWN)
          : { categories: undefined, products: await shop.searchProducts(query, PRODUCTS_SHOWN) };
      if (found.length === 0) return refuse('nothing_found');
      const products = found.map((product) => ({
        productId: product.id,
        title: product.title,
        quote:
          product.description === '' ? product.title : `${product.title}: ${product.description}`,
        ...(product.url === undefined ? {} : { url: product.url }),
        variants: product.variants.map((variant) => ({
          variantId: variant.id,
          quote: variant.title,
          price: showMoney({ amount: variant.price, currency: variant.currency }, locale),
          available: variant.available,
        })),
      }));
      return {
        result: {
          ok: true,
          ...(categories === undefined ? {} : { categories }),
          products,
          productCount: products.length,
        },
        cards: [productsCard(products)],
      };
    },
  };
}

export function searchHelp({
  searchArticles,
}: {
  searchArticles(
    query: string,
    options: { locale: string; limit: number },
  ): readonly FoundArticle[];
}): Tool<'search_help'> {
  return {
    name: 'search_help',
    kind: 'read',
    async run({ query }, { locale }) {
      const found = searchArticles(query, { locale, limit: ARTICLES_SHOWN });
      if (found.length === 0) return refuse('nothing_found');
      return {
        result: {
          ok: true,
          articles: found.map((article) => ({
            reference: article.id,
            title: article.title,
            quote: article.body,
            locale: article.locale,
            ...(article.url === undefined ? {} : { url: article.url }),
          })),
        },
      };
    },
  };
}
