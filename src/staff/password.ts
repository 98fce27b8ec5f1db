import { scrypt, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../lib/ids.ts';

/** 16 MiB and five passes: what OWASP asks for, within the memory of a Worker. */
const COST = { N: 16_384, r: 8, p: 5, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;
const SHORTEST = 12;
const LONGEST = 128;

export type PasswordFault = 'too_short' | 'too_long' | 'too_plain' | 'well_known';

/** Why a password is not taken; null for a good one. `about` are words that others know of its owner. */
export async function passwordFault(
  password: string,
  about: readonly string[],
): Promise<PasswordFault | null> {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < SHORTEST) return 'too_short';
  if ([...plain].length > LONGEST) return 'too_long';
  const ownWords = [...about, 'dragoman']
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2);
  const left = ownWords
    .reduce((rest, word) => rest.replaceAll(word, ''), plain)
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (new Set(left).size < FEWEST_LETTERS) return 'too_plain';
  // Loaded with the first password that is set: a list of leaks is no part of a start.
  const { guess } = await import('./password-guess.ts');
  return guess(plain, ownWords);
}

/** Different letters and digits beside one's own name and address. */
const FEWEST_LETTERS = 5;

/** `scrypt$N$r$p$salt$key`, so that the cost can be raised later without losing anybody. */
export async function hashPassword(password: string, randomBytes: RandomBytes): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, base64(salt), base64(key)].join('$');
}

/** Compares in constant time. Without a hash it works as long and says no, so that an unknown address takes no less time. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = (hash ?? NOBODYS).split('$');
  const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem };
  const expected = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), cost);
  return timingSafeEqual(found, expected) && hash !== null;
}

const NOBODYS = [
  'scrypt',
  COST.N,
  COST.r,
  COST.p,
  base64(new Uint8Array(16)),
  base64(new Uint8Array(KEY_BYTES)),
].join('$');

function derive(password: string, salt: Uint8Array, cost: typeof COST): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
