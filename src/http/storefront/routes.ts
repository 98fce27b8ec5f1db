import type { Context } from 'hono';
import { NotFoundError } from '../../lib/errors.ts';
import { formatReply } from '../../prompts/format-reply.ts';
import type { Order } from '../../shop/records.ts';
import { type App, type AppEnv, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { PAGE_CSP } from '../security-headers.ts';
import { ordersPage, peoplePage } from './account.ts';
import { homePage, productPage, shelf } from './goods.ts';
import { layout, say, type Visit } from './layout.ts';
import { drawProduct } from './pictures.ts';
import { CURRENCIES } from './prices.ts';
import { STOREFRONT_LOCALES, storefrontLocale } from './words.ts';

const NAME = 'Damask & Moon';
const SHOWN = 16;
const OTHERS = 4;
const ORDERS_SHOWN = 8;
/** People whose orders have something to ask about. */
const PEOPLE = ['cus_de_1', 'cus_br_1', 'cus_es_2', 'cus_jp_1', 'cus_us_2', 'cus_de_3', 'cus_fr_1'];

/** The demo shop's own pages, with the widget on each: only where all customers are made up. */
export function storefrontRoutes({
  shop,
  signDemoToken,
  prompts,
}: Pick<HttpServices, 'shop' | 'signDemoToken' | 'prompts'>): App {
  const router = createRouter();

  router.get('/', async (c) => {
    const visit = visitOf(c);
    const content = homePage(visit, await shop.products(SHOWN));
    return page(c, visit, { title: NAME, content });
  });

  router.get('/hostile', async (c) => {
    const visit = visitOf(c);
    const content = shelf(visit, await shop.products(OTHERS));
    return page(c, visit, { title: NAME, content, styles: '/assets/hostile.css' });
  });

  router.get('/shop/:id', async (c) => {
    const visit = visitOf(c);
    const product = await shop.findProduct(c.req.param('id'));
    if (product === undefined) throw new NotFoundError('The product');
    const all = await shop.products(SHOWN + 1);
    const others = all
      .filter(({ id }) => id !== product.id)
      .sort((a, b) => likeness(b.category) - likeness(a.category))
      .slice(0, OTHERS);
    const content = productPage(visit, product, others);
    const title = `${product.title} · ${NAME}`;
    return page(c, visit, { title, content, data: { product: product.id } });

    function likeness(category: string | undefined): number {
      return category === product?.category ? 1 : 0;
    }
  });

  router.get('/picture/:id', async (c) => {
    const product = await shop.findProduct(c.req.param('id').replace(/\.svg$/, ''));
    if (product === undefined) throw new NotFoundError('The picture');
    return c.body(drawProduct(product), 200, {
      'Content-Type': 'image/svg+xml',
      'Cache-Control': 'public, max-age=86400',
    });
  });

  router.get('/account', async (c) => {
    const visit = visitOf(c);
    const people = await Promise.all(PEOPLE.map((id) => shop.findCustomer(id)));
    const content = peoplePage(
      visit,
      people.filter((person) => person !== undefined),
    );
    return page(c, visit, { title: `${say(visit, 'signIn')} · ${NAME}`, content });
  });

  router.get('/account/:id', async (c) => {
    const visit = visitOf(c);
    const customer = await shop.findCustomer(c.req.param('id'));
    if (customer === undefined) throw new NotFoundError('The customer');
    const orders = (await shop.ordersOfCustomer(customer.id))
      .toSorted((a, b) => b.placedAt.localeCompare(a.placedAt))
      .slice(0, ORDERS_SHOWN);
    const stateOf = ({ status }: Order) =>
      formatReply(prompts.current().replies, visit.locale, `status.${status}`);
    const content = ordersPage(visit, customer, orders, stateOf);
    const [latest] = orders;
    const data = {
      customer: customer.id,
      order: latest?.number ?? '',
      // A shop knows whose payment did not go through, and may say that help is near.
      nudge: latest !== undefined && (await wasDeclined(latest.id)) ? 'payment_failed' : '',
    };
    return page(c, visit, { title: `${say(visit, 'orders')} · ${NAME}`, content, data });
  });

  // What a shop's server does for whoever is signed in to it.
  router.get('/account/:id/token', async (c) => {
    const customer = await shop.findCustomer(c.req.param('id'));
    if (customer === undefined || signDemoToken === null) throw new NotFoundError('The customer');
    c.header('Cache-Control', 'no-store');
    return c.json({ token: await signDemoToken(customer.id) });
  });
  return router;

  async function wasDeclined(orderId: string): Promise<boolean> {
    const payments = await shop.paymentsOfOrder(orderId);
    return payments.length > 0 && payments.every(({ status }) => status === 'failed');
  }
}

function page(c: Context<AppEnv>, visit: Visit, content: Parameters<typeof layout>[1]) {
  c.header('Content-Security-Policy', PAGE_CSP);
  c.header('Vary', 'Accept-Language');
  return c.html(layout(visit, content));
}

function visitOf(c: Context<AppEnv>): Visit {
  const locale = storefrontLocale(c.req.query('lang') ?? c.req.header('accept-language') ?? '');
  const wanted = c.req.query('currency') ?? '';
  const usual = STOREFRONT_LOCALES.find((one) => one.locale === locale)?.currency ?? 'EUR';
  return { locale, currency: CURRENCIES.includes(wanted) ? wanted : usual, path: c.req.path };
}
