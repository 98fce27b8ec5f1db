/** Likeness of two short texts, 0 to 1: Dice's coefficient over character trigrams, so that it works for every script. */
export function similarity(left: string, right: string): number {
  const first = trigrams(left);
  const second = trigrams(right);
  if (first.size === 0 || second.size === 0) return 0;
  let shared = 0;
  for (const gram of first) if (second.has(gram)) shared += 1;
  return (2 * shared) / (first.size + second.size);
}

function trigrams(text: string): Set<string> {
  const letters = [
    ...` ${text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `,
  ];
  const grams = new Set<string>();
  for (let index = 0; index + 3 <= letters.length; index += 1)
    grams.add(letters.slice(index, index + 3).join(''));
  return grams;
}
