import type { Context } from 'hono';
import { html } from 'hono/html';
import { formatDate, formatMoney } from '../../language/format.ts';
import { NotFoundError } from '../../lib/errors.ts';
import type { Product } from '../../shop/records.ts';
import { type App, type AppEnv, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { PAGE_CSP } from '../security-headers.ts';
import { layout, link, say, type Visit } from './layout.ts';
import { drawProduct } from './pictures.ts';
import { CURRENCIES, priceIn } from './prices.ts';
import { storefrontLocale } from './words.ts';

const SHOWN = 16;
/** People whose orders have something to ask about. */
const PEOPLE = ['cus_de_1', 'cus_br_1', 'cus_es_2', 'cus_jp_1', 'cus_us_2', 'cus_de_3', 'cus_fr_1'];

/** The demo shop's own pages, with the widget on each: only where all customers are made up. */
export function storefrontRoutes({
  shop,
  signDemoToken,
}: Pick<HttpServices, 'shop' | 'signDemoToken'>): App {
  const router = createRouter();

  router.get('/', async (c) => {
    const visit = visitOf(c);
    const products = await shop.products(SHOWN);
    return page(c, visit, 'Damask & Moon', shelf(visit, products));
  });

  router.get('/hostile', async (c) => {
    const visit = visitOf(c);
    const content = shelf(visit, await shop.products(4));
    c.header('Content-Security-Policy', PAGE_CSP);
    return c.html(
      layout(visit, { title: 'Damask & Moon', content, styles: '/assets/hostile.css' }),
    );
  });

  router.get('/shop/:id', async (c) => {
    const visit = visitOf(c);
    const product = await shop.findProduct(c.req.param('id'));
    if (product === undefined) throw new NotFoundError('The product');
    return page(c, visit, product.title, productPage(visit, product), { product: product.id });
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
    const content = html`<h1>${say(visit, 'signIn')}</h1>
<ul class="people">${people.map((person) =>
      person === undefined
        ? ''
        : html`<li><a href="${link(visit, `/account/${person.id}`)}"><bdi>${person.givenName} ${person.familyName}</bdi> <span>${person.country}</span></a></li>`,
    )}</ul>`;
    return page(c, visit, say(visit, 'signIn'), content);
  });

  router.get('/account/:id', async (c) => {
    const visit = visitOf(c);
    const customer = await shop.findCustomer(c.req.param('id'));
    if (customer === undefined) throw new NotFoundError('The customer');
    const orders = await shop.ordersOfCustomer(customer.id);
    const content = html`<p class="signed-in">${say(visit, 'signedIn')} <bdi>${customer.givenName} ${customer.familyName}</bdi></p>
<h1>${say(visit, 'orders')}</h1>
<ul class="orders">${orders.map(
      (order) => html`<li>
  <h2><bdi dir="ltr">${order.number}</bdi></h2>
  <p>${say(visit, 'placed')} ${formatDate(order.placedAt, visit.locale, 'UTC')} · ${formatMoney({ amount: order.total, currency: order.currency }, visit.locale)}</p>
  <div class="pictures">${order.lines.map(
    ({ productId, title }) =>
      html`<img src="/picture/${productId}.svg" alt="${title}" width="88" height="88" loading="lazy">`,
  )}</div>
  <button type="button" data-ask="${order.number}">${say(visit, 'ask')}</button>
</li>`,
    )}</ul>`;
    return page(c, visit, say(visit, 'orders'), content, {
      customer: customer.id,
      order: orders[0]?.number ?? '',
    });
  });

  // What a shop's server does for whoever is signed in to it.
  router.get('/account/:id/token', async (c) => {
    const customer = await shop.findCustomer(c.req.param('id'));
    if (customer === undefined || signDemoToken === null) throw new NotFoundError('The customer');
    c.header('Cache-Control', 'no-store');
    return c.json({ token: await signDemoToken(customer.id) });
  });
  return router;
}

function page(
  c: Context<AppEnv>,
  visit: Visit,
  title: string,
  content: ReturnType<typeof html>,
  data: Record<string, string> = {},
) {
  c.header('Content-Security-Policy', PAGE_CSP);
  c.header('Vary', 'Accept-Language');
  return c.html(layout(visit, { title, content, data }));
}

function visitOf(c: Context<AppEnv>): Visit {
  const locale = storefrontLocale(c.req.query('lang') ?? c.req.header('accept-language') ?? '');
  const wanted = c.req.query('currency') ?? '';
  return { locale, currency: CURRENCIES.includes(wanted) ? wanted : 'EUR', path: c.req.path };
}

function shelf(visit: Visit, products: readonly Product[]) {
  return html`<p class="tagline">${say(visit, 'tagline')}</p>
<h1>${say(visit, 'new')}</h1>
<ul class="shelf">${products.map(
    (product) => html`<li><a href="${link(visit, `/shop/${product.id}`)}">
  <img src="/picture/${product.id}.svg" alt="" width="260" height="260" loading="lazy">
  <bdi class="name">${product.title}</bdi>
  <span class="price">${priceOf(visit, product)}</span>
</a></li>`,
  )}</ul>`;
}

function productPage(visit: Visit, product: Product) {
  const isAvailable = product.variants.some(({ available }) => available);
  return html`<article class="product">
  <img src="/picture/${product.id}.svg" alt="" width="260" height="260">
  <div>
    <h1><bdi>${product.title}</bdi></h1>
    <p class="price">${priceOf(visit, product)}</p>
    <p lang="en" dir="ltr">${product.description}</p>
    <ul class="variants">${product.variants.map(
      ({ title, available }) =>
        html`<li><bdi>${title}</bdi>${available ? '' : html` <span>${say(visit, 'soldOut')}</span>`}</li>`,
    )}</ul>
    ${product.originCountry === undefined ? '' : html`<p class="quiet">${say(visit, 'from')} ${product.originCountry}</p>`}
    <button type="button" class="primary" data-add="${say(visit, 'added')}"${isAvailable ? '' : html` disabled`}>${say(visit, isAvailable ? 'add' : 'soldOut')}</button>
    <button type="button" data-ask="${product.title}">${say(visit, 'ask')}</button>
    <p><a href="${link(visit, '/')}">${say(visit, 'back')}</a></p>
  </div>
</article>`;
}

function priceOf(visit: Visit, { variants }: Product): string {
  const [variant] = variants;
  if (variant === undefined) return '';
  return priceIn(
    visit.currency,
    { amount: variant.price, currency: variant.currency },
    visit.locale,
  );
}
