import { foldForFeatures } from './fold.ts';

/** Lines of an order whose article the text names, with a quantity where one is said ("one of the two mugs"). */
export function linesNamed(
  text: string,
  lines: readonly { line: number; quote: string; quantity: number }[],
): { line: number; quantity?: number }[] {
  const said = new Set(namingWords(text));
  const dense = foldForFeatures(text);
  const owners = new Map<string, number>();
  for (const { quote } of lines)
    for (const word of new Set(namingWords(quote))) owners.set(word, (owners.get(word) ?? 0) + 1);
  return lines
    .filter(({ quote }) =>
      // A word that every line has ("cotton") names none of them.
      namingWords(quote).some(
        (word) =>
          ((owners.get(word) ?? 0) < lines.length || lines.length === 1) &&
          (said.has(word) || (isDense(word) && dense.includes(word))),
      ),
    )
    .map(({ line, quantity }) => {
      const wanted = quantity > 1 && ONE_OF.test(foldForFeatures(text)) ? 1 : null;
      return wanted === null ? { line } : { line, quantity: wanted };
    });
}

const ONE_OF =
  /\bone of\b|only one|just one|uno de|una de|solo un|um dos|uma das|apenas um|um so|un des|une des|un seul|eine[rsn]? der|nur eine|其中一|只退一|一个|一件|一つだけ|ひとつ|1つ|واحد من|واحدة من|قطعة واحدة|uno dei|una delle|solo uno|solo una|하나만|한 개|один из|одну из|только один|только одну|salah satu|satu saja|mot trong|mot cai|chi mot|ชิ้นเดียว|แค่หนึ่ง|อันเดียว/u;

/** Words long enough to name something, cut to a stem so that "mug" and "mugs" are one. */
export function namingWords(text: string): string[] {
  return foldForFeatures(text)
    .split(' ')
    .filter((word) =>
      isDense(word) ? word.length >= 2 : word.length >= 3 && !word.startsWith('<'),
    )
    .map((word) => (isDense(word) ? word : word.replace(/(?:es|s|en|e)$/u, '')));
}

function isDense(word: string): boolean {
  return /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(word);
}
