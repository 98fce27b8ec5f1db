/**
 * Leaves of a message only what tells its language: no links, addresses, order or tracking numbers, digits, emoji or
 * punctuation; lower case; letters repeated for stress ("heeelp") cut to two. Words are separated by one blank.
 */
export function cleanForDetection(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/(?:https?:\/\/|www\.)[!-~]+/giu, ' ')
      .replace(/[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/gu, ' ')
      .replace(/[@#][\p{L}\p{N}_-]+/gu, ' ')
      // A run of Latin letters and digits with a digit in it is a code. Other scripts write digits into words: 3个.
      .replace(/[\p{Script=Latin}\p{Nd}_-]*\p{Nd}[\p{Script=Latin}\p{Nd}_-]*/gu, ' ')
      .replace(/[\p{Cf}]/gu, '')
      .replace(/[’‘ʼ`´]/gu, "'")
      .replace(/[^\p{L}\p{M}' ]+/gu, ' ')
      .toLowerCase()
      .replace(/(\p{L})\1{2,}/gu, '$1$1')
      .replace(/(^|\s)'+|'+(?=\s|$)/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}
