import { describe, expect, it } from 'vitest';
import { matchesContact } from '../../src/policy/contact-match.ts';

const order = {
  email: 'Anna.Schmidt@example.com',
  phone: '+49 170 1234567',
  shippingAddress: {
    line1: 'Gasse 1',
    city: 'Bonn',
    country: 'DE',
    postalCode: '53111',
    phone: '+81 90-1234-5678',
  },
};

describe('matchesContact', () => {
  it.each([
    'anna.schmidt@example.com',
    ' ANNA.SCHMIDT@EXAMPLE.COM ',
    '+491701234567',
    '0170 1234567',
    '0049 170 123 45 67',
    '٠١٧٠١٢٣٤٥٦٧',
    '090-1234-5678',
    '53111',
    '５３１１１',
  ])('accepts %s', (contact) => {
    expect(matchesContact(order, contact)).toBe(true);
  });

  it.each([
    'anna.schmidt@example.org',
    'schmidt@example.com',
    '1234567@',
    '234567',
    '4567',
    '53112',
    '',
    '99991701234567',
  ])('refuses %s', (contact) => {
    expect(matchesContact(order, contact)).toBe(false);
  });

  it('matches nothing when the order has neither phone nor postcode', () => {
    const bare = { email: order.email, shippingAddress: { line1: 'x', city: 'y', country: 'AE' } };
    expect(matchesContact(bare, '')).toBe(false);
    expect(matchesContact(bare, '0')).toBe(false);
  });
});
