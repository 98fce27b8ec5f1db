/** Whether a reply asks something, so that a yes or no is meant for it. Japanese asks without a mark. */
export function endsWithQuestion(text: string): boolean {
  return /(?:[?？؟]|か。?)\s*$/u.test(text);
}
