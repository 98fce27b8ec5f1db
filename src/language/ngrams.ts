/** Seeds that keep a whole word apart from an n-gram with the same letters. */
const NGRAM_SEED = 0x811c9dc5;
const WORD_SEED = 0x2f0b4c47;
const LONGEST_NGRAM = 5;
/** A text beyond this many letters tells no more than its beginning. */
const LONGEST_TEXT = 400;

/**
 * Calls `visit` with a hash of 24 bits for every n-gram of one to five letters and of every whole word in a cleaned text. A word's
 * n-grams include the blanks around it, so that its beginning and end count as such.
 */
export function eachFeature(cleaned: string, visit: (hash: number) => void): void {
  const text = cleaned.length > LONGEST_TEXT ? cleaned.slice(0, LONGEST_TEXT) : cleaned;
  const end = text.length;
  for (let from = 0; from < end; ) {
    let to = text.indexOf(' ', from);
    if (to === -1) to = end;
    let word = WORD_SEED;
    for (let at = from - 1; at <= to; at++) {
      if (at >= from && at < to) word = Math.imul(word ^ text.charCodeAt(at), 0x01000193);
      let hash = NGRAM_SEED;
      const last = Math.min(at + LONGEST_NGRAM - 1, to);
      for (let letter = at; letter <= last; letter++) {
        const code = letter < from || letter === to ? 32 : text.charCodeAt(letter);
        hash = Math.imul(hash ^ code, 0x01000193);
        // A blank alone tells nothing.
        if (letter > at || code !== 32) visit(hash >>> 8);
      }
    }
    visit(word >>> 8);
    from = to + 1;
  }
}
