import { asciiDigits } from '../../language/digits.ts';

/*
 * A reply is checked as a reader would understand it, not as it is encoded: look-alike characters, invisible ones,
 * markup inside a number and escaped characters are undone first. Only the check sees this form; the shopper gets
 * the reply as written.
 */

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi;
const NAMED_ENTITIES: Record<string, string> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  dollar: '$',
  percnt: '%',
  period: '.',
  comma: ',',
  num: '#',
  commat: '@',
  colon: ':',
  sol: '/',
  hyphen: '-',
  minus: '-',
  ndash: '–',
  mdash: '—',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  zwj: '',
  zwnj: '',
  shy: '',
  lrm: '',
  rlm: '',
  eacute: 'é',
  uuml: 'ü',
};

// Format and control characters but line breaks, marks that strike digits out or ring them, variation selectors.
const INVISIBLE =
  /(?![\n\t\r])[\p{Cc}\p{Cf}]|[\u0335-\u0338]|[\u20d0-\u20f0]|\p{Variation_Selector}|\p{Default_Ignorable_Code_Point}/gu;
// A combining mark on a digit changes nothing that a reader sees as the number.
const MARK_ON_DIGIT = /([\d.,])\p{M}+/gu;
const CIRCLED_DIGIT = /[\u24ff\u2776-\u277f\u2780-\u2793\u24eb-\u24f4\u24f5-\u24fe]/g;

const LOOKALIKES: Record<string, string> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  һ: 'h',
  ӏ: 'l',
  ԛ: 'q',
  ԝ: 'w',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: 'I',
  Ј: 'J',
  Ѕ: 'S',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
  ο: 'o',
  ν: 'v',
  ι: 'i',
  З: '3',
  з: '3',
  б: '6',
  ɑ: 'a',
  ı: 'i',
  ǀ: 'l',
  '٫': '.',
  '٬': ',',
  '،': ',',
  '⁄': '/',
  '∕': '/',
  '⧸': '/',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '−': '-',
  '⁃': '-',
  '﹣': '-',
  '․': '.',
  '。': '。',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '′': "'",
  '٪': '%',
  '∶': ':',
  ꞏ: '·',
  '‚': ',',
  '¸': ',',
  '⸱': '.',
};
const LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join('')}]`, 'gu');
const FOREIGN_LOOKALIKE = new RegExp(
  `[${Object.keys(LOOKALIKES)
    .filter((character) => !/\p{Script=Cyrillic}/u.test(character))
    .join('')}]`,
  'gu',
);

const PLAIN_ASCII = /^[ -%'-)+-;=-_a-}\n]*$/;

/** Languages whose own letters are look-alikes of Latin ones. */
const CYRILLIC = new Set(['ru', 'uk', 'bg']);
const CYRILLIC_RUN =
  /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]*\p{Script=Cyrillic}[\p{L}\p{M}\p{N}]*/gu;

/**
 * The reply as a reader of its language understands it; without a language as if it were written in Latin letters.
 * ASCII without markup comes back unchanged.
 */
export function normalise(text: string, language?: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const shown = text
    .replace(ENTITY, (whole, decimal, hex, name) => decodeEntity(whole, decimal, hex, name))
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, (tag) => (/href|src/i.test(tag) ? tag : ''))
    .normalize('NFKC')
    .replace(CIRCLED_DIGIT, circledDigit)
    .replace(INVISIBLE, '')
    .replace(
      language !== undefined && CYRILLIC.has(language) ? FOREIGN_LOOKALIKE : LOOKALIKE,
      latin,
    );
  return unmark(
    unifyArabic(asciiDigits(unifyCyrillic(shown, language))).replace(MARK_ON_DIGIT, '$1'),
  );
}

function latin(character: string): string {
  return LOOKALIKES[character] ?? character;
}

const CYRILLIC_TWINS = Object.fromEntries(
  Object.entries(LOOKALIKES)
    .filter(([twin, letter]) => /[а-я]/i.test(twin) && /[a-z]/i.test(letter))
    .map(([twin, letter]) => [letter, twin]),
);
// Letters that no Latin one looks like: a word with them was meant to be Cyrillic.
const PLAINLY_CYRILLIC = /[бвгджзийклмнптфцчшщъыьэюяБГДЖИЙЛПФЦЧШЩЪЫЬЭЮЯ]/u;

// Where Cyrillic is at home its letters count as Latin only in a word that mixes the two (`dеlivered`) or goes on in
// digits (`ОМ10042`), and as digits only between digits (`4З,90`); ё and е are one.
function unifyCyrillic(text: string, language: string | undefined): string {
  if (language === undefined || !CYRILLIC.has(language)) return text;
  return text
    .replace(CYRILLIC_RUN, (run) =>
      /\p{Script=Latin}/u.test(run) || /^\p{Script=Cyrillic}+\d/u.test(run)
        ? PLAINLY_CYRILLIC.test(run)
          ? run.replace(/\p{Script=Latin}/gu, (letter) => CYRILLIC_TWINS[letter] ?? letter)
          : run.replace(LOOKALIKE, latin)
        : run.replace(/(?<=\d)[Ззб](?=\d|$)/gu, latin),
    )
    .replace(/[ёЁ]/g, (letter) => (letter === 'ё' ? 'е' : 'Е'));
}

// Spellings that writers of Arabic use for one another, vowel signs and stretching.
function unifyArabic(text: string): string {
  if (!/[\u0600-\u06ff]/.test(text)) return text;
  return text
    .replace(/[\u064b-\u0652\u0640\u0670]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');
}

// Emphasis around or inside words and numbers; a single underscore may be part of an identifier.
function unmark(text: string): string {
  return text.replace(/\*+|`+|~~+|__+/g, '').replace(/(?<![a-z0-9])_|_(?![a-z0-9])/gi, '');
}

function decodeEntity(
  whole: string,
  decimal: string | undefined,
  hex: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}

function circledDigit(character: string): string {
  const point = character.charCodeAt(0);
  if (point === 0x24ff) return '0';
  if (point <= 0x24f4 && point >= 0x24eb) return String(point - 0x24eb + 11);
  if (point >= 0x24f5 && point <= 0x24fe) return String(point - 0x24f5 + 1);
  return String(((point - 0x2776) % 10) + 1);
}
