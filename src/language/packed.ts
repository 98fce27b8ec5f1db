import { Buffer } from 'node:buffer';

/*
 * Weights are written a number a letter (or two small numbers a letter), each kind in a string of its own: compression then
 * spends on a number only what its frequency asks for, which base 64 would hide from it.
 */

/** How many numbers a letter can stand for: the letters from `(` to `~` but the backslash. */
export const LETTERS = 86;
const FIRST_LETTER = 40;
const BACKSLASH = 92;

export function letterOf(number: number): string {
  const code = FIRST_LETTER + number;
  return String.fromCharCode(code < BACKSLASH ? code : code + 1);
}

export function numberAt(letters: string, at: number): number {
  const code = letters.charCodeAt(at);
  return (code < BACKSLASH ? code : code - 1) - FIRST_LETTER;
}

/** The part of a difference between two hashes that is as good as random. */
export const LOW_PART = 64;

/** Ascending hashes, stored as differences: their low parts, a blank, their high parts, where the last letter means "and more". */
export function unpackHashes(packed: string): Uint32Array {
  const count = Math.max(0, packed.indexOf(' '));
  const hashes = new Uint32Array(count);
  let hash = 0;
  for (let index = 0, at = count + 1; index < count; index++) {
    let high = 0;
    let part = LETTERS - 1;
    while (part === LETTERS - 1) {
      part = numberAt(packed, at++);
      high += part;
    }
    hash += high * LOW_PART + numberAt(packed, index);
    hashes[index] = hash;
  }
  return hashes;
}

/** Looks up a hash's index, -1 where there is none: open addressing, at most half full. */
export function hashTable(hashes: Uint32Array): (hash: number) => number {
  const size = 2 ** Math.ceil(Math.log2(hashes.length * 2));
  const slots = new Int32Array(size).fill(-1);
  for (let index = 0; index < hashes.length; index++) {
    let slot = (hashes[index] ?? 0) & (size - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1);
    slots[slot] = index;
  }
  return (hash) => {
    for (let slot = hash & (size - 1); ; slot = (slot + 1) & (size - 1)) {
      const index = slots[slot] ?? -1;
      if (index === -1 || hashes[index] === hash) return index;
    }
  };
}

export function bytesOf(base64: string): Uint8Array {
  // Copied, since small ones would else lie at an odd place in a shared pool.
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
