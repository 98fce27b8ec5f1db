/* What may stand within a line of a message: emphasis, code, links, breaks. One pass, no backtracking. */

export type Inline =
  | string
  | { type: 'strong' | 'em' | 'del'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: 'break' };

/** Emphasis and link texts open at once. */
const MAX_OPEN = 32;

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

export function parseInline(text: string): Inline[] {
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
