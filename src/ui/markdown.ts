/*
 * The Markdown that may stand in a message, read into plain data in one pass over the characters: no backtracking, no
 * HTML, no images. What is not finished yet (an open `**` in a streamed reply) stays text.
 */

import { type Inline, parseInline } from './markdown-inline.ts';

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] };

export function parseMarkdown(text: string): Block[] {
  return parseBlocks(text.split('\n'), 0);
}

/** Lists and quotes deeper than this are shown at this depth. */
const MAX_DEPTH = 6;
const MAX_COLUMNS = 20;

function parseBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length === 0) return;
    blocks.push({ type: 'paragraph', children: parseInline(paragraph.join('\n')) });
    paragraph = [];
  };

  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const trimmed = line.trim();
    if (trimmed === '') {
      flush();
      at += 1;
    } else if (trimmed.startsWith('```')) {
      flush();
      const end = endOfFence(lines, at + 1);
      blocks.push({ type: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (trimmed[0] === '>') {
      flush();
      const end = runOf(lines, at, (next) => next.trimStart()[0] === '>');
      const inner = lines.slice(at, end).map(withoutQuoteMarks);
      blocks.push({
        type: 'quote',
        blocks: depth < MAX_DEPTH ? parseBlocks(inner, depth + 1) : [],
      });
      at = end;
    } else if (headingLevel(trimmed) > 0) {
      flush();
      const words = trimmed.slice(headingLevel(trimmed)).trim();
      blocks.push({
        type: 'paragraph',
        children: [{ type: 'strong', children: parseInline(words) }],
      });
      at += 1;
    } else if (listMarker(line) !== null) {
      flush();
      const end = runOf(lines, at, (next) => listMarker(next) !== null || isIndented(next));
      blocks.push(parseList(lines.slice(at, end), depth));
      at = end;
    } else if (trimmed.includes('|') && isDelimiterRow(lines[at + 1] ?? '')) {
      flush();
      const end = runOf(lines, at + 2, (next) => next.includes('|'));
      blocks.push({
        type: 'table',
        head: cellsOf(trimmed),
        rows: lines.slice(at + 2, end).map((row) => cellsOf(row.trim())),
      });
      at = end;
    } else {
      paragraph.push(trimmed);
      at += 1;
    }
  }
  flush();
  return blocks;
}

function runOf(lines: readonly string[], from: number, belongs: (line: string) => boolean): number {
  let end = from;
  while (end < lines.length && belongs(lines[end] ?? '')) end += 1;
  return end;
}

function endOfFence(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && !(lines[end] ?? '').trim().startsWith('```')) end += 1;
  return end;
}

function withoutQuoteMarks(line: string): string {
  let at = 0;
  while (at < line.length && (line[at] === '>' || line[at] === ' ')) at += 1;
  return line.slice(at);
}

function headingLevel(line: string): number {
  let level = 0;
  while (line[level] === '#') level += 1;
  return level <= 6 && line[level] === ' ' ? level : 0;
}

interface Marker {
  indent: number;
  /** the number of an ordered item, else null */
  number: number | null;
  content: string;
}

function listMarker(line: string): Marker | null {
  let at = 0;
  while (line[at] === ' ' || line[at] === '\t') at += 1;
  const indent = at;
  const mark = line[at] ?? '';
  if ((mark === '-' || mark === '*' || mark === '+' || mark === '•') && line[at + 1] === ' ')
    return { indent, number: null, content: line.slice(at + 2) };
  const first = at;
  while (at - first < 9 && isDigit(line.charCodeAt(at))) at += 1;
  if (at === first || (line[at] !== '.' && line[at] !== ')') || line[at + 1] !== ' ') return null;
  return { indent, number: Number(line.slice(first, at)), content: line.slice(at + 2) };
}

function isIndented(line: string): boolean {
  return /^(?: {2}|\t)/.test(line) && line.trim() !== '';
}

function parseList(lines: readonly string[], depth: number): Block {
  const first = listMarker(lines[0] ?? '');
  const indent = first?.indent ?? 0;
  const items: Block[][] = [];
  for (let at = 0; at < lines.length; ) {
    const marker = listMarker(lines[at] ?? '');
    // Everything indented deeper than this list belongs to the item above it.
    const end = runOf(lines, at + 1, (next) => {
      const other = listMarker(next);
      return other === null || other.indent > indent;
    });
    const own = [marker?.content ?? lines[at]?.trim() ?? ''];
    const rest = lines.slice(at + 1, end);
    items.push(
      depth < MAX_DEPTH
        ? parseBlocks([...own, ...rest.map((line) => dedent(line, indent + 2))], depth + 1)
        : [{ type: 'paragraph', children: parseInline([...own, ...rest].join('\n')) }],
    );
    at = end;
  }
  return {
    type: 'list',
    ordered: first?.number !== null,
    start: first?.number ?? 1,
    items,
  };
}

function dedent(line: string, most: number): string {
  let at = 0;
  while (at < most && (line[at] === ' ' || line[at] === '\t')) at += 1;
  return line.slice(at);
}

function isDelimiterRow(line: string): boolean {
  let dashes = 0;
  for (const character of line) {
    if (character === '-') dashes += 1;
    else if (character !== '|' && character !== ':' && character !== ' ') return false;
  }
  return dashes > 1 && line.includes('|');
}

function cellsOf(line: string): Inline[][] {
  const cells: string[] = [];
  let cell = '';
  for (let at = line[0] === '|' ? 1 : 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '\\' && line[at + 1] === '|') {
      cell += '|';
      at += 1;
    } else if (character === '|' && cells.length < MAX_COLUMNS) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  if (cell.trim() !== '') cells.push(cell);
  return cells.map((text) => parseInline(text.trim()));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
