/**
 * Leaves of a message only what tells its language: no links, addresses, order or tracking numbers, digits, emoji or
 * punctuation; lower case; letters ("heeelp") and words ("no no no no") repeated for stress cut to two. Words are separated by one blank.
 */
export function cleanForDetection(text: string): string {
  const begin = text.slice(0, LONGEST);
  return (
    (STACKED.test(begin) ? begin.normalize('NFD').replace(MARKS, '') : begin)
      .normalize('NFKC')
      .replace(/(?:https?:\/\/|www\.)[!-~]+/giu, ' ')
      .replace(/[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/gu, ' ')
      .replace(/[@#][\p{L}\p{N}_-]+/gu, ' ')
      // A run of Latin letters and digits with a digit in it is a code. Other scripts write digits into words: 3个.
      .replace(/[\p{Script=Latin}\p{Nd}_-]*\p{Nd}[\p{Script=Latin}\p{Nd}_-]*/gu, (run) =>
        ARABIC_IN_LATIN.test(run) ? run : (DOUBLED_WORD.exec(run)?.[1] ?? ' '),
      )
      .replace(/[\p{Cf}]/gu, '')
      .replace(/[’‘ʼ`´]/gu, "'")
      .replace(/[^\p{L}\p{M}' 235-9]+/gu, ' ')
      .toLowerCase()
      .replace(/(\p{L})\1{2,}/gu, '$1$1')
      .replace(/(^|\s)'+|'+(?=\s|$)/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
      .replace(/(?<=^| )([^ ]+)(?: \1){2,}(?= |$)/gu, '$1 $1')
  );
}

/** Characters beyond which nothing more is told; what is looked for here would take the square of a text's length. */
const LONGEST = 2_000;
// Letters buried under marks ("zalgo") or struck through. No language puts more than two marks on a letter.
const STACKED = /[\u0300-\u036f]{3}|[\u0334-\u0338]/u;
const MARKS = /[\u0300-\u036f]+/gu;

// Arabic in Latin letters writes 3 for ع, 7 for ح and so on, alone between letters or before them: "3ayez", "bta3i".
const ARABIC_IN_LATIN = /^(?=(?:\d*[a-z]){3})(?:[37]|[a-z]+[235-9])(?:[a-z]+[235-9])*[a-z]+$/u;
// Malay and Indonesian write a word said twice with a 2: "barang2", "lain2".
const DOUBLED_WORD = /^(\p{Script=Latin}{3,})2$/u;
