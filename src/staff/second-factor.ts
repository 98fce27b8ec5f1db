import { Secret, TOTP } from 'otpauth';
import type { RandomBytes } from '../lib/ids.ts';

const PERIOD_SECONDS = 30;
/** Steps a phone's clock may be off, either way. */
const WINDOW = 1;

/** A new secret for an authenticator app: RFC 6238 with the parameters every app knows. */
export function createTotpSecret(randomBytes: RandomBytes): string {
  const bytes = Uint8Array.from(randomBytes(20));
  return new Secret({ buffer: bytes.buffer }).base32;
}

/** `otpauth://…`, which apps read from a QR code or a link. */
export function totpAddress(secret: string, account: string): string {
  return totp(secret, account).toString();
}

/** The time step a code belongs to; null when it is wrong or of a step that was used already. */
export function totpStep(
  secret: string,
  code: string,
  { now, lastStep }: { now: number; lastStep: number | null },
): number | null {
  const delta = totp(secret, 'desk').validate({ token: code, timestamp: now, window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

function totp(secret: string, account: string): TOTP {
  return new TOTP({
    issuer: 'Dragoman',
    label: account,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  });
}
