import { createHash } from 'node:crypto';

/** Random bytes of the given length. Passed in, so that a simulation can replay a seed. */
export type RandomBytes = (length: number) => Uint8Array;

export const systemRandomBytes: RandomBytes = (length) =>
  crypto.getRandomValues(new Uint8Array(length));

/** Makes an id such as `cnv_01hq3v…`: a readable prefix, 48 bits of time for ordering, 80 bits of randomness. */
export type MakeId = (prefix: IdPrefix) => string;

/** `cnv` conversation, `msg` message, `trn` turn, `prp` proposal, `rfd` refund, `hnd` handoff, `stf` staff, `ses` session of staff, `nte` note, `sug` suggestion, `ver` verification, `out` outbox call, `chg` charge call, `pay` payment, `key` API key, `req` request, `att` attachment, `mal` mail. */
export type IdPrefix =
  | 'cnv'
  | 'msg'
  | 'trn'
  | 'prp'
  | 'rfd'
  | 'hnd'
  | 'stf'
  | 'ses'
  | 'nte'
  | 'sug'
  | 'ver'
  | 'out'
  | 'chg'
  | 'pay'
  | 'key'
  | 'req'
  | 'att'
  | 'mal';

// Crockford's base 32: no I, L, O, U, so that an id survives being read aloud.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export function createIdMaker(now: () => number, randomBytes: RandomBytes): MakeId {
  return (prefix) => `${prefix}_${encodeTime(now())}${encodeRandom(randomBytes(16))}`;
}

/** An unguessable secret of 160 bits in base 32, behind a prefix that names its use (`cvs`, `sk_staff`). */
export function createSecret(prefix: string, randomBytes: RandomBytes): string {
  return `${prefix}_${encodeRandom(randomBytes(32))}`;
}

/**
 * SHA-256 in lower-case hex: how secrets and codes are stored. At once, though it keeps the shape of a promise: a thread
 * of its own, as WebCrypto takes on Node, costs a hundred times the hash of such short texts.
 */
export async function sha256Hex(text: string): Promise<string> {
  return createHash('sha256').update(text).digest('hex');
}

function encodeTime(milliseconds: number): string {
  let rest = milliseconds;
  let text = '';
  for (let index = 0; index < 10; index += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function encodeRandom(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte % 32)).join('');
}
