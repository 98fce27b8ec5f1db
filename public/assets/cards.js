import { code, element, link } from './dom.js';
import { statusWord } from './status-words.js';
import { locale, say } from './words.js';

/** A card made by the server from records; every fact is a typed field. @param {any} card */
export function cardElement(card) {
  switch (card.type) {
    case 'order':
      return box(`${say('order')} `, card.orderNumber, status(card.status), [
        element(
          'ul',
          {},
          ...card.lines.map((line) =>
            element('li', {}, element('bdi', {}, line.title), ` × ${line.quantity}`),
          ),
        ),
        card.moreLines > 0 ? paragraph(say('more', { n: card.moreLines })) : null,
        card.total ? paragraph(money(card.total)) : null,
      ]);
    case 'payment':
      return box(`${say('payment')} `, card.orderNumber, status(card.status), [
        paragraph(
          `${money(card.amount)} · `,
          status(card.method),
          card.last4 ? code(` •••• ${card.last4}`) : null,
        ),
      ]);
    case 'tracking':
      return box(`${say('parcel')} `, card.orderNumber, status(card.status), [
        paragraph(element('bdi', {}, card.carrier), ' ', code(card.trackingNumber)),
        card.eta ? paragraph(say('arrival', { date: days(card.eta) })) : null,
        card.trackingUrl ? paragraph(link(card.trackingUrl, say('track'))) : null,
      ]);
    case 'refund':
      return box(`${say('refund')} `, card.orderNumber, status(card.status), [
        paragraph(money(card.amount)),
        card.arrival ? paragraph(say('arrival', { date: days(card.arrival) })) : null,
      ]);
    case 'products':
      return element(
        'section',
        { className: 'card' },
        element('h3', {}, say('products')),
        element(
          'ul',
          {},
          ...card.products.map((product) =>
            element(
              'li',
              {},
              product.url ? link(product.url, product.title) : element('bdi', {}, product.title),
              ` · ${money(product.price)}`,
              product.available ? '' : ` · ${say('soldOut')}`,
            ),
          ),
        ),
      );
    default:
      return element('span', {});
  }
}

/** A proposal with the shopper’s own two answers. @param {any} proposal @param {{ confirm: () => void, decline: () => void }} acts */
export function proposalElement(proposal, acts) {
  const open = proposal.state === 'open';
  return element(
    'section',
    { className: 'card', 'aria-label': say('confirm') },
    element('p', { dir: 'auto' }, proposal.text),
    open
      ? element(
          'div',
          { className: 'actions' },
          element(
            'button',
            { type: 'button', className: 'primary', onclick: acts.confirm },
            say('confirm'),
          ),
          element('button', { type: 'button', onclick: acts.decline }, say('decline')),
        )
      : element(
          'p',
          { className: 'muted' },
          say(proposal.state === 'failed' ? 'failedAct' : proposal.state),
        ),
  );
}

/** @param {{ amount: number, currency: string }} value minor units */
function money({ amount, currency }) {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = ISO_EXPONENTS[currency] ?? format.resolvedOptions().maximumFractionDigits;
  return `\u2068${new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount / 10 ** digits)}\u2069`;
}

// ISO 4217 gives these decimals although browsers show none.
const ISO_EXPONENTS = { IDR: 2, TWD: 2, HUF: 2 };

function days({ earliest, latest }) {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return earliest === latest
    ? format.format(new Date(earliest))
    : format.formatRange(new Date(earliest), new Date(latest));
}

// Codes of records; the assistant words them in the shopper’s language, here they stay as the shop knows them.
function status(text) {
  return element('span', {}, statusWord(text));
}

function paragraph(...children) {
  return element('p', {}, ...children);
}

function box(title, reference, state, children) {
  return element(
    'section',
    { className: 'card' },
    element('h3', {}, title, code(reference), ' · ', state),
    ...children.filter((child) => child !== null),
  );
}
