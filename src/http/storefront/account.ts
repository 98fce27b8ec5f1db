import { html } from 'hono/html';
import { formatDate, formatMoney } from '../../language/format.ts';
import type { Customer, Order } from '../../shop/records.ts';
import { type Html, link, say, type Visit } from './layout.ts';

/** Whom one can be in the demo shop. */
export function peoplePage(visit: Visit, people: readonly Customer[]): Html {
  const countries = new Intl.DisplayNames(visit.locale, { type: 'region' });
  return html`<h1>${say(visit, 'signIn')}</h1>
<p class="lead">${say(visit, 'signInLead')}</p>
<ul class="people">${people.map(
    (person) => html`<li><a href="${link(visit, `/account/${person.id}`)}">
  <bdi class="name">${nameOf(person)}</bdi>
  <span class="quiet">${countries.of(person.country)}</span>
</a></li>`,
  )}</ul>`;
}

/** The orders of whoever is signed in, newest first; `stateOf` words the state of one. */
export function ordersPage(
  visit: Visit,
  customer: Customer,
  orders: readonly Order[],
  stateOf: (order: Order) => string,
): Html {
  return html`<p class="crumb">${say(visit, 'signedIn')} <bdi>${nameOf(customer)}</bdi></p>
<h1>${say(visit, 'orders')}</h1>
<ul class="orders">${orders.map(
    (order) => html`<li>
  <div class="head">
    <h2><bdi dir="ltr">${order.number}</bdi></h2>
    <span class="state">${stateOf(order)}</span>
    <bdi class="total">${formatMoney({ amount: order.total, currency: order.currency }, visit.locale)}</bdi>
  </div>
  <p class="quiet">${say(visit, 'placed')} ${formatDate(order.placedAt, visit.locale, 'UTC')}</p>
  <div class="pictures">${order.lines.map(
    ({ productId, title }) =>
      html`<a href="${link(visit, `/shop/${productId}`)}"><img src="/picture/${productId}.svg" alt="${title}" width="72" height="72" loading="lazy"></a>`,
  )}</div>
  <button type="button" data-ask="${order.number}" data-order="${order.number}">${say(visit, 'askOrder')}</button>
</li>`,
  )}</ul>`;
}

function nameOf({ givenName, familyName }: Customer): string {
  return [givenName, familyName].filter(Boolean).join(' ');
}
