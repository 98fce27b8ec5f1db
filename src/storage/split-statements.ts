/**
 * Splits a migration into its statements. A semicolon ends one, except in strings, quoted names, comments and
 * inside the body of a trigger, which ends with `; END;` (the rule of SQLite's own `sqlite3_complete`).
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let current = '';
  let words: string[] = [];
  for (const [token] of sql.matchAll(TOKENS)) {
    if (token.startsWith('--') || token.startsWith('/*')) continue;
    current += token;
    if (token === ';') {
      if (isComplete(words)) {
        if (words.length > 0) statements.push(current.trim().slice(0, -1).trimEnd());
        current = '';
        words = [];
      } else {
        words.push(';');
      }
    } else if (token.trim() !== '') {
      words.push(token.toUpperCase());
    }
  }
  if (words.length > 0) statements.push(current.trim());
  return statements;
}

const TOKENS =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?|\s+|[A-Za-z_][A-Za-z0-9_]*|;|./gsu;

function isComplete(words: readonly string[]): boolean {
  const trigger = words[0] === 'CREATE' && words.slice(1, 3).includes('TRIGGER');
  return !trigger || (words.at(-1) === 'END' && words.at(-2) === ';');
}
