/*
 * The Markdown that may stand in a message, read into plain data in one pass over the characters: no backtracking, no
 * HTML, no images. What is not finished yet (an open `**` in a streamed reply) stays text.
 */

export type Inline =
  | string
  | { type: 'strong' | 'em' | 'del'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: 'break' };

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
/** Emphasis and link texts open at once. */
const MAX_OPEN = 32;
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

/** Something open on the line: an emphasis or a link text. Without an end, its mark turns back into text. */
interface Frame {
  mark: string;
  children: Inline[];
}

const EMPHASIS: Readonly<Record<string, 'strong' | 'em' | 'del'>> = {
  '**': 'strong',
  __: 'strong',
  '*': 'em',
  _: 'em',
  '~~': 'del',
};

function parseInline(text: string): Inline[] {
  const frames: Frame[] = [{ mark: '', children: [] }];
  const closers = new BacktickRuns(text);
  let words = '';
  let at = 0;
  const top = () => frames[frames.length - 1] ?? { mark: '', children: [] };
  const flush = () => {
    if (words !== '') add(top().children, words);
    words = '';
  };
  /** how many frames of each mark are open */
  const open: Record<string, number> = {};
  const isOpen = (mark: string) => (open[mark] ?? 0) > 0;
  const push = (mark: string) => {
    flush();
    frames.push({ mark, children: [] });
    open[mark] = (open[mark] ?? 0) + 1;
  };
  /** The innermost frames become text again, down to the one with this mark, which is taken out. */
  const close = (mark: string): Inline[] => {
    flush();
    for (;;) {
      const frame = frames.pop();
      if (frame !== undefined) open[frame.mark] = (open[frame.mark] ?? 1) - 1;
      if (frame === undefined || frame.mark === mark) return frame?.children ?? [];
      const parent = top().children;
      add(parent, frame.mark);
      for (const child of frame.children) add(parent, child);
    }
  };

  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '\\' && isPunctuation(text.charCodeAt(at + 1))) {
      words += text[at + 1];
      at += 2;
    } else if (character === '\n') {
      flush();
      top().children.push({ type: 'break' });
      at += 1;
    } else if (character === '`') {
      const length = runLength(text, at);
      const end = closers.find(at, length);
      if (end === -1) {
        words += text.slice(at, at + length);
        at += length;
      } else {
        flush();
        top().children.push({ type: 'code', text: text.slice(at + length, end).trim() });
        at = end + length;
      }
    } else if (character === '*' || character === '_' || character === '~') {
      at = emphasis(character);
    } else if (character === '[' || (character === '!' && text[at + 1] === '[')) {
      const mark = character === '!' ? '![' : '[';
      if (frames.length < MAX_OPEN) push(mark);
      else words += mark;
      at += mark.length;
    } else if (character === ']' && (isOpen('[') || isOpen('!['))) {
      at = link();
    } else if (
      character === 'h' &&
      text.startsWith('https://', at) &&
      !isOpen('[') &&
      !text.startsWith('](', at - 2)
    ) {
      const end = endOfUrl(text, at);
      const href = text.slice(at, end);
      flush();
      top().children.push(isSafeLink(href) ? { type: 'link', href, children: [href] } : href);
      at = end;
    } else {
      words += character;
      at += 1;
    }
  }
  const rest = close('');
  return rest;

  function emphasis(character: string): number {
    const length = runLength(text, at);
    const before = text[at - 1] ?? ' ';
    const after = text[at + length] ?? ' ';
    const inWord = character === '_' && isWordCharacter(before) && isWordCharacter(after);
    let left = character === '~' && length !== 2 ? 0 : length;
    if (left > 3 || inWord) left = 0;
    while (left > 0) {
      // A run of three closes what was opened last first.
      const { mark: latest } = top();
      const innermost = latest[0] === character ? latest.length : 2;
      const isClosing = !isSpace(before) && innermost <= left;
      const mark = character.repeat(isClosing && character !== '~' ? innermost : Math.min(left, 2));
      const kind = EMPHASIS[mark];
      if (kind === undefined) break;
      if (!isSpace(before) && isOpen(mark)) {
        const children = close(mark);
        top().children.push({ type: kind, children });
      } else if (!isSpace(after) && frames.length < MAX_OPEN) {
        push(mark);
      } else words += mark;
      left -= mark.length;
      if (left === 0) return at + length;
    }
    words += text.slice(at, at + length);
    return at + length;
  }

  function link(): number {
    const innermost = frames.findLast(({ mark }) => mark === '[' || mark === '![')?.mark ?? '[';
    const children = close(innermost);
    const end = text[at + 1] === '(' ? endOfTarget(text, at + 2) : -1;
    const href = end === -1 ? '' : (text.slice(at + 2, end).split(' ')[0] ?? '');
    const parent = top().children;
    if (innermost === '![' && end !== -1) {
      // An image is named, never fetched.
      for (const child of children) add(parent, child);
    } else if (end !== -1 && isSafeLink(href)) {
      parent.push({ type: 'link', href, children: children.length > 0 ? children : [href] });
    } else {
      add(parent, innermost);
      for (const child of children) add(parent, child);
      add(parent, end === -1 ? ']' : `](${text.slice(at + 2, end)})`);
    }
    return end === -1 ? at + 1 : end + 1;
  }
}

/** Joins words that stand side by side. */
function add(children: Inline[], child: Inline): void {
  const last = children.length - 1;
  const before = children[last];
  if (typeof child === 'string' && typeof before === 'string') children[last] = before + child;
  else children.push(child);
}

/** Only what a browser reads as one of these schemes; `java\nscript:` and its like are read as it reads them. */
function isSafeLink(href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { protocol } = new URL(href);
  return protocol === 'https:' || protocol === 'mailto:' || protocol === 'tel:';
}

/** A link's target ends at `)`; one with a bracket or a line break in it is none. */
function endOfTarget(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === ')') return at;
    if (character === '(' || character === '[' || character === '\n') return -1;
  }
  return -1;
}

function endOfUrl(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/[\s<>"'`*()[\]，。；）]/.test(text[end] ?? '')) end += 1;
  while (end > from && /[.,;:!?_~]/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** For each run of backticks the next run of the same length, found in one pass. */
class BacktickRuns {
  readonly #positions = new Map<number, number[]>();
  readonly #next = new Map<number, number>();

  constructor(text: string) {
    for (let at = text.indexOf('`'); at !== -1; ) {
      const length = runLength(text, at);
      const known = this.#positions.get(length);
      if (known === undefined) this.#positions.set(length, [at]);
      else known.push(at);
      at = text.indexOf('`', at + length);
    }
  }

  find(opener: number, length: number): number {
    const positions = this.#positions.get(length) ?? [];
    let index = this.#next.get(length) ?? 0;
    while (index < positions.length && (positions[index] ?? 0) <= opener) index += 1;
    this.#next.set(length, index);
    return positions[index] ?? -1;
  }
}

function runLength(text: string, from: number): number {
  let end = from + 1;
  while (text[end] === text[from]) end += 1;
  return end - from;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\u00a0';
}

function isWordCharacter(character: string): boolean {
  return !isSpace(character) && !isPunctuation(character.charCodeAt(0));
}

function isPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}
