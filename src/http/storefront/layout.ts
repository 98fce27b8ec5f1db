import { html } from 'hono/html';
import { CURRENCIES } from './prices.ts';
import {
  STOREFRONT_LOCALES,
  type StorefrontLocale,
  type StorefrontWord,
  storefrontWord,
} from './words.ts';

type Html = ReturnType<typeof html>;

export interface Visit {
  locale: StorefrontLocale;
  currency: string;
  path: string;
}

export function say(visit: Visit, word: StorefrontWord): string {
  return storefrontWord(visit.locale, word);
}

export function link(visit: Visit, path: string, changes: Partial<Visit> = {}): string {
  const { locale, currency } = { ...visit, ...changes };
  return `${path}?lang=${locale}&currency=${currency}`;
}

/** A page of the demo shop, with the widget installed as any shop would. */
export function layout(
  visit: Visit,
  page: { title: string; content: Html; styles?: string; data?: Record<string, string> },
): Html {
  const { locale } = visit;
  const data = page.data ?? {};
  return html`<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${page.title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/store.css">
${page.styles === undefined ? '' : html`<link rel="stylesheet" href="${page.styles}">`}
<script src="/assets/store.js" defer></script>
<script src="/widget.js" data-store="damask-moon" defer></script>
</head>
<body data-customer="${data.customer ?? ''}" data-product="${data.product ?? ''}" data-order="${data.order ?? ''}">
<header class="top">
  <a class="brand" href="${link(visit, '/')}">Damask &amp; Moon</a>
  <nav>
    <a href="${link(visit, '/account')}">${say(visit, 'orders')}</a>
    <a href="${link(visit, '/hostile')}">${say(visit, 'hostile')}</a>
  </nav>
  <nav class="choices" aria-label="Language">
    ${STOREFRONT_LOCALES.map(
      ({ locale: other, name }) =>
        html`<a href="${link(visit, visit.path, { locale: other })}" hreflang="${other}" lang="${other}"${other === locale ? html` aria-current="true"` : ''}>${name}</a> `,
    )}
  </nav>
  <nav class="choices" aria-label="Currency">
    ${CURRENCIES.map(
      (currency) =>
        html`<a href="${link(visit, visit.path, { currency })}"${currency === visit.currency ? html` aria-current="true"` : ''}>${currency}</a> `,
    )}
  </nav>
</header>
<main>
${page.content}
</main>
<footer><p>${say(visit, 'demo')} <a href="/docs">API</a></p></footer>
</body>
</html>`;
}
