import type { Problem } from './problem.ts';

/** Several times the longest file that ships; every file is read, checked and kept in memory whole. */
const MOST_CHARACTERS = 256 * 1024;

/** What makes a file unreadable for us though it may look right in an editor. The first of each kind is told. */
export function findTextProblems(file: string, text: string): Problem[] {
  const problems: Problem[] = [];
  const report = (offset: number, message: string, hint: string) =>
    problems.push({ file, line: text.slice(0, offset).split('\n').length, message, hint });

  if (text.length > MOST_CHARACTERS)
    report(
      0,
      `the file is far too long (${Math.ceil(text.length / 1024)} KiB)`,
      `keep it under ${MOST_CHARACTERS / 1024} KiB; look for something pasted in by accident, or split it`,
    );
  const broken = text.indexOf('\uFFFD');
  if (broken !== -1)
    report(
      broken,
      'the file is not saved as UTF-8',
      'save it with the encoding “UTF-8” and put the damaged letters right',
    );
  if (text.startsWith('\uFEFF'))
    report(
      0,
      'an invisible mark (BOM) stands before the first letter',
      'save the file as “UTF-8”, not “UTF-8 with BOM”',
    );
  const carriage = text.indexOf('\r');
  if (carriage !== -1)
    report(
      carriage,
      'the lines end in the Windows manner (CRLF)',
      'set the line ending to “LF” in the editor and save',
    );
  const control = text.search(/[^\P{Cc}\n\r\t]/u);
  if (control !== -1)
    report(control, 'an invisible control character stands on this line', 'type the line anew');

  const opened = text.startsWith('---');
  const end = opened ? text.indexOf('\n---', 3) : -1;
  const settings = end === -1 ? '' : text.slice(0, end);
  const tab = settings.indexOf('\t');
  if (tab !== -1)
    report(tab, 'a tab stands among the settings', 'replace it by blanks, two for each level');
  const quote = /^[^#\n]*?(?::|-)[ \t]+([“”„«‘’])/mu.exec(settings);
  if (quote !== null)
    report(
      quote.index + quote[0].length - 1,
      `a typographic quotation mark (${quote[1]}) stands around a value`,
      'use straight quotes: "…"',
    );
  return problems;
}
