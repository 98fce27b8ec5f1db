import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../../scripts/train-understanding.ts';
import { gravity, namesRefund } from '../../../../src/agent/models/built-in/cues.ts';

const examples = readExamples();
const locales = [...new Set(examples.map(({ locale }) => locale))];

describe('cues', () => {
  it.each(locales)('hear a refund asked for in %s', (locale) => {
    const asked = examples.filter(
      (example) => example.locale === locale && example.intent === 'refund_request',
    );
    const missed = asked.filter(({ text }) => !namesRefund(text)).map(({ text }) => text);
    expect(missed.length / asked.length, missed.join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('hear no refund where one is declined or explained', () => {
    const texts = [
      'non voglio il rimborso',
      '환불은 필요 없어요',
      '환불 규정이 어떻게 되나요',
      'возврат не нужен',
      'условия возврата денег',
      'ga usah refund kak',
      'syarat refund apa saja',
      'không cần hoàn tiền',
      'chính sách hoàn tiền',
      'ไม่ต้องคืนเงิน',
      'เงื่อนไขการคืนเงิน',
      '返金はいいです',
    ];
    expect(texts.filter(namesRefund)).toEqual([]);
  });

  it('take no everyday word for a danger or a threat', () => {
    const texts = [
      'mi sono trasferito',
      'il mio colore preferito',
      '문화상품권 되나요',
      '전화상담 가능한가요',
      'saya menuntut uang kembali',
      'kiện hàng của tôi ở đâu',
    ];
    expect(texts.filter((text) => gravity(text) !== null)).toEqual([]);
    expect(gravity('сапоги загорелись')).toBe('safety');
    expect(gravity('mi sono ustionata')).toBe('safety');
    expect(gravity('tôi sẽ kiện shop ra tòa')).toBe('legal');
  });
});
