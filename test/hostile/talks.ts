import type { Conversation, Identity } from '../../src/conversations/conversation.ts';
import type { Services } from '../../src/services.ts';
import { Broken } from './broken.ts';
import { data, people } from './stage.ts';
import type { Shopper } from './steps.ts';
import type { Tally } from './tally.ts';

/** Whose account and mailbox a shopper has. */
const OWN: Record<Shopper, string> = { customer: 'cus_1', stranger: 'cus_3', victim: 'cus_2' };
const CODE_VALID_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CLAIMS_PER_HOUR = 10;

/** What one shopper has said, proven and been shown in their conversation. */
export interface Talk {
  who: Shopper;
  id: string;
  texts: string[];
  contactsOf: Set<string>;
  verifiedAs: string | null;
  verifiedUntil: number;
  usedCodes: Set<string>;
  claims: number[];
  lastShown: string | null;
  messages: { id: string; yesTo: string | null }[];
  sequence: number;
}

/** A conversation for each shopper, verified by the storefront for two of them. */
export async function startTalks(services: Services): Promise<Record<Shopper, Talk>> {
  const start = async (who: Shopper): Promise<Talk> => {
    const verifiedAs = who === 'stranger' ? null : OWN[who];
    const { conversation } = await services.conversations.start({
      channel: 'widget',
      localeHint: 'en',
      ...(verifiedAs === null ? {} : { verifiedCustomerId: verifiedAs }),
    });
    return {
      who,
      id: conversation.id,
      texts: [],
      contactsOf: new Set(),
      verifiedAs,
      verifiedUntil: services.now() + DAY_MS,
      usedCodes: new Set(),
      claims: [],
      lastShown: null,
      messages: [],
      sequence: 0,
    };
  };
  const customer = await start('customer');
  const stranger = await start('stranger');
  const victim = await start('victim');
  return { customer, stranger, victim };
}

export async function conversationOf(services: Services, { id }: Talk): Promise<Conversation> {
  const conversation = await services.conversations.find(id);
  if (conversation === undefined) throw new Broken('a conversation is gone');
  return conversation;
}

/** What the conversation counts as must be what its shopper has proven. */
export async function checkIdentity(
  services: Services,
  talk: Talk,
  tally: Tally,
  typedCode = false,
): Promise<Identity> {
  const { identity, customerId } = await conversationOf(services, talk);
  const { verifiedHours } = services.prompts.current().policy.identity;
  if (identity.tier === 'verified') {
    if (typedCode && identity.customerId === OWN[talk.who]) {
      talk.verifiedAs = identity.customerId;
      talk.verifiedUntil = services.now() + verifiedHours * HOUR_MS;
      tally.verified += 1;
    }
    if (identity.customerId !== talk.verifiedAs) throw new Broken('verified without a proof');
    if (services.now() >= talk.verifiedUntil) throw new Broken('verified for too long');
  }
  if (identity.tier === 'claimed') {
    const owners = new Set(
      identity.orderIds.map((id) => data.orders.find((order) => order.id === id)?.customerId ?? ''),
    );
    if (owners.size > 1) throw new Broken('one conversation claimed orders of two customers');
    for (const owner of owners)
      if (!talk.contactsOf.has(owner)) throw new Broken('an order was claimed without its contact');
    tally.claimed += 1;
  }
  if (customerId !== null && customerId !== talk.verifiedAs)
    throw new Broken('the conversation is bound to somebody else');
  return identity;
}

/** Contacts tried in one conversation within an hour. */
export function countClaim(talk: Talk, reason: string, now: number): void {
  if (reason !== 'no_match') return;
  talk.claims = [...talk.claims.filter((at) => at > now - HOUR_MS), now];
  if (talk.claims.length > CLAIMS_PER_HOUR) throw new Broken('too many contacts were tried');
}

/** The newest code that came to this shopper's own mailbox for this conversation, and whether it is still good. */
export async function ownCode(
  services: Services,
  { who, id, usedCodes }: Talk,
): Promise<{ good: string | null; old: string | null }> {
  const mine = people.find(({ customer }) => customer.id === OWN[who]);
  const [newest] = await services.codeOutbox.listOutbox({ conversationId: id, limit: 1 });
  if (newest === undefined || newest.email !== mine?.customer.email)
    return { good: null, old: null };
  const isGood =
    services.now() - Date.parse(newest.sentAt) < CODE_VALID_MS && !usedCodes.has(newest.code);
  return isGood ? { good: newest.code, old: null } : { good: null, old: newest.code };
}
