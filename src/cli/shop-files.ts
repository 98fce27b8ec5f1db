import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SetupError } from '../lib/errors.ts';
import type { ShopFile } from '../shop/parse-shop-files.ts';

/** The JSON file named, or all `*.json` files of the folder named. @throws SetupError in words */
export function readShopFiles(path: string): ShopFile[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats)
    throw new SetupError(
      `There is no file or folder ${path}.`,
      'Name a JSON file, or a folder with orders.json, customers.json and so on.',
    );
  if (!stats.isDirectory()) return [readShopFile(basename(path), path)];
  const names = readdirSync(path)
    .filter((name) => name.toLowerCase().endsWith('.json'))
    .sort();
  if (names.length === 0)
    throw new SetupError(
      `The folder ${path} has no JSON files.`,
      'It should hold shop.json, or orders.json, customers.json and so on.',
    );
  return names.map((name) => readShopFile(name, join(path, name)));
}

function readShopFile(name: string, path: string): ShopFile {
  const bytes = readFileSync(path);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new SetupError(`${name} is UTF-16 text.`, 'Save it as UTF-8.');
  }
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new SetupError(
      `${name} is not UTF-8 text (bad byte near position ${badByte(bytes)}).`,
      'Save it as UTF-8.',
    );
  }
}

/** Position of the first byte that cannot be decoded, found by halving. */
function badByte(bytes: Uint8Array): number {
  const isFine = (length: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let low = 0;
  let high = bytes.length;
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (isFine(middle)) low = middle;
    else high = middle;
  }
  return low;
}
