const TAIL = 240;
const LONGEST_UNIT = 60;

/** True when the last 240 characters are one unit of at most 60 characters, over and over: a model stuck in a loop. */
export function endsInRepetition(text: string): boolean {
  if (text.length < TAIL) return false;
  const tail = text.slice(-TAIL);
  for (let unit = 1; unit <= LONGEST_UNIT; unit += 1) {
    let index = unit;
    while (index < TAIL && tail.charCodeAt(index) === tail.charCodeAt(index - unit)) index += 1;
    if (index === TAIL) return true;
  }
  return false;
}

/** True when a fifth of the text cannot be read: replacement characters or control codes, as a broken decoder makes them. */
export function isUnreadable(text: string): boolean {
  const broken = text.match(UNREADABLE)?.length ?? 0;
  return broken > 0 && broken * 5 >= text.length;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNREADABLE = /[\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
