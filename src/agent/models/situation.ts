import { wordingLocales } from '../../language/regional-words.ts';

/** What holds for this turn and may change with the next. The built-in model reads it as data, an LLM as text. */
export interface Situation {
  /** BCP 47 locale of the reply */
  locale: string;
  /** the language the shopper clearly writes in, where no reply can be in it, those that can be, and the words there are in it */
  unspoken: { language: string; instead: readonly string[]; words: string | null } | null;
  /** IANA zone in which dates are told */
  timeZone: string;
  /** ISO 8601 */
  now: string;
  storeName: string;
  identity: 'anonymous' | 'claimed' | 'verified';
  /** the shopper gave the right code in this very turn */
  justVerified: boolean;
  openProposal: boolean;
  handoff: 'none' | 'queued';
  /** ISO 8601: nobody is at the desk now, but from then on; null while somebody is */
  deskOpensAt: string | null;
  knownOrderNumbers: readonly string[];
  /** what the shop's page says the shopper is looking at; the product is one of the catalogue */
  viewing: Viewing;
  /** notes of human agents who handed the conversation back, newest last */
  notes: readonly string[];
}

export interface Viewing {
  page: string | null;
  product: { id: string; title: string } | null;
  /** a hint for what is meant, no proof of whose it is */
  orderNumber: string | null;
}

/** The situation in words, for a system message. */
export function describeSituation(situation: Situation): string {
  const lines = [
    'Situation, told by the system:',
    `- shop: ${situation.storeName}`,
    `- now: ${localTime(situation.now, situation.timeZone)} (${situation.timeZone}), ${situation.now}`,
    `- write the reply in ${languageName(situation.locale)} (${situation.locale}), ${registerOf(situation.locale)}`,
    `- shopper: ${IDENTITY[situation.identity]}`,
  ];
  if (situation.justVerified)
    lines.push('- the shopper has just been verified: go on with what they asked before the code');
  if (situation.openProposal)
    lines.push(
      '- a proposal waits for the shopper to confirm or decline it; nothing has been carried out',
    );
  if (situation.handoff === 'queued')
    lines.push('- a human agent has been asked for and has not answered yet');
  if (situation.deskOpensAt !== null)
    lines.push(
      `- nobody is at the desk until ${situation.deskOpensAt}; when you call a human agent, say when they answer and keep helping`,
    );
  if (situation.knownOrderNumbers.length > 0)
    lines.push(`- orders spoken of so far: ${situation.knownOrderNumbers.join(', ')}`);
  lines.push(...describeViewing(situation.viewing));
  for (const note of situation.notes)
    lines.push(`- note of a human agent who handed back: ${JSON.stringify(note)}`);
  return lines.join('\n');
}

function describeViewing({ page, product, orderNumber }: Viewing): string[] {
  return [
    ...(page === null ? [] : [`- the shopper is on the page ${JSON.stringify(page)}`]),
    ...(product === null
      ? []
      : [
          `- the shopper is looking at the product ${JSON.stringify(product.title)} (${JSON.stringify(product.id)}): "this" may mean it; search_products by its title tells price and variants`,
        ]),
    ...(orderNumber === null
      ? []
      : [
          `- the page names the order ${JSON.stringify(orderNumber)}: it may be the one they mean; it proves nothing of who they are`,
        ]),
  ];
}

function registerOf(locale: string): string {
  return (
    wordingLocales(locale)
      .map((one) => REGISTERS[one])
      .find((register) => register !== undefined) ??
    'polite and friendly, as shops there address their customers'
  );
}

/** How shops of each language address their customers. */
const REGISTERS: Record<string, string> = {
  en: 'friendly and plain',
  zh: 'polite, with 您',
  'zh-TW': 'polite, with 您, in traditional characters',
  es: 'polite, with usted',
  pt: 'friendly, with você',
  'pt-PT': 'polite, in European Portuguese, in the third person without você',
  fr: 'polite, with vous',
  de: 'polite, with Sie',
  it: 'friendly, with tu',
  ja: 'polite, です・ます',
  ko: 'polite, 합니다 or 해요, shopper as 고객님',
  ar: 'polite modern standard Arabic, in the plural of courtesy',
  ru: 'polite, with вы in small letters',
  id: 'friendly and polite, shopper as Kak or Kakak',
  vi: 'friendly and polite, shopper as bạn',
  th: 'polite, with ค่ะ or none of the particles',
};

const IDENTITY = {
  anonymous: 'not identified; no order is open to them yet',
  claimed:
    'identified for single orders only, by order number and contact; no addresses, names or money matters',
  verified: 'verified by one-time code or shop login; all their own orders are open',
} as const;

/** The English name of a locale's language, e.g. `Brazilian Portuguese`. */
export function languageName(locale: string): string {
  const known = knownNames.get(locale);
  if (known !== undefined) return known;
  const name = languageNames.of(locale) ?? locale;
  // The region comes from the shopper's browser: a cap keeps odd ones from filling memory.
  if (knownNames.size < MOST_NAMES) knownNames.set(locale, name);
  return name;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' });
const knownNames = new Map<string, string>();
const MOST_NAMES = 300;

function localTime(now: string, timeZone: string): string {
  return timeFormat(timeZone).format(new Date(now));
}

/** Making a format costs more than the rest of a turn's messages; shops live in few zones. */
function timeFormat(timeZone: string): Intl.DateTimeFormat {
  const known = timeFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  });
  if (timeFormats.size < MOST_ZONES) timeFormats.set(timeZone, format);
  return format;
}

const timeFormats = new Map<string, Intl.DateTimeFormat>();
const MOST_ZONES = 500;
