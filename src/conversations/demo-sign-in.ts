import { SignJWT } from 'jose';
import type { Clock } from '../lib/clock.ts';

/** Signs a customer in as a shop's own server would: for the demo shop, which has no server of its own. */
export type SignDemoToken = (customerId: string) => Promise<string>;

const VALID_SECONDS = 300;

export function createDemoSignIn(options: {
  secret: string;
  audience: string;
  issuer: string | null;
  now: Clock;
}): SignDemoToken {
  const key = new TextEncoder().encode(options.secret);
  return (customerId) => {
    const now = Math.floor(options.now() / 1000);
    const token = new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(customerId)
      .setAudience(options.audience)
      .setJti(crypto.randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + VALID_SECONDS);
    if (options.issuer !== null) token.setIssuer(options.issuer);
    return token.sign(key);
  };
}
