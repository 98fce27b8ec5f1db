/** A short name for the contents of all files: equal exactly when nothing was edited. Not a cryptographic hash. */
export function fingerprint(files: Readonly<Record<string, string>>): string {
  let left = 0xdeadbeef;
  let right = 0x41c6ce57;
  for (const file of Object.keys(files).sort()) {
    for (const part of [file, '\u0000', files[file] ?? '', '\u0001'])
      for (let index = 0; index < part.length; index += 1) {
        const unit = part.charCodeAt(index);
        left = Math.imul(left ^ unit, 2654435761);
        right = Math.imul(right ^ unit, 1597334677);
      }
  }
  left =
    Math.imul(left ^ (left >>> 16), 2246822507) ^ Math.imul(right ^ (right >>> 13), 3266489909);
  right =
    Math.imul(right ^ (right >>> 16), 2246822507) ^ Math.imul(left ^ (left >>> 13), 3266489909);
  return (right >>> 0).toString(16).padStart(8, '0') + (left >>> 0).toString(16).padStart(8, '0');
}
