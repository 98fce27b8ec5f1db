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

  it.each([
    ['de', 'der Wasserkocher hat mir eine gewischt'],
    ['es', 'el hervidor me dio corriente'],
    ['pt', 'levei um choque da chaleira'],
    ['fr', "j'ai pris une décharge avec la bouilloire"],
    ['it', 'il bollitore mi ha dato la scossa'],
    ['zh', '充电宝烫到融化了'],
    ['ja', 'ケトル触ったらビリッときた'],
    ['ko', '주전자 만졌는데 전기가 통했어요'],
    ['ar', 'الغلاية كهربتني'],
    ['ru', 'чайник искрит при включении'],
    ['id', 'ketelnya nyetrum aku'],
    ['vi', 'cái ấm giật điện mình'],
    ['th', 'กาต้มน้ำไฟรั่ว'],
  ])('hear in %s what may hurt again: %s', (_locale, text) => {
    expect(gravity(text)).toBe('safety');
  });

  it.each([
    ['de', 'ist die Lampe aus geschmolzenem Glas'],
    ['es', 'hace corriente de aire la manta? no, es gruesa'],
    ['pt', 'o rosa choque tem em M'],
    ['fr', 'la couleur gris fumée existe en L'],
    ['it', 'fate il grigio fumo'],
    ['zh', '烟灰色的还有吗 电热水壶呢'],
    ['ja', '煙の香りのお茶ありますか'],
    ['ko', '불꽃놀이 조명 있어요'],
    ['ar', 'عندكم رمادي دخاني'],
    ['ru', 'есть дымчатый цвет'],
    ['id', 'lampunya pakai listrik atau baterai'],
    ['vi', 'máy giặt có giặt được áo này không'],
    ['th', 'สีควันบุหรี่มีไหม'],
  ])('hear no danger in %s in what is only called like one: %s', (_locale, text) => {
    expect(gravity(text)).toBeNull();
  });
});
