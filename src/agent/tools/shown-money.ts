import { formatMoney } from '../../language/format.ts';
import type { Money } from '../../lib/money.ts';
import type { ShownMoney } from './results.ts';

/** Money with its wording in the reply's locale, so that a model copies instead of calculating. */
export function showMoney(money: Money, locale: string): ShownMoney {
  return { ...money, display: formatMoney(money, locale) };
}
