import { parse } from 'yaml';

/** The values of a JSON, YAML or JavaScript file of translations. */
export function stringsOf(name: string, text: string): string[] {
  if (name.endsWith('.json')) return leaves(JSON.parse(text));
  if (/ya?ml$/u.test(name)) return leaves(parse(text));
  return [...text.matchAll(/[:=]\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/gu)].map(
    ([, quoted = '']) =>
      quoted
        .slice(1, -1)
        .replace(/\\u([0-9a-f]{4})/giu, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
        .replace(/\\n/gu, ' ')
        .replace(/\\(.)/gu, '$1'),
  );
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** A text without markup and placeholders, cut at the ends of its sentences and at the commas of a list of words. */
export function phrasesOf(text: string): string[] {
  if (/https?:|[{}<>\\]{4,}|::|=>|\$\(/u.test(text)) return [];
  const plain = text
    .replace(/<[^>]*>|%?\{\{?[^{}]*\}?\}|%\w+%|%\d*\$?[sd]|&\w+;|\$\w+|\[[^\]]*\]/gu, '\n')
    .normalize('NFC');
  const isList =
    (plain.match(/[,،、]/gu)?.length ?? 0) >= 2 &&
    !/[.!?。]/u.test(plain) &&
    !/,\s\p{L}+\s\p{L}+\s\p{L}/u.test(plain);
  return plain
    .split(isList ? /[,،、\n]/u : /[\n|•]|(?<=[.!?。！？])\s*/u)
    .map((part) => part.replace(/\s+/gu, ' ').trim())
    .filter(
      (part) =>
        (part.match(/\p{L}/gu)?.length ?? 0) >= 2 &&
        part.length <= 300 &&
        !/[_=/\\]|\w\.\w|[a-z][A-Z]/u.test(part),
    );
}
