/** What a file may be, told by its first bytes; what a browser declares counts for nothing. */
export const ATTACHMENT_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
] as const;

export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

export function typeOfBytes(bytes: Uint8Array): AttachmentType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'image/webp';
  if (textAt(bytes, 0, 5) === '%PDF-') return 'application/pdf';
  return undefined;
}

/** A picture without where and when it was taken and by what; a PDF, and anything malformed, as it is. */
export function withoutMetadata(
  bytes: Uint8Array<ArrayBuffer>,
  type: AttachmentType,
): Uint8Array<ArrayBuffer> {
  switch (type) {
    case 'image/jpeg':
      return keepParts(bytes, jpegParts(bytes));
    case 'image/png':
      return keepParts(bytes, pngParts(bytes));
    case 'image/webp':
      return withSize(keepParts(bytes, webpParts(bytes)));
    case 'application/pdf':
      return bytes;
  }
}

interface Part {
  from: number;
  to: number;
  isMetadata: boolean;
}

function keepParts(
  bytes: Uint8Array<ArrayBuffer>,
  parts: readonly Part[],
): Uint8Array<ArrayBuffer> {
  if (!parts.some(({ isMetadata }) => isMetadata)) return bytes;
  const kept = parts.filter(({ isMetadata }) => !isMetadata);
  const result = new Uint8Array(kept.reduce((sum, { from, to }) => sum + to - from, 0));
  let at = 0;
  for (const { from, to } of kept) {
    result.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return result;
}

/** APP1 (Exif, XMP), APP13 (Photoshop) and comments go; the picture begins at SOS and is taken whole. */
function jpegParts(bytes: Uint8Array): Part[] {
  const parts: Part[] = [{ from: 0, to: 2, isMetadata: false }];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) break;
    const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    if (end > bytes.length) break;
    parts.push({ from: at, to: end, isMetadata: [0xe1, 0xed, 0xfe].includes(marker) });
    at = end;
  }
  return [...parts, { from: at, to: bytes.length, isMetadata: false }];
}

const PNG_METADATA = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME']);

function pngParts(bytes: Uint8Array): Part[] {
  const parts: Part[] = [{ from: 0, to: 8, isMetadata: false }];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + uint32(bytes, at, false);
    if (end > bytes.length) break;
    parts.push({ from: at, to: end, isMetadata: PNG_METADATA.has(textAt(bytes, at + 4, 4)) });
    at = end;
  }
  return [...parts, { from: at, to: bytes.length, isMetadata: false }];
}

function webpParts(bytes: Uint8Array): Part[] {
  const parts: Part[] = [{ from: 0, to: 12, isMetadata: false }];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = uint32(bytes, at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (end > bytes.length) break;
    const name = textAt(bytes, at, 4);
    parts.push({ from: at, to: end, isMetadata: name === 'EXIF' || name === 'XMP ' });
    at = end;
  }
  return [...parts, { from: at, to: bytes.length, isMetadata: false }];
}

function withSize(webp: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  new DataView(webp.buffer, webp.byteOffset).setUint32(4, webp.length - 8, true);
  return webp;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function textAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

function uint32(bytes: Uint8Array, at: number, isLittleEndian: boolean): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, isLittleEndian);
}
