import { html } from 'hono/html';
import type { Product } from '../../shop/records.ts';
import { type Html, link, say, type Visit } from './layout.ts';
import { priceIn } from './prices.ts';

/** The shop window: what the shop is, what it promises, what is new. */
export function homePage(visit: Visit, products: readonly Product[]): Html {
  return html`<section class="hero">
  <div>
    <h1>${say(visit, 'tagline')}</h1>
    <p>${say(visit, 'lead')}</p>
  </div>
  <img src="/assets/still-life.svg" alt="" width="640" height="440">
</section>
<ul class="promises">
  <li>${say(visit, 'ships')}</li>
  <li>${say(visit, 'returns')}</li>
  <li>${say(visit, 'pays')}</li>
</ul>
<h2>${say(visit, 'new')}</h2>
${shelf(visit, products)}`;
}

export function productPage(visit: Visit, product: Product, others: readonly Product[]): Html {
  const { id, title, description, variants, originCountry } = product;
  const first = variants.findIndex(({ available }) => available);
  return html`<article class="product">
  <img src="/picture/${id}.svg" alt="" width="260" height="260">
  <div>
    <p class="crumb"><a href="${link(visit, '/')}">${say(visit, 'back')}</a></p>
    <h1><bdi>${title}</bdi></h1>
    <p class="price" data-shown-price>${priceOf(visit, product, Math.max(first, 0))}</p>
    <p lang="en" dir="ltr">${description}</p>
    <fieldset class="variants">
      <legend>${say(visit, 'choose')}</legend>
      ${variants.map(
        ({ title: name, available }, index) =>
          html`<label><input type="radio" name="variant" data-price="${priceOf(visit, product, index)}"${index === first ? html` checked` : ''}${available ? '' : html` disabled`}><span><bdi>${name}</bdi>${available ? '' : html` <small>${say(visit, 'soldOut')}</small>`}</span></label>`,
      )}
    </fieldset>
    <p class="acts">
      <button type="button" class="primary" data-add="${say(visit, 'added')}"${first === -1 ? html` disabled` : ''}>${say(visit, first === -1 ? 'soldOut' : 'add')}</button>
      <button type="button" data-ask="${title}">${say(visit, 'ask')}</button>
    </p>
    <ul class="promises">
      ${originCountry === undefined ? '' : html`<li>${say(visit, 'from')} <bdi>${countryName(originCountry, visit.locale)}</bdi></li>`}
      <li>${say(visit, 'ships')}</li>
      <li>${say(visit, 'returns')}</li>
    </ul>
  </div>
</article>
<h2>${say(visit, 'more')}</h2>
${shelf(visit, others)}`;
}

export function shelf(visit: Visit, products: readonly Product[]): Html {
  return html`<ul class="shelf">${products.map((product) => {
    const isSoldOut = product.variants.every(({ available }) => !available);
    return html`<li><a href="${link(visit, `/shop/${product.id}`)}">
  <img src="/picture/${product.id}.svg" alt="" width="260" height="260" loading="lazy">
  <bdi class="name">${product.title}</bdi>
  <span class="price">${priceOf(visit, product)}${isSoldOut ? html` · ${say(visit, 'soldOut')}` : ''}</span>
</a></li>`;
  })}</ul>`;
}

function priceOf({ currency, locale }: Visit, { variants }: Product, index = 0): string {
  const variant = variants[index];
  if (variant === undefined) return '';
  return priceIn(currency, { amount: variant.price, currency: variant.currency }, locale);
}

function countryName(country: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
}
