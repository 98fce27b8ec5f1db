/** Words whose lists are remembered: replies use the same few hundred over and over. */
const WORDS_REMEMBERED = 4096;

/**
 * The first words of the phrases of all lists of a language, each list a bit. A text is read once, and then each list
 * tries its costly pattern only where one of its own phrases can begin.
 */
export class HeadIndex {
  readonly #words = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #known = new Map<string, number>();
  /** lists with a phrase that begins with a sign: those can begin anywhere */
  #anywhere = 0;
  #stemLengths: number[] = [];
  #lists = 0;
  #text = '';
  #starts: number[] = [];
  #bits: number[] = [];
  #allBits = 0;
  #exact = true;

  /** Takes in a list of folded phrases, a stem with `*` at its end, and returns the list's bit. */
  add(phrases: readonly string[]): number {
    const bit = 1 << this.#lists;
    this.#lists += 1;
    // What was read with fewer lists is read anew.
    this.#text = '';
    this.#allBits = 0;
    this.#known.clear();
    for (const phrase of phrases) {
      const head = /[\p{L}\p{M}\p{N}]+\*?/u.exec(phrase);
      if (head === null || head.index > 0) this.#anywhere |= bit;
      const word = head?.[0] ?? '';
      const [index, key] = word.endsWith('*')
        ? [this.#stems, word.slice(0, -1)]
        : [this.#words, word];
      index.set(key, (index.get(key) ?? 0) | bit);
    }
    this.#stemLengths = [...new Set([...this.#stems.keys()].map((stem) => stem.length))];
    return bit;
  }

  /** False when no phrase of the list can stand in the text. */
  has(text: string, bit: number): boolean {
    this.#read(text);
    return ((this.#allBits | this.#anywhere) & bit) !== 0;
  }

  /** Where phrases of the list can begin; null when that is not known. */
  startsIn(text: string, bit: number): number[] | null {
    this.#read(text);
    if (!this.#exact || (this.#anywhere & bit) !== 0) return null;
    return this.#starts.filter((_, index) => ((this.#bits[index] ?? 0) & bit) !== 0);
  }

  #read(text: string): void {
    if (text === this.#text) return;
    const lower = text.toLowerCase();
    this.#text = text;
    this.#exact = lower.length === text.length;
    this.#starts = [];
    this.#bits = [];
    this.#allBits = 0;
    for (let start = 0; start < lower.length; start += 1) {
      if (!isWordCharacter(lower.charCodeAt(start))) continue;
      let end = start + 1;
      while (end < lower.length && isWordCharacter(lower.charCodeAt(end))) end += 1;
      const bits = this.#bitsOf(lower.slice(start, end));
      if (bits !== 0) {
        this.#starts.push(start);
        this.#bits.push(bits);
        this.#allBits |= bits;
      }
      start = end;
    }
  }

  #bitsOf(word: string): number {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    let bits = this.#words.get(word) ?? 0;
    for (const length of this.#stemLengths)
      if (length <= word.length) bits |= this.#stems.get(word.slice(0, length)) ?? 0;
    // `12november`: patterns that begin with a number see the word behind it.
    if (/\d/.test(word))
      for (const letters of word.match(/[^\d]+/gu) ?? []) bits |= this.#bitsOf(letters);
    if (this.#known.size >= WORDS_REMEMBERED) this.#known.clear();
    this.#known.set(word, bits);
    return bits;
  }
}

const UNKNOWN = 0;
const WORD = 1;
const OTHER = 2;
/** What each UTF-16 code unit is; halves of surrogate pairs count as parts of words. */
const kinds = new Uint8Array(0x10000);

function isWordCharacter(code: number): boolean {
  let kind = kinds[code] ?? OTHER;
  if (kind === UNKNOWN) {
    const half = code >= 0xd800 && code <= 0xdfff;
    kind = half || /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(code)) ? WORD : OTHER;
    kinds[code] = kind;
  }
  return kind === WORD;
}
