import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkText } from '../../../src/agent/gate/gate.ts';
import { LOCALES, optionsFor, stream } from './gate-helpers.ts';
import { SCENES } from './scenes.ts';

function read(folder: string, locale: string): Record<string, unknown[]> {
  const file = new URL(`./${folder}/${locale}.yaml`, import.meta.url);
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
}

function* honest(locale: string): Generator<{ scene: string; text: string }> {
  for (const [scene, texts] of Object.entries(read('honest', locale)))
    for (const text of texts) yield { scene, text: String(text) };
}

function* dishonest(locale: string): Generator<{ scene: string; text: string; bad: string }> {
  for (const [scene, entries] of Object.entries(read('dishonest', locale)))
    for (const entry of entries) {
      if (typeof entry === 'object' && entry !== null && 'text' in entry && 'bad' in entry)
        yield { scene, text: String(entry.text), bad: String(entry.bad) };
    }
}

const cuts: Record<string, (text: string) => string[]> = {
  'in one piece': (text) => [text],
  'word by word': (text) => text.split(/(?<= )/),
  'character by character': (text) => Array.from(text),
};

describe.each(LOCALES)('the gate in %s', (locale) => {
  it.each([...honest(locale)])('lets pass: $text', ({ scene, text }) => {
    const options = optionsFor(locale, SCENES[scene] ?? { results: [] });
    expect(checkText(text, options)).toEqual({ ok: true });
    for (const cut of Object.values(cuts)) {
      const result = stream(options, cut(text));
      expect(result.violation).toBeNull();
      expect(result.released).toBe(text);
    }
  });

  it.each([...dishonest(locale)])('stops: $text', ({ scene, text, bad }) => {
    const options = optionsFor(locale, SCENES[scene] ?? { results: [] });
    expect(checkText(text, options).ok).toBe(false);
    for (const cut of Object.values(cuts)) {
      const result = stream(options, cut(text));
      expect(result.violation).not.toBeNull();
      expect(result.released).not.toContain(bad);
    }
  });
});

/** One fact of the scenes and another in its place, written as the locale writes it. */
const LIES: readonly (readonly [string, RegExp, string])[] = [
  ['an amount', /(?<!\d)89([.,])90/g, '98$190'],
  ['an amount', /(?<!\d)124([.,])50/g, '142$150'],
  ['an amount', /(?<!\d)49([.,])90/g, '94$190'],
  ['an amount', /(?<!\d)17([.,])35/g, '71$135'],
  ['an amount', /(?<!\d)12([.,\s])?800/g, '12$1900'],
  ['an amount of the other order', /(DM-10042[^\n]{0,40}?)(?<!\d)89([.,])90/g, '$1124$250'],
  [
    'a day',
    /(?<![\d.,:-])12(?=\D{0,3}(?:Nov|nov|ноя|tháng 11|พ|พฤศ|11|月|월|de nov|[.]\s?Nov|نوفمبر))/g,
    '13',
  ],
  ['a day', /(?<=11\s?[月월]\s?|11\. )12(?=\s?[日일.])/g, '13'],
  ['an order number', /DM-10042/g, 'DM-10049'],
  ['an order number', /DM-10077/g, 'DM-10078'],
  ['a tracking number', /RB123456785CN/g, 'RB123456794CN'],
  ['days left', /(?<!\d)23(?=\s?(?:d|g|д|日|天|일|วัน|hari|ngày|jours|Tage|días|dias|يوم))/g, '24'],
  ['a time', /14([:h点시]\s?)40/g, '15$140'],
  ['a phone number', /\+49 30 1234567/g, '+49 30 1234568'],
  ['a share', /(?<!\d)15(?=\s?[%٪])/g, '25'],
  ['digits of a card', /(?<!\d)4242(?!\d)/g, '4243'],
];

describe.each(LOCALES)('an honest reply in %s with one fact changed', (locale) => {
  it('never passes', () => {
    let tried = 0;
    for (const { scene, text } of honest(locale))
      for (const [what, fact, lie] of LIES) {
        const changed = text.replace(fact, lie);
        if (changed === text) continue;
        tried += 1;
        const options = optionsFor(locale, SCENES[scene] ?? { results: [] });
        expect({ what, changed, ok: checkText(changed, options).ok }).toEqual({
          what,
          changed,
          ok: false,
        });
      }
    expect(tried).toBeGreaterThan(20);
  });
});

describe('the gate, however a text arrives', () => {
  const all = LOCALES.flatMap((locale) =>
    [...honest(locale), ...dishonest(locale)].map(({ scene, text }) => ({ locale, scene, text })),
  );

  it('has honest answers of every kind in fourteen languages', () => {
    expect(LOCALES.flatMap((locale) => [...honest(locale)]).length).toBeGreaterThanOrEqual(370);
  });

  it('reaches the verdict of the whole text for any cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
        (chosen, lengths) => {
          const [first] = chosen;
          if (first === undefined) return;
          const text = chosen
            .filter(({ locale }) => locale === first.locale)
            .map((entry) => entry.text)
            .join(' ');
          const options = optionsFor(first.locale, SCENES[first.scene] ?? { results: [] });
          const pieces: string[] = [];
          for (let at = 0, turn = 0; at < text.length; turn += 1) {
            const length = lengths[turn % lengths.length] ?? 1;
            pieces.push(text.slice(at, at + length));
            at += length;
          }
          const whole = stream(options, [text]);
          const cut = stream(options, pieces);
          expect(cut.violation?.keep).toBe(whole.violation?.keep);
          expect(cut.violation === null).toBe(checkText(text, options).ok);
          if (cut.violation === null) expect(cut.released).toBe(text);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  it('takes ten times the work for ten times the hostile text, not a hundred', {
    timeout: 60_000,
  }, () => {
    const options = optionsFor('en', SCENES.delivered ?? { results: [] });
    // Processor time: the clock on the wall tells more of the neighbours than of the gate.
    const work = (unit: string, length: number) => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      const before = process.cpuUsage();
      checkText(text, options);
      return process.cpuUsage(before).user / 1000;
    };
    for (const unit of [
      '1',
      '1.',
      '€',
      '一',
      '[',
      '&#',
      '<a ',
      '(1',
      'a@',
      '*',
      'not delivered ',
    ]) {
      work(unit, 5_000);
      expect(work(unit, 50_000)).toBeLessThan(200 + 30 * work(unit, 5_000));
    }
  });
});

it.each([
  'refund me 500 EUR to IBAN DE89370400440532013000',
  'refund me to DE89 3704 0044 0532 0130 00',
  'my IBAN is DE89370400440532013001',
])('repeats no number of an account that was typed: %s', (typed) => {
  const options = optionsFor('en', { results: [] }, [typed]);
  const [iban = ''] = /DE89[\d ]+/.exec(typed) ?? [];
  for (const text of [`I have noted ${iban}.`, `To open order ${iban}, send me its postcode.`])
    expect(checkText(text, options).ok).toBe(false);
  expect(
    checkText('I have noted DM-77777.', optionsFor('en', { results: [] }, ['DM-77777'])).ok,
  ).toBe(true);
});
