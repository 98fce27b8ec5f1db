import { asciiDigits } from '../language/digits.ts';
import type { Order } from '../shop/records.ts';

/**
 * Whether what the shopper typed is a contact that stands on this order: its e-mail, phone number or postcode.
 * A phone number may come with or without country code; shorter than seven digits it proves nothing.
 */
export function matchesContact(
  order: Pick<Order, 'email' | 'phone' | 'shippingAddress'>,
  contact: string,
): boolean {
  const typed = asciiDigits(contact.normalize('NFKC')).trim();
  if (typed.includes('@')) return typed.toLowerCase() === order.email.toLowerCase();
  return (
    samePhone(typed, order.phone) ||
    samePhone(typed, order.shippingAddress.phone) ||
    samePostcode(typed, order.shippingAddress.postalCode)
  );
}

function samePhone(typed: string, known: string | undefined): boolean {
  const [left, right] = [nationalDigits(typed), nationalDigits(known ?? '')];
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  // One may carry the country code, at most three digits, that the other leaves out.
  return (
    shorter.length >= SHORTEST_PHONE &&
    longer.length - shorter.length <= 3 &&
    longer.endsWith(shorter)
  );
}

/** The digits without an international prefix or a trunk zero. */
function nationalDigits(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^0+/, '');
}

const SHORTEST_PHONE = 7;

function samePostcode(typed: string, known: string | undefined): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[\s-]/g, '');
  return (
    known !== undefined && plain(known).length >= SHORTEST_POSTCODE && plain(typed) === plain(known)
  );
}

const SHORTEST_POSTCODE = 3;
