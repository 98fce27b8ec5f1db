import type { z } from 'zod';
import type { productViewSchema, ToolResult } from '../../tools/results.ts';
import { foldForFeatures } from './fold.ts';
import { namingWords } from './lines-named.ts';

type Instruments = NonNullable<
  Extract<ToolResult<'get_payment_status'>, { ok: true }>['instruments']
>;

/** The one other variant of a line's product that the text names by the words in which it differs; null when none or several fit. */
export function variantNamed(
  text: string,
  line: { productId: string; quote: string },
  products: readonly z.infer<typeof productViewSchema>[],
): string | null {
  const said = new Set(namingWords(text));
  const held = new Set(namingWords(line.quote));
  const product = products.find(({ productId }) => productId === line.productId);
  const fitting = (product?.variants ?? []).filter(({ quote, available }) => {
    const own = namingWords(quote).filter((word) => !held.has(word));
    return available && own.length > 0 && own.every((word) => said.has(word));
  });
  const [only, ...others] = fitting;
  return only !== undefined && others.length === 0 ? only.variantId : null;
}

/** The one stored way to pay that the text names: by its last digits, or by its kind when there is one of that kind. */
export function instrumentNamed(text: string, instruments: Instruments): string | null {
  const folded = foldForFeatures(text);
  const byDigits = instruments.filter(
    ({ last4 }) => last4 !== undefined && new RegExp(`(?<!\\d)${last4}(?!\\d)`).test(text),
  );
  const fitting =
    byDigits.length > 0
      ? byDigits
      : instruments.filter(({ method }) => KINDS[method]?.test(folded) ?? false);
  const [only, ...others] = fitting;
  return only !== undefined && others.length === 0 ? only.reference : null;
}

const KINDS: Readonly<Record<string, RegExp>> = {
  paypal: /pay ?pal|贝宝|ペイパル|페이팔|باي ?بال|พ(?:ย์|เ)พาล|เพย์พาล/u,
  gift_card:
    /gift ?card|voucher|geschenkkarte|gutschein|tarjeta (?:de )?regalo|vale(?: |$)|cartao.?presente|vale.?presente|carte cadeau|carta regalo|buono regalo|礼品卡|ギフトカード|기프트 ?카드|بطاقة هدي|подарочн|kartu hadiah|the qua tang|บัตรของขวัญ/u,
};
