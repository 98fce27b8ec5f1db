import type { HandoffPacketView } from '../protocol/desk-conversation.ts';
import { codeWords, fieldWords } from './words.ts';

type Fact = HandoffPacketView['facts'][number];

/** What was looked up about one order, parcel or payment. */
export interface FactGroup {
  /** its number */
  record: string;
  /** where it was looked up last */
  source: Fact['source'];
  facts: { name: string; value: string }[];
}

/** Fields whose names are no words for a person. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  eta: 'expected',
  silentDays: 'days without a scan',
  customsStage: 'customs',
  nextStep: 'next for the shopper',
  placedAt: 'placed',
  deliveredAt: 'delivered',
  returnDaysLeft: 'days left to return',
  declineReason: 'declined because',
  dutiesDue: 'duties to pay',
};

/** Facts by the record they are about, in the words of a person, the newest record first. */
export function groupFacts(facts: readonly Fact[]): FactGroup[] {
  const groups = new Map<string, FactGroup>();
  for (const { label, value, source } of facts) {
    const [record = label, ...field] = label.split(' ');
    const group = groups.get(record) ?? { record, source, facts: [] };
    const name = field.join(' ');
    group.source = source;
    group.facts.push({
      name: FIELD_WORDS[name] ?? fieldWords(name === '' ? 'known' : name),
      value: factValue(value),
    });
    groups.set(record, group);
  }
  return [...groups.values()].reverse();
}

const CODE = /^[a-z]+(_[a-z]+)*$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** Codes as words, instants as days; numbers, prices and names stay as they are. */
function factValue(value: string): string {
  if (CODE.test(value)) return codeWords(value);
  return value
    .split(' – ')
    .map((part) => (INSTANT.test(part) || DAY.test(part) ? dayOf(part) : part))
    .join(' – ');
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Why a person was called, each reason once; signals that have no words of their own stand behind those that have. */
export function reasonWords(reasons: HandoffPacketView['reasons']): string[] {
  const worded = reasons.filter(({ code, label }) => label !== codeWords(code));
  const shown = worded.length === 0 ? reasons : worded;
  return [...new Set(shown.map(({ label }) => label))];
}
