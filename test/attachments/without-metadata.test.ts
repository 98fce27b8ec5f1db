import { expect, test } from 'vitest';
import { typeOfBytes, withoutMetadata } from '../../src/attachments/without-metadata.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
    ),
  );
const segment = (marker: number, content: string) => [
  0xff,
  marker,
  0,
  content.length + 2,
  ...bytes(content),
];
const chunk = (name: string, content: string) => [
  0,
  0,
  0,
  content.length,
  ...bytes(name, content),
  1,
  2,
  3,
  4,
];
const riffChunk = (name: string, content: string) => [
  ...bytes(name),
  content.length,
  0,
  0,
  0,
  ...bytes(content),
];
const SCAN = [0xff, 0xda, 0, 2, 7, 8, 9, 0xff, 0xd9];

test('takes place and time out of a JPEG and keeps the picture', () => {
  const photo = bytes(
    [0xff, 0xd8],
    segment(0xe0, 'JFIF'),
    segment(0xe1, 'Exif GPS 52.5N'),
    segment(0xfe, 'by Greta'),
    segment(0xdb, 'table'),
    SCAN,
  );
  const clean = withoutMetadata(photo, 'image/jpeg');
  expect(clean).toEqual(bytes([0xff, 0xd8], segment(0xe0, 'JFIF'), segment(0xdb, 'table'), SCAN));
  expect(typeOfBytes(clean)).toBe('image/jpeg');
});

test('takes texts and Exif out of a PNG', () => {
  const start = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const picture = bytes(start, chunk('IHDR', 'size'), chunk('eXIf', 'GPS'), chunk('IDAT', 'dots'));
  expect(withoutMetadata(picture, 'image/png')).toEqual(
    bytes(start, chunk('IHDR', 'size'), chunk('IDAT', 'dots')),
  );
});

test('takes Exif out of a WebP and corrects its size', () => {
  const picture = bytes(
    'RIFF',
    [99, 0, 0, 0],
    'WEBP',
    riffChunk('VP8 ', 'dots'),
    riffChunk('EXIF', 'here'),
  );
  const clean = withoutMetadata(picture, 'image/webp');
  expect(clean).toEqual(bytes('RIFF', [16, 0, 0, 0], 'WEBP', riffChunk('VP8 ', 'dots')));
});

test.each([
  ['a page', '<html><script>alert(1)</script>'],
  ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a program', 'MZ\u0000'],
  ['nothing', ''],
])('takes %s for no attachment', (_what, text) => {
  expect(typeOfBytes(bytes(text))).toBeUndefined();
});

test('leaves a picture that ends in mid-segment as it is', () => {
  const broken = bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff], 'short');
  expect(withoutMetadata(broken, 'image/jpeg')).toEqual(broken);
});
