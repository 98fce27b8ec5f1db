/** Where a text stops being JSON, as line and column from 1; undefined when it is JSON after all. Engines tell this only sometimes. */
export function jsonErrorPlace(
  text: string,
): { line: number; column: number; atEnd: boolean } | undefined {
  const end = skipBlanks(text, value(text, skipBlanks(text, 0)));
  if (end === text.length) return undefined;
  const at = end < 0 ? -end - 1 : end;
  const before = text.slice(0, at).split('\n');
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    atEnd: at >= text.length,
  };
}

/*
 * Each function takes a position and returns the one after what it read, or −position − 1 of the first fault.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const STRING_START = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
const BLANKS = /[ \t\r\n]*/y;

function value(text: string, at: number): number {
  if (text[at] === '{') return list(text, at, '}', member);
  if (text[at] === '[') return list(text, at, ']', value);
  return text[at] === '"' ? string(text, at) : (match(SCALAR, text, at) ?? fault(at));
}

function list(
  text: string,
  start: number,
  close: string,
  item: (text: string, at: number) => number,
): number {
  let at = skipBlanks(text, start + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    at = skipBlanks(text, item(text, at));
    if (at < 0) return at;
    if (text[at] === close) return at + 1;
    if (text[at] !== ',') return fault(at);
    at = skipBlanks(text, at + 1);
  }
}

function member(text: string, at: number): number {
  if (text[at] !== '"') return fault(at);
  const colon = skipBlanks(text, string(text, at));
  if (colon < 0) return colon;
  return text[colon] === ':' ? value(text, skipBlanks(text, colon + 1)) : fault(colon);
}

function string(text: string, at: number): number {
  return match(STRING, text, at) ?? fault(match(STRING_START, text, at) ?? at);
}

function skipBlanks(text: string, at: number): number {
  return at < 0 ? at : (match(BLANKS, text, at) ?? at);
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function fault(at: number): number {
  return -at - 1;
}
