const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD', 'CLP', 'COP', 'ARS', 'BRL'];
const CROWNS = ['SEK', 'NOK', 'DKK', 'ISK', 'CZK'];

/** What a currency sign may stand for, in any language. Longer signs come before those they contain. */
export const SYMBOLS: Record<string, readonly string[]> = {
  'R$': ['BRL'], 'US$': ['USD'], 'CA$': ['CAD'], 'C$': ['CAD'], 'A$': ['AUD'], 'AU$': ['AUD'], 'NZ$': ['NZD'], 'S$': ['SGD'],
  'SG$': ['SGD'], 'HK$': ['HKD'], 'NT$': ['TWD'], 'MX$': ['MXN'], 'CN¥': ['CNY'], 'JP¥': ['JPY'], 'CN￥': ['CNY'], 'JP￥': ['JPY'],
  '$': DOLLARS, '€': ['EUR'], '£': ['GBP'], '¥': ['JPY', 'CNY'], '₩': ['KRW'], '₫': ['VND'], '₱': ['PHP'], '฿': ['THB'],
  '₹': ['INR'], '₪': ['ILS'], '₺': ['TRY'], '₽': ['RUB'], '₴': ['UAH'], '₦': ['NGN'], '₡': ['CRC'], '₲': ['PYG'], '₸': ['KZT'],
  RP: ['IDR'], RM: ['MYR'], KR: CROWNS, 'KČ': ['CZK'], 'ZŁ': ['PLN'], FT: ['HUF'], 'FR.': ['CHF'], SFR: ['CHF'], 'S/': ['PEN'],
  RMB: ['CNY'], DT: ['TND'], DH: ['MAD', 'AED'], 'د.إ': ['AED'], 'د.ا': ['AED', 'JOD'], 'د.ك': ['KWD'], 'ر.س': ['SAR'],
  'ر.ع': ['OMR'], 'د.ب': ['BHD'], 'د.ت': ['TND'], 'ج.م': ['EGP'], 'د.م': ['MAD'], 'ر.ق': ['QAR'],
};

/** ISO 4217 codes; in a reply they count in capitals only, since `all`, `try` and `cup` are words. */
export const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
