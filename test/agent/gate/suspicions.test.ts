import { describe, expect, it } from 'vitest';
import { LOCALES, optionsFor, stream } from './gate-helpers.ts';

const payment = (more: object) => ({
  results: [
    {
      tool: 'get_payment_status',
      result: {
        ok: true,
        orderNumber: 'DM-1',
        payments: [{ orderNumber: 'DM-1', captured: {}, status: 'authorized', ...more }],
      },
    },
  ],
});
const held = payment({
  hold: { heldBy: 'bank', holdStatus: 'held', heldAt: '2026-11-18T10:00:00Z', moneyIs: 'captured' },
});

/** Words of suspicion as a careless model might use them, also to deny them or to ask. */
const TELLTALE: Record<string, string[]> = {
  en: [
    'Your bank suspects fraud.',
    'This is a money laundering check, nothing more.',
    'It is not because of sanctions.',
    'Was the payment flagged?',
  ],
  de: ['Es besteht Betrugsverdacht.', 'Das ist eine Geldwäscheprüfung.'],
  fr: ['Il y a un soupçon de fraude.', 'C’est un contrôle contre le blanchiment.'],
  es: ['Hay sospecha de fraude.', 'Es un control de blanqueo.'],
  pt: ['Há suspeita de fraude.', 'É uma verificação de lavagem de dinheiro.'],
  it: ['C’è un sospetto di frode.', 'È un controllo sul riciclaggio.'],
  ru: ['Есть подозрение на мошенничество.', 'Это проверка из-за санкций.'],
  ar: ['هناك اشتباه في احتيال.', 'هذا تحقق من غسل الأموال.'],
  zh: ['银行怀疑有欺诈。', '这是反洗钱审查。'],
  ja: ['不正利用の疑いがあります。', 'マネーロンダリングの確認です。'],
  ko: ['사기가 의심됩니다.', '자금 세탁 확인입니다.'],
  id: ['Ada dugaan penipuan.', 'Ini pemeriksaan pencucian uang.'],
  vi: ['Có nghi ngờ gian lận.', 'Đây là kiểm tra rửa tiền.'],
  th: ['มีความเป็นไปได้ว่าฉ้อโกง', 'นี่คือการตรวจสอบการฟอกเงิน'],
};

describe.each(LOCALES)('beside money held for a check, in %s', (locale) => {
  it.each(TELLTALE[locale] ?? [])('holds back “%s”', (text) => {
    const { violation } = stream(optionsFor(locale, held), [text]);
    expect(violation?.found.map(({ kind }) => kind)).toContain('suspicion');
  });

  it('says the same words where nothing is held', () => {
    for (const text of TELLTALE[locale] ?? []) {
      const found = stream(optionsFor(locale, payment({})), [text]).violation?.found;
      expect((found ?? []).filter(({ kind }) => kind === 'suspicion')).toEqual([]);
    }
  });
});

it('takes money that is held for pending, and denies nothing else of it', () => {
  const options = () =>
    optionsFor('en', payment({ status: 'captured', hold: { holdStatus: 'held' } }));
  expect(stream(options(), ['Your payment is under review.']).violation).toBeNull();
  expect(stream(options(), ['Your payment was not captured.']).violation).not.toBeNull();
});
