import { html } from 'hono/html';
import { CURRENCIES } from './prices.ts';
import {
  STOREFRONT_LOCALES,
  type StorefrontLocale,
  type StorefrontWord,
  storefrontWord,
} from './words.ts';

export type Html = ReturnType<typeof html>;

export interface Visit {
  locale: StorefrontLocale;
  currency: string;
  path: string;
}

/** What a page tells the widget: who is signed in, what is on screen, whether help may be wanted. */
export interface PageData {
  customer?: string;
  product?: string;
  order?: string;
  nudge?: string;
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
  page: { title: string; content: Html; styles?: string; data?: PageData },
): Html {
  const { locale } = visit;
  const { customer = '', product = '', order = '', nudge = '' } = page.data ?? {};
  return html`<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/store.css">
${page.styles === undefined ? '' : html`<link rel="stylesheet" href="${page.styles}">`}
<script src="/assets/store.js" defer></script>
<script src="/widget.js" data-store="damask-moon" defer></script>
</head>
<body data-customer="${customer}" data-product="${product}" data-order="${order}" data-nudge="${nudge}">
<header class="top">
  <a class="brand" href="${link(visit, '/')}" translate="no">Damask <i>&amp;</i> Moon</a>
  <nav>
    <a href="${link(visit, '/account')}">${say(visit, 'orders')}</a>
    ${choices(
      say(visit, 'language'),
      STOREFRONT_LOCALES.map(({ locale: other, name }) => ({
        name,
        href: link(visit, visit.path, { locale: other }),
        lang: other,
        isCurrent: other === locale,
      })),
    )}
    ${choices(
      say(visit, 'currency'),
      CURRENCIES.map((currency) => ({
        name: currency,
        href: link(visit, visit.path, { currency }),
        isCurrent: currency === visit.currency,
      })),
    )}
  </nav>
</header>
<main>
${page.content}
</main>
<footer>
  <p>${say(visit, 'demo')}</p>
  <p class="links">
    <a href="${link(visit, '/hostile')}">${say(visit, 'hostile')}</a>
    <a href="/desk">${say(visit, 'desk')}</a>
    <a href="/docs">${say(visit, 'api')}</a>
  </p>
</footer>
</body>
</html>`;
}

/** A menu that needs no script: the current choice, which opens to all of them. */
function choices(
  label: string,
  all: readonly { name: string; href: string; lang?: string; isCurrent: boolean }[],
): Html {
  const current = all.find(({ isCurrent }) => isCurrent);
  return html`<details class="choices">
      <summary aria-label="${label}: ${current?.name ?? ''}">${current?.name ?? label}</summary>
      <ul>${all.map(
        ({ name, href, lang, isCurrent }) =>
          html`<li><a href="${href}"${lang === undefined ? '' : html` hreflang="${lang}" lang="${lang}"`}${isCurrent ? html` aria-current="true"` : ''}>${name}</a></li>`,
      )}</ul>
    </details>`;
}
