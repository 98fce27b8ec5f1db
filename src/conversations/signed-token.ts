import {
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  errors,
  type JWTVerifyGetKey,
  type JWTVerifyResult,
  jwtVerify,
} from 'jose';
import type { Clock } from '../lib/clock.ts';
import { sha256Hex } from '../lib/ids.ts';

/** What a token of the storefront must fulfil. */
export interface TokenRules {
  audience: string;
  issuer: string | null;
  /** where the storefront publishes the public keys of its RS256 tokens */
  jwksUrl: string | null;
  /** longest time between signing and use */
  replaySeconds: number;
}

export type TokenResult =
  | { ok: true; customerId: string; hash: string; expiresAt: number }
  | { ok: false; reason: 'invalid_token' | 'token_lapsed' | 'keys_unavailable' };

export type CheckToken = (token: string) => Promise<TokenResult>;

/** Clocks of two servers differ by a little. */
const TOLERANCE_SECONDS = 30;

/**
 * Checks tokens that the storefront signed for a customer: HS256 with a shared secret, or RS256 with a published key.
 * Which of the two a token may use is fixed by its own kind of key, so that a public key never passes for a secret.
 */
export function createTokenCheck(options: {
  rules: TokenRules;
  /** shared secrets; several while one is being replaced */
  secrets: readonly string[];
  now: Clock;
  fetch?: typeof fetch | undefined;
}): CheckToken {
  const { rules, now } = options;
  const secrets = options.secrets.map((secret) => new TextEncoder().encode(secret));
  const published =
    rules.jwksUrl === null
      ? null
      : createRemoteJWKSet(new URL(rules.jwksUrl), {
          ...(options.fetch === undefined ? {} : { [customFetch]: options.fetch }),
        });
  const common = () => ({
    audience: rules.audience,
    ...(rules.issuer === null ? {} : { issuer: rules.issuer }),
    requiredClaims: ['sub', 'exp', 'iat'],
    maxTokenAge: rules.replaySeconds,
    clockTolerance: TOLERANCE_SECONDS,
    currentDate: new Date(now()),
  });

  async function verify(token: string) {
    if (published !== null && isRs256(token)) return byPublishedKey(token, published);
    return byAnyOf(secrets, (secret) =>
      jwtVerify(token, secret, { ...common(), algorithms: ['HS256'] }),
    );
  }

  async function byPublishedKey(token: string, keys: JWTVerifyGetKey) {
    const rule = () => ({ ...common(), algorithms: ['RS256'] });
    try {
      return await jwtVerify(token, keys, rule());
    } catch (error) {
      // While a key is being replaced two are published, and a token need not say which of them signed it.
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      return byAnyOf(error, (key) => jwtVerify(token, key, rule()));
    }
  }

  return async function checkToken(token) {
    try {
      const { payload } = await verify(token);
      const { sub, iat } = payload;
      if (typeof sub !== 'string' || sub === '' || iat === undefined)
        return { ok: false, reason: 'invalid_token' };
      return {
        ok: true,
        customerId: sub,
        // The signed part alone: the signature's own text could be written in more than one way.
        hash: await sha256Hex(token.slice(0, token.lastIndexOf('.'))),
        expiresAt: takenUntil(iat, rules),
      };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  };
}

/** When its age alone refuses the token, in milliseconds. Ages are told in whole seconds, so that it is taken for up to one more. */
function takenUntil(iat: number, { replaySeconds }: TokenRules): number {
  return (Math.ceil(iat) + replaySeconds + TOLERANCE_SECONDS + 1) * 1000;
}

/** The first key that signed it decides; what else is wrong with the token no other key mends. */
async function byAnyOf<Key>(
  keys: Iterable<Key> | AsyncIterable<Key>,
  verify: (key: Key) => Promise<JWTVerifyResult>,
): Promise<JWTVerifyResult> {
  let failure = new errors.JWSSignatureVerificationFailed();
  for await (const key of keys) {
    try {
      return await verify(key);
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      failure = error;
    }
  }
  throw failure;
}

function isRs256(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === 'RS256';
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): 'invalid_token' | 'token_lapsed' | 'keys_unavailable' {
  if (error instanceof errors.JWTExpired) return 'token_lapsed';
  // Everything else that jose throws tells of the token; the rest is the way to the keys.
  const aboutKeys =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === 'ERR_JOSE_GENERIC';
  return aboutKeys ? 'keys_unavailable' : 'invalid_token';
}
