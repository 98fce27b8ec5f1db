import { identifierKey } from './fact-book.ts';
import type { Sentence } from './sentence.ts';

const TLDS =
  'com|net|org|info|biz|shop|store|online|site|app|dev|xyz|top|club|live|link|click|page|io|co|ai|me|tv|cc|ly|to|gg|ru|cn|jp|de|fr|es|pt|br|uk|us|eu|it|nl|be|ch|at|pl|se|no|dk|fi|cz|ie|gr|tr|in|kr|tw|hk|sg|my|id|th|vn|ph|au|nz|ca|mx|ar|cl|pe|za|ng|ke|eg|sa|ae|il|ir|kz|ua|ro|hu|bg|sk|gl|goo|support|help|email|tech|world|global|express|delivery|cash|money|bank|pay|zone|today|name|pro|mobi|asia|lol|icu|vip|win|wtf|gle';

const SCHEME =
  /(?:https?|ftp|javascript|data|vbscript|file|tel|mailto|sms|whatsapp)\s?:(?:\/\/)?[^\s<>"'）」』】，。、！？]{1,400}/giu;
const MARKDOWN_LINK = /\[([^[\]]{0,200})\]\s?\(\s?([^()\s]{0,400})[^()]{0,100}\)/gu;
const HTML_LINK = /<[a-z]{1,10}\s[^<>]{0,400}>/giu;
const MARKDOWN_REFERENCE = /\[[^[\]]{1,80}\]:/gu;
const DOMAIN = new RegExp(
  `(?<![\\w@.-])(?:www\\.[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,5}|(?:[\\w-]{1,63}\\.){1,5}(?:${TLDS}))(?![\\w-])(?:\\/[^\\s<>"'，。、）]{0,300})?`,
  'giu',
);
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/giu;
const CODE =
  /(?<![\p{Script=Latin}\p{N}])#?(?=[\p{Script=Latin}_/.:#-]{0,24}\d)[\p{Script=Latin}\d][\p{Script=Latin}\d_/.:#-]{0,60}/gu;
// Runs of characters of one class, so that no text makes them slow; what a run is worth is decided in code.
const SPACED_CODE = /(?<![\p{L}\p{N}])[A-Z]{1,4}\d[\dA-Z -]{4,40}(?![\p{L}\p{N}])/gu;
const ACCOUNT = /(?<![A-Z0-9])[A-Z]{2}\d{2}[A-Z0-9 -]{8,40}(?![a-z])/gu;
const CARD = /(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}(?!\d)/gu;
const PHONE = /(?<![\p{L}\d.,+(])(?:\+\s?)?\(?\d[\d ()./-]{4,30}/gu;

/** Links, also bare domains and Markdown links whose text shows another address than their target. */
export function findLinks(sentence: Sentence): void {
  for (const match of sentence.rest.matchAll(MARKDOWN_LINK)) {
    const [whole, shown = '', target = ''] = match;
    const good = isKnownLink(sentence, target) && !liesAbout(shown, target);
    const from = match.index + whole.length - (whole.length - 1 - shown.length);
    sentence.claim(
      'link',
      from,
      match.index + whole.length,
      good ? 'free' : [],
      'a link that no record carries',
    );
    // The text of a link is prose like any other, unless it is the address itself.
    if (good && looksLikeAddress(shown)) sentence.blank(match.index, from);
  }
  findAll(sentence, HTML_LINK, 'link', () => false);
  findAll(
    sentence,
    MARKDOWN_REFERENCE,
    'link',
    (text) => !/^\[\d|http/i.test(text) && sentence.quoting(text).length > 0,
  );
  findAll(sentence, EMAIL, 'email', (text) => isKnownEmail(sentence, text));
  findAll(sentence, SCHEME, 'link', (text) => isKnownLink(sentence, text));
  findAll(
    sentence,
    DOMAIN,
    'link',
    (text) => /\.\p{Lu}\p{Ll}/u.test(text) || isKnownLink(sentence, text),
  );
}

/** Order, tracking and other numbers of the records, and product names: what the sentence speaks of. */
export function findMentions(sentence: Sentence): void {
  const { book, typed } = sentence.options;
  const known = (text: string): string | null => {
    const key = identifierKey(text);
    return book.identifiers.get(key) ?? (typed.has(key) ? `typed:${key}` : null);
  };
  for (const pattern of [SPACED_CODE, CODE, /(?<![\p{N}.,])\d{4,}(?![\p{N}]|[.,]\d)/gu]) {
    for (const match of sentence.rest.matchAll(pattern)) {
      const text = match[0].replace(/[-_/.:#]+$/, '');
      const record = known(text);
      if (record === null && book.tokens.has(identifierKey(text)))
        sentence.blank(match.index, match.index + text.length);
      const isAmount =
        pattern !== CODE &&
        /^\d+$/.test(text) &&
        besideCurrency(sentence, match.index, match.index + text.length);
      if (record !== null && !isAmount)
        sentence.mention(match.index, match.index + text.length, record, book.products.has(record));
    }
  }
  const lower = sentence.rest.toLowerCase();
  if (lower.length !== sentence.rest.length) return;
  for (const { name, product } of book.aliases) {
    const at = indexOfName(lower, name);
    if (at >= 0 && sentence.rest.slice(at, at + name.length).trim() !== '')
      sentence.mention(at, at + name.length, product, true);
  }
}

/** Where a name stands as a word: the variant `Ash` is not named by `Cashmere`, though `teapots` names a `teapot`. */
function indexOfName(text: string, name: string): number {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    const begins = !joins(text.charAt(at - 1), name.charAt(0));
    const ends = name.length > SHORT_NAME || !joins(name.charAt(name.length - 1), text.charAt(end));
    if (begins && ends) return at;
  }
  return -1;
}

/** Two characters of one word, in the scripts that part words by blanks. */
function joins(left: string, right: string): boolean {
  return SPACED_LETTER.test(left) && SPACED_LETTER.test(right);
}

const SPACED_LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{N}]/u;
/** Longer names are also known with an ending behind them. */
const SHORT_NAME = 5;

/** Account numbers, phone numbers and identifiers that no record carries. Runs after dates and amounts are read. */
export function findStrangers(sentence: Sentence): void {
  const { book } = sentence.options;
  for (const match of sentence.rest.matchAll(ACCOUNT)) {
    const bare = match[0].replace(/[ -]/g, '');
    if (bare.length >= 14 && (bare.match(/\d/g)?.length ?? 0) >= 8)
      sentence.claim(
        'account',
        match.index,
        match.index + match[0].trimEnd().length,
        sentence.quoting(match[0]),
        'an account number',
      );
  }
  findAll(sentence, CARD, 'account', (text) => sentence.quoting(text).length > 0);
  for (const match of sentence.rest.matchAll(PHONE)) {
    const text = match[0].replace(/[ (./-]+$/, '');
    if (
      /^\p{Script=Latin}/u.test(sentence.rest.slice(match.index + match[0].length)) &&
      !/\s$/.test(match[0])
    )
      continue;
    const digits = text.replace(/\D/g, '');
    const looksLikePhone = digits.length >= 7 && (digits.length <= 15 || /^\+|^00/.test(text));
    const short =
      /^\+/.test(text) ||
      (digits.length >= 6 && /[ ./-]/.test(text) && !/^\d{1,4}\s?[-/]\s?\d{1,4}$/.test(text));
    if (!looksLikePhone && !short) continue;
    sentence.claim(
      'phone',
      match.index,
      match.index + text.length,
      book.phones.some((phone) => samePhone(phone, digits)) ? 'free' : [],
      'no record carries this number',
    );
  }
}

/** Codes of letters and digits that are neither a known record nor a size or model that the catalogue names. */
export function findCodes(sentence: Sentence): void {
  for (const match of sentence.rest.matchAll(CODE)) {
    const text = match[0].replace(/[-_/.:#]+$/, '');
    if (!/\p{Script=Latin}/u.test(text) && !text.startsWith('#')) continue;
    if (isHarmless(text) || sentence.quoting(text).length > 0)
      sentence.blank(match.index, match.index + text.length);
    else if (!isMeasure(text))
      sentence.claim(
        'identifier',
        match.index,
        match.index + text.length,
        [],
        'no record carries this number',
      );
  }
}

// Sizes and ordinals: A4, XL2, 1st, 2e. Longer codes must be known.
function isHarmless(text: string): boolean {
  if (text.startsWith('#')) return /^#\d{1,2}$/.test(text) && Number(text.slice(1)) <= 20;
  const digits = text.replace(/\D/g, '');
  return (
    (digits.length === 1 && text.length <= 4) ||
    (/^\d{1,2}(?:st|nd|rd|th|er|re|e|è|ème|ª|º|o|a)$/i.test(text) && Number(digits) <= 20)
  );
}

// A number with its unit: left to the check of numbers.
function isMeasure(text: string): boolean {
  return (
    /^\d+(?:[.,x×/-]\d+)*\p{Script=Latin}{1,5}$/u.test(text) ||
    /^\d+(?:[x×/.:-]\d+)+(?:\p{Script=Latin}{0,3})$/u.test(text)
  );
}

function findAll(
  sentence: Sentence,
  pattern: RegExp,
  kind: 'link' | 'email' | 'account',
  good: (text: string) => boolean,
): void {
  for (const match of sentence.rest.matchAll(pattern)) {
    const text = match[0].replace(/[.,;:!?)\]]+$/, '');
    sentence.claim(
      kind,
      match.index,
      match.index + text.length,
      good(text) ? 'free' : [],
      'no record carries this address',
    );
  }
}

function isKnownEmail(sentence: Sentence, text: string): boolean {
  const email = text.replace(/\s/g, '').toLowerCase();
  return sentence.options.book.emails.has(email) || sentence.options.typed.has(email);
}

function isKnownLink(sentence: Sentence, text: string): boolean {
  const { book } = sentence.options;
  const scheme = /^([a-z]+)\s?:/i.exec(text)?.[1]?.toLowerCase();
  const body = text.slice(text.indexOf(':') + 1);
  if (scheme === 'mailto') return isKnownEmail(sentence, body.split('?', 1)[0] ?? '');
  if (scheme === 'tel')
    return book.phones.some((phone) => samePhone(phone, body.replace(/\D/g, '')));
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return false;
  const wanted = addressOf(text);
  if (book.urls.some((url) => addressOf(url) === wanted)) return true;
  // The shop's own domain, as its links and addresses carry it.
  if (wanted.includes('/')) return false;
  return (
    book.urls.some((url) => addressOf(url).split('/', 1)[0] === wanted) ||
    [...book.emails].some((email) => email.endsWith(`@${wanted}`))
  );
}

function addressOf(url: string): string {
  return url
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[/.,;:!?)]+$/, '')
    .toLowerCase();
}

function looksLikeAddress(text: string): boolean {
  return /^\s*(?:https?:\/\/|www\.)|^\s*[\w-]+(?:\.[\w-]+)+(?:\/\S*)?\s*$/i.test(text);
}

function liesAbout(shown: string, target: string): boolean {
  if (!looksLikeAddress(shown)) return false;
  const address = addressOf(target);
  const text = addressOf(shown);
  return address !== text && address.split('/', 1)[0] !== text;
}

// National and international forms of one number share their last digits.
function samePhone(known: string, written: string): boolean {
  if (known === written) return true;
  const short = written.replace(/^0+/, '');
  const knownShort = known.replace(/^0+/, '');
  return (
    Math.min(short.length, knownShort.length) >= 7 &&
    (known.endsWith(short) || written.endsWith(knownShort))
  );
}

function besideCurrency(sentence: Sentence, start: number, end: number): boolean {
  const around = `${sentence.text.slice(Math.max(0, start - 4), start)} ${sentence.text.slice(end, end + 4)}`;
  return /\p{Sc}|円|元|원/u.test(around);
}
