/**
 * Amounts and codes as people say them, in the form the readers know: `3만5천원` is 35000원, `128块5` is 128.5块, `45€50` is
 * 45.50€, `450rb` is 450rb rupiah, `1tr2` is 1.2tr đồng; `ДМ–10042` is DM-10042. Over text in NFKC with ASCII digits.
 */
export function asWritten(text: string): string {
  if (!/\d/.test(text)) return text;
  return text
    .replace(TEN_THOUSANDS, (_, tens: string, thousands = '0', rest = '0') =>
      String(Number(tens) * 10_000 + Number(thousands) * 1000 + Number(rest)),
    )
    .replace(THOUSANDS, (_, thousands: string, rest = '0') =>
      String(Number(thousands) * 1000 + Number(rest)),
    )
    .replace(/(\d)块(\d)(?!\d)/gu, '$1.$2块')
    .replace(/(\d)€(\d{2})(?!\d)/gu, '$1.$2€')
    .replace(/(\d\s?(?:rb|ribu|jt|juta))(?![\p{L}\d])(?!\s?(?:rp|rupiah|idr))/giu, '$1 rupiah')
    .replace(/(\d)\s?(tr|triệu)\s?(\d)(?![\d\p{L}])/giu, '$1.$3$2 đồng')
    .replace(/(\d)\s?к(?=\s?(?:руб|р(?!\p{L})|₽))/giu, '$1 тыс')
    .replace(CYRILLIC_CODE, (_, letters: string, digits: string) => `${latin(letters)}-${digits}`)
    .replace(/(?<=\p{Script=Latin})[‐‑–−](?=\d)/gu, '-');
}

/** Ten thousands, thousands and the rest before a currency: 3万5千, 1만2000. */
const TEN_THOUSANDS =
  /(?<![\d.,])(\d{1,4})\s?[万萬만]\s?(?:(\d)\s?[千천])?\s?(\d{1,4})?(?=\s?(?:円|元|块|원|日元))/gu;
const THOUSANDS = /(?<![\d.,])(\d)\s?[千천]\s?(\d{1,3})?(?=\s?(?:円|元|块|원|日元))/gu;
const CYRILLIC_CODE = /(?<![\p{L}\p{N}])([А-Я]{1,4})\s?[-‐‑–−]\s?(\d{4,})/gu;

function latin(letters: string): string {
  return [...letters].map((letter) => LATIN[letter] ?? letter).join('');
}

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АБВГДЕЗИКЛМНОПРСТУФХ'].map((letter, at) => [letter, 'ABVGDEZIKLMNOPRSTUFH'[at] ?? '']),
);
