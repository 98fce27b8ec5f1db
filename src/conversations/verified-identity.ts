import { isoTime } from '../lib/clock.ts';
import type { Identity } from './conversation.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** What a proof is worth and for how long. A code is fresh for a while: it also opens money above the step-up limit. */
export function verifiedIdentity(
  customerId: string,
  proof: 'code' | 'vouched',
  limits: { verifiedHours: number; stepUpMinutes: number },
  now: number,
): Extract<Identity, { tier: 'verified' }> {
  const identity = {
    tier: 'verified' as const,
    customerId,
    verifiedUntil: isoTime(now + limits.verifiedHours * HOUR_MS),
  };
  if (proof === 'vouched') return identity;
  return { ...identity, stepUpUntil: isoTime(now + limits.stepUpMinutes * MINUTE_MS) };
}
