import { asciiDigits } from '../../language/digits.ts';

/**
 * Whether the shopper wrote this contact (e-mail, phone or postcode) in the conversation, whatever the script of its
 * digits and however it was spaced. Keeps a model from supplying a contact of its own.
 */
export function wroteContact(shopperTexts: readonly string[], contact: string): boolean {
  const wanted = squeeze(contact);
  return wanted.length >= 3 && shopperTexts.some((text) => squeeze(text).includes(wanted));
}

/** NFKC, lower case, digits of every script as ASCII, and only the characters that carry a contact. */
function squeeze(text: string): string {
  return asciiDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@._+-]/gu, '')
    .replace(/(?<=\d)[-._](?=\d)/gu, '');
}
