import { DEMO_BASE } from '../../src/shop/demo-shop.ts';
import { LIST_NAMES } from '../../src/shop/parse-shop-files.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { makeDemoShop } from './make-shop.ts';
import { MEMORABLE } from './memorable.ts';

/** The files of `data/demo-store/` by name: one for each list, one record a line, and a README. */
export function demoFiles(): Record<string, string> {
  const shop = makeDemoShop();
  const files: Record<string, string> = {
    'store.json': `${JSON.stringify(shop.store, null, 2)}\n`,
  };
  for (const list of LIST_NAMES) {
    const records = shop[list].map((record) => JSON.stringify(record));
    files[`${list}.json`] = `[\n${records.join(',\n')}\n]\n`;
  }
  files['README.md'] = readme(shop);
  return files;
}

function readme(shop: ShopData): string {
  const rows = MEMORABLE.map(({ number, story }) => {
    const order = shop.orders.find((candidate) => candidate.number === number);
    const customer = shop.customers.find(({ id }) => id === order?.customerId);
    const name = `${customer?.givenName} ${customer?.familyName}`;
    return `| ${number} | ${story} | ${name} | ${order?.email} | ${order?.shippingAddress.country} | ${customer?.locale} | \`${customer?.id}\` |`;
  });
  const currencies = new Set(shop.orders.map(({ currency }) => currency));
  const countries = new Set(shop.customers.map(({ country }) => country));
  return `# Damask & Moon, the demo shop

Made by \`npx tsx scripts/demo-store/generate.ts\` from a seed; a test fails when these files are not what it makes. Do not edit them by hand.
They are ordinary import files (see \`docs/shop-data.md\`), dated around ${DEMO_BASE.slice(0, 10)}. In demo mode the server loads them with every date moved so
that this day is today. All people, addresses and numbers are invented; mail addresses end in example.com or example.org.

${shop.products.length} products, ${shop.customers.length} customers in ${countries.size} countries, ${shop.orders.length} orders in ${currencies.size} currencies, ${shop.shipments.length} parcels.

## Orders to ask about

| Order | What is special | Shopper | E-mail on the order | Country | Language | Customer id |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
