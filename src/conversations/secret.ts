import { createSecret, type RandomBytes, sha256Hex } from '../lib/ids.ts';

/** Stands in for the hash of a conversation that does not exist, so that both cases do the same work. */
const NO_HASH = '0'.repeat(64);

/** The secret the shopper's browser keeps, and the hash the database keeps. */
export async function makeSecret(
  randomBytes: RandomBytes,
): Promise<{ secret: string; hash: string }> {
  const secret = createSecret('cvs', randomBytes);
  return { secret, hash: await sha256Hex(secret) };
}

/** Whether a secret belongs to a stored hash; `undefined` for a conversation that does not exist. */
export async function secretMatches(secret: string, hash: string | undefined): Promise<boolean> {
  return equalInConstantTime(await sha256Hex(secret), hash ?? NO_HASH) && hash !== undefined;
}

/** Compares two texts in a time that depends on their length alone. */
export function equalInConstantTime(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}
