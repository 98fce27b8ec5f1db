/** How somebody showed who they are. */
export const PROOFS = {
  none: 'not proven',
  order_and_contact: 'knows an order and its contact',
  one_time_code: 'proved by a one-time code',
  store_sign_in: 'signed in to the shop',
} as const;

const names = new Intl.DisplayNames('en', { type: 'language' });

/** "Brazilian Portuguese" for pt-BR. */
export function languageName(locale: string): string {
  try {
    return names.of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** "3 min", "2 h 10 min", "4 d". */
export function duration(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / (24 * 60))} d`;
}

export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at);
  return passed < 60_000 ? 'just now' : `${duration(passed)} ago`;
}

export function timeOf(at: string | number): string {
  return new Date(at).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit' });
}

export function dayAndTime(at: string): string {
  return new Date(at).toLocaleString('en', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** A code of the records as words: `customs_delayed` → "customs delayed". */
export function codeWords(code: string): string {
  return code.replaceAll('_', ' ');
}

/** A field's name as words: `accountName` → "account name". */
export function fieldWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
