import { parse } from 'yaml';

/** The values of a JSON, YAML or JavaScript file of translations. */
export function stringsOf(name: string, text: string): string[] {
  if (name.endsWith('.json')) return leaves(JSON.parse(text));
  if (/ya?ml$/u.test(name)) return leaves(parse(text));
  if (name.endsWith('.ftl'))
    return [...text.matchAll(/^(?:[a-z][\w-]*|\s+\.[a-z]+) =[ \t]*(\S.*)$/gmu)].map(
      ([, one = '']) => one,
    );
  return [...text.matchAll(/[:=]\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/gu)].flatMap(
    ([, quoted = '']) => {
      const string = unescaped(quoted.slice(1, -1));
      // Some keep the translations as one string of JSON.
      return string.startsWith('{ "') ? leaves(JSON.parse(string)) : string;
    },
  );
}

function unescaped(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/giu, (_, four?: string, two?: string) =>
      String.fromCharCode(Number.parseInt(four ?? two ?? '', 16)),
    )
    .replace(/\\n/gu, ' ')
    .replace(/\\(.)/gu, '$1');
}

export function leaves(value: unknown): string[] {
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
