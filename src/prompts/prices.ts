import { formatPrice, isolate } from '../language/format.ts';
import type { Problem } from './problem.ts';

const PRICE = /\{([A-Za-z]{3}) ([^{}\n]*)\}/g;
const AMOUNT = /^\d{1,9}(?:\.\d{1,3})?$/;

/** `{USD 6.90}` in an article becomes the price as the article's language writes it: `$6.90`, `6,90 $`. */
export function fillInPrices(
  text: string,
  locale: string,
  where: { file: string; line: number; problems: Problem[] },
): string {
  return text.replace(PRICE, (whole, currency: string, amount: string, offset: number) => {
    if (isCurrency(currency) && AMOUNT.test(amount))
      return isolate(formatPrice(amount, currency, locale), locale);
    where.problems.push({
      file: where.file,
      line: where.line + text.slice(0, offset).split('\n').length - 1,
      message: `${whole} is not a price`,
      hint: 'write the currency in three capital letters and the amount with a dot, e.g. {USD 6.90}',
    });
    return whole;
  });
}

function isCurrency(code: string): boolean {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(code);
}

let currencies: ReadonlySet<string> | null = null;
