import { Buffer } from 'node:buffer';

/** Ascending hashes, stored as differences of seven bits a byte. */
export function unpackHashes(bytes: Uint8Array, count: number): Uint32Array {
  const hashes = new Uint32Array(count);
  let at = 0;
  let hash = 0;
  for (let index = 0; index < count; index++) {
    let difference = 0;
    let factor = 1;
    for (let byte = bytes[at++] ?? 0; ; byte = bytes[at++] ?? 0) {
      difference += (byte & 127) * factor;
      if (byte < 128) break;
      factor *= 128;
    }
    hash += difference;
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
