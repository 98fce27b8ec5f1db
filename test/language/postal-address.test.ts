import { describe, expect, it } from 'vitest';
import { chooseLocale } from '../../src/language/choose-locale.ts';
import { withoutAddress } from '../../src/language/postal-address.ts';

describe('what a message says beside an address', () => {
  it.each([
    ['Marie Dupont, 5 rue de la Paix, 75002 Paris', ''],
    ['Via Roma 12, 20121 Milano', ''],
    ['Ana Ruiz\nCalle Mayor 5\n28013 Madrid\nSpain', ''],
    ['DM-10047 bitte an: Lena Vogt, Am Kanal 7, 20357 Hamburg', 'DM-10047 bitte an:'],
    ['an meine neue Adresse: Am Kanal 7, 20357 Hamburg, Germany', 'an meine neue Adresse:'],
    ['10 Downing Street, London SW1A 2AA', ''],
  ])('is left of "%s"', (text, left) => {
    expect(withoutAddress(text)).toBe(left);
  });

  it.each([
    'ich habe am 3. März bestellt, Nummer 12345, wo ist es?',
    'where is order 10042, I ordered 3 mugs',
    '75002 Paris',
    'quiero cambiar el pedido 10042, gracias',
    'DM-10001, DM-10054',
  ])('is all of what holds none: %s', (text) => {
    expect(withoutAddress(text)).toBe(text);
  });
});

describe('an address in another language', () => {
  const enabled = ['en', 'fr', 'de', 'ja'];
  it.each(['en', 'de', 'ja'])('leaves a conversation in %s as it is', async (current) => {
    const text = 'Marie Dupont, 5 rue de la Paix, 75002 Paris';
    const chosen = await chooseLocale({ text, current, hint: null, enabled, fallback: 'en' });
    expect(chosen).toMatchObject({ locale: current, changed: false });
  });

  it('does not decide what a sentence before it is written in', async () => {
    const text =
      'DM-10047 bitte an eine andere Adresse: Marie Dupont, 5 rue de la Paix, 75002 Paris';
    const chosen = await chooseLocale({ text, current: null, hint: 'de', enabled, fallback: 'en' });
    expect(chosen.locale).toBe('de');
  });
});
