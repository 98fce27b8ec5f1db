import { z } from 'zod';
import { isoTime } from '../lib/clock.ts';
import type { Row } from '../storage/database.ts';
import { textOf, textOrNull } from '../storage/sql-value.ts';

/** What the shopper has shown of who they are. Times are ISO 8601. */
export const identitySchema = z.discriminatedUnion('tier', [
  z.object({ tier: z.literal('anonymous') }),
  /** order number and a contact on it: the status of these orders, no addresses, no names */
  z.object({ tier: z.literal('claimed'), orderIds: z.array(z.string()) }),
  /** a one-time code or a signed token: everything of this customer; `stepUpUntil` after a fresh code */
  z.object({
    tier: z.literal('verified'),
    customerId: z.string(),
    verifiedUntil: z.string(),
    stepUpUntil: z.string().optional(),
  }),
]);

export type Identity = z.infer<typeof identitySchema>;

const ownerSchema = z.enum(['assistant', 'queued', 'human', 'closed']);
const channelSchema = z.enum(['widget', 'webhook', 'cli']);

export type Owner = z.infer<typeof ownerSchema>;
export type Channel = z.infer<typeof channelSchema>;

export interface Conversation {
  id: string;
  /** who answers now; `closed` once the conversation was erased */
  owner: Owner;
  channel: Channel;
  integrationId: string | null;
  /** BCP 47 locale of the last reply */
  locale: string | null;
  /** BCP 47 locale of the shopper's browser */
  localeHint: string | null;
  /** IANA name */
  timeZone: string | null;
  /** the first verified customer; it never changes */
  customerId: string | null;
  identity: Identity;
  /** ISO 8601 */
  createdAt: string;
  updatedAt: string;
}

export function toConversation(row: Row, now: number): Conversation {
  return {
    id: textOf(row, 'id'),
    owner: ownerSchema.parse(row.owner),
    channel: channelSchema.parse(row.channel),
    integrationId: textOrNull(row, 'integration_id'),
    locale: textOrNull(row, 'locale'),
    localeHint: textOrNull(row, 'locale_hint'),
    timeZone: textOrNull(row, 'time_zone'),
    customerId: textOrNull(row, 'customer_id'),
    identity: currentIdentity(identitySchema.parse(JSON.parse(textOf(row, 'identity'))), now),
    createdAt: textOf(row, 'created_at'),
    updatedAt: textOf(row, 'updated_at'),
  };
}

/** The identity as it stands now: what has lapsed is gone. */
export function currentIdentity(identity: Identity, now: number): Identity {
  if (identity.tier !== 'verified') return identity;
  const time = isoTime(now);
  if (identity.verifiedUntil <= time) return { tier: 'anonymous' };
  const { stepUpUntil, ...verified } = identity;
  return stepUpUntil !== undefined && stepUpUntil > time ? identity : verified;
}
