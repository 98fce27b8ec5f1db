import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainPhrase } from '../../src/language/phrase-match.ts';
import { readYesNo } from '../../src/language/yes-no.ts';
import { EVERYWHERE, YES_NO } from '../../src/language/yes-no-words.ts';

const YES: [string, string][] = [
  ['en', 'Yes please, go ahead!'],
  ['en', 'YESSSS'],
  ['en', 'ok'],
  ['en', 'sure, thank you'],
  ['en', '👍🏽'],
  ['zh', '好的，谢谢'],
  ['zh', '可以'],
  ['zh', '没问题'],
  ['es', 'sí, por favor'],
  ['es', 'Vale, adelante'],
  ['pt', 'pode sim, obrigada'],
  ['pt', 'tá bom'],
  ['fr', "d'accord, merci"],
  ['fr', 'Oui, je confirme.'],
  ['de', 'Ja, bitte'],
  ['de', 'passt so, danke'],
  ['ja', 'はい、お願いします。'],
  ['ja', '了解です'],
  ['ar', 'نعم، من فضلك'],
  ['ar', 'أُوافق'],
  ['it', 'Sì, grazie'],
  ['it', "d'accordo, procedi pure"],
  ['ko', '네, 진행해 주세요'],
  ['ko', '네네 부탁드립니다'],
  ['ru', 'Да, пожалуйста'],
  ['ru', 'Всё верно, оформляйте'],
  ['id', 'Iya kak, lanjut'],
  ['id', 'ya, makasih'],
  ['vi', 'Vâng ạ, cảm ơn bạn'],
  ['vi', 'đồng ý nhé'],
  ['th', 'ใช่ครับ'],
  ['th', 'ตกลงค่ะ ขอบคุณค่ะ'],
];
const NO: [string, string][] = [
  ['en', 'no thanks'],
  ['en', "don't do it"],
  ['zh', '不用了，谢谢'],
  ['zh', '算了'],
  ['es', 'claro que no'],
  ['pt', 'Não, obrigada'],
  ['fr', "pas d'accord"],
  ['de', 'bitte nicht'],
  ['ja', 'いいえ、やめておきます'],
  ['ar', 'لا شكرًا'],
  ['it', 'No grazie, ho cambiato idea'],
  ['ko', '아니요, 괜찮지 않아요'],
  ['ko', '취소할게요'],
  ['ru', 'Нет, спасибо'],
  ['ru', 'передумала'],
  ['id', 'gak jadi kak'],
  ['vi', 'Không, cảm ơn'],
  ['vi', 'thôi khỏi'],
  ['th', 'ไม่ค่ะ'],
  ['th', 'ไม่ต้องแล้ว ขอบคุณครับ'],
];
const NEITHER: [string, string][] = [
  ['en', 'yes but keep one item'],
  ['en', 'yes?'],
  ['en', 'yes no'],
  ['en', 'no problem'],
  ['en', 'thanks'],
  ['en', 'not sure'],
  ['en', 'yes, refund 500 dollars'],
  ['en', 'ok when does it arrive'],
  ['en', ''],
  ['zh', '好不好'],
  ['zh', '对不起'],
  ['zh', '是吗'],
  ['zh', '好像不对'],
  ['es', 'sí, pero no todo'],
  ['es', 'si llega mañana'],
  ['pt', 'sim mas não tudo'],
  ['fr', 'oui mais pas tout'],
  ['fr', 'oui ?'],
  ['de', 'ja nicht'],
  ['de', 'ja aber nur die Hälfte'],
  ['ja', '結構です'],
  ['ja', 'はいですか？'],
  ['ar', 'نعم ولكن'],
  ['ar', 'لا بأس'],
  ['pl', 'no'],
  ['it', 'sì ma non tutto'],
  ['ko', '괜찮아요'],
  ['ko', '네가 뭔데'],
  ['ru', 'да нет'],
  ['ru', 'давайте завтра'],
  ['id', 'makasih ya'],
  ['id', 'iya tapi satu saja'],
  ['vi', 'dạ cảm ơn'],
  ['vi', 'không sao'],
  ['th', 'ขอบคุณ ครับ'],
  ['th', 'ใช่ไหม'],
  // A counter-question in any mark, also one that is drawn.
  ['en', 'yes ❓'],
  ['en', 'ok⁉️'],
  ['es', '¿sí'],
  ['zh', '好的﹖'],
  // A changed mind.
  ['en', 'no, wait, yes'],
  ['en', 'yes, hold on'],
  ['de', 'ja, nee, doch nicht'],
  ['fr', 'oui, non merci'],
  // Quoted, crossed out, trailing off, or with a face that says otherwise.
  ['en', '"yes"'],
  ['en', "'yes'"],
  ['en', '> yes'],
  ['de', '„ja“'],
  ['fr', '« oui »'],
  ['ja', '「はい」'],
  ['en', '~~yes~~'],
  ['en', 'y\u0336e\u0336s\u0336'],
  ['en', 'yes...'],
  ['ko', '어…'],
  ['en', 'yes 🙄'],
  ['en', 'ok 🤔'],
  ['en', 'sure 🚫'],
  ['en', 'yes 🙂\u200d↔️'],
  ['en', 'ok 🛑'],
  ['en', '👍👎'],
  ['en', 'yes :/'],
  ['en', 'yes :('],
  // Look-alikes are other letters.
  ['en', 'у\u0435s'],
  ['en', 'οk'],
  ['ru', 'дa'],
  // Two languages at odds, or a word of another one.
  ['de', 'yes nein'],
  ['pl', 'yes no'],
  ['en', 'yes nein'],
  ['es', 'ok no'],
  // Made of words of consent and yet none.
  ['en', 'please confirm'],
  ['en', 'Yeah, right.'],
  ['zh', '请确认'],
  ['de', 'Bitte bestätigen'],
  ['ko', '확인 부탁드려요'],
  ['ko', '확인해 주세요'],
  ['id', 'mohon konfirmasi'],
  ['vi', 'vui lòng xác nhận'],
  ['th', 'กรุณายืนยัน'],
  ['ar', 'من فضلك أكد'],
  ['ru', 'да ну'],
  ['ru', 'да ладно'],
  ['ja', 'そうですね'],
  ['fr', 'ça va, merci'],
  ['fr', "c'est bon"],
  ['it', 'va bene così, grazie'],
  // Without its marks it may as well be “đừng”: don’t.
  ['vi', 'dung'],
];

/** Answers to “shall I cancel it?”. */
const TO_CANCEL: [string, string, 'yes' | 'no' | null][] = [
  ['en', 'Yes, cancel it', 'yes'],
  ['en', 'cancel it', null],
  ['en', 'no', 'no'],
  ['en', "no, don't", 'no'],
  ['en', "don't cancel", 'no'],
  ['de', 'Ja, bitte stornieren', 'yes'],
  ['de', 'stornieren', null],
  ['de', 'nein', 'no'],
  ['es', 'sí, cancela', 'yes'],
  ['fr', 'oui, annulez', 'yes'],
  ['ja', 'はい、キャンセルお願いします', 'yes'],
  ['zh', '取消', null],
  ['zh', '不取消', 'no'],
  ['ko', '네, 취소해 주세요', 'yes'],
  ['th', 'ใช่ ยกเลิกเลย', 'yes'],
];

describe('readYesNo', () => {
  it.each(YES)('reads consent in %s: %s', (locale, text) =>
    expect(readYesNo(text, locale)).toBe('yes'),
  );
  it.each(NO)('reads refusal in %s: %s', (locale, text) =>
    expect(readYesNo(text, locale)).toBe('no'),
  );
  it.each(NEITHER)('takes nothing else for an answer in %s: %s', (locale, text) =>
    expect(readYesNo(text, locale)).toBeNull(),
  );
  it.each(TO_CANCEL)('asked in %s whether to cancel, reads %s as %s', (locale, text, answer) =>
    expect(readYesNo(text, locale, 'to-cancel')).toBe(answer),
  );
  it.each([
    'Yes! :)',
    'да)))',
    '네^^',
    'yes ❤️',
    'ok 👏🏽',
    'sí!!',
    "d'accord",
    '네~',
    '\u200fنعم',
    '*yes*',
  ])('lets stand what people put around a yes: %s', (text) =>
    expect(LOCALES.map((locale) => readYesNo(text, locale))).toContain('yes'),
  );
});

const LOCALES = Object.keys(YES_NO);
const listed = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');

const anyConsent = fc.constantFrom(...LOCALES).chain((locale) =>
  fc.record({
    locale: fc.constant(locale),
    yes: fc.constantFrom(...listed(EVERYWHERE.yes), ...listed(YES_NO[locale]?.yes)),
    no: fc.constantFrom(...listed(EVERYWHERE.no), ...listed(YES_NO[locale]?.no)),
  }),
);
const held = { numRuns: 2000, seed: 20261126 };

describe('the closed lists', () => {
  it.each(LOCALES)(
    'say one thing with a phrase, and read each as what it is listed for: %s',
    (locale) => {
      const words = YES_NO[locale];
      const kinds = [words?.yes, words?.no, words?.cancel, words?.courtesy].map(
        (text) => new Set(listed(text).map(plainPhrase)),
      );
      for (const [index, kind] of kinds.entries())
        for (const other of kinds.slice(index + 1))
          expect([...kind].filter((phrase) => other.has(phrase))).toEqual([]);
      for (const phrase of listed(words?.yes))
        expect(readYesNo(phrase, locale), phrase).toBe('yes');
      for (const phrase of [...listed(words?.no), ...listed(words?.cancel)])
        expect(readYesNo(phrase, locale), phrase).toBe('no');
      for (const phrase of listed(words?.courtesy))
        expect(readYesNo(phrase, locale), phrase).toBeNull();
    },
  );

  it('takes no consent for a yes once a refusal stands beside it', () => {
    fc.assert(
      fc.property(
        anyConsent,
        fc.constantFrom(', ', ' ', '. ', '\n', '! '),
        fc.boolean(),
        ({ locale, yes, no }, between, isYesFirst) => {
          const text = isYesFirst ? `${yes}${between}${no}` : `${no}${between}${yes}`;
          expect(readYesNo(text, locale)).not.toBe('yes');
        },
      ),
      held,
    );
  });

  it('takes no consent for a yes beside a sign or a word that is not listed', () => {
    const beside = fc.constantFrom(
      ...'?？؟❓⁉"“”„«»「」<>([]{}/\\|_=+#%&@$€🙄🤔😡🚫⛔🛑✋❎…',
      ...[' but ', ' if it is free ', ' 2 ', ' perhaps ', ' tomorrow ', ' only one ', ' x '],
    );
    fc.assert(
      fc.property(anyConsent, beside, fc.boolean(), ({ locale, yes }, one, isAfter) => {
        expect(readYesNo(isAfter ? `${yes}${one}` : `${one}${yes}`, locale)).not.toBe('yes');
      }),
      held,
    );
  });

  it('takes no look-alike for a letter', () => {
    const twins: Record<string, string> = {
      a: 'а',
      e: 'е',
      o: 'о',
      c: 'с',
      y: 'у',
      p: 'р',
      i: 'і',
      s: 'ѕ',
      k: 'к',
      x: 'х',
    };
    fc.assert(
      fc.property(anyConsent, fc.nat(), ({ locale, yes }, at) => {
        const places = [...yes].flatMap((letter, index) => (letter in twins ? [index] : []));
        fc.pre(places.length > 0);
        const place = places[at % places.length] ?? 0;
        const text = [...yes]
          .map((letter, index) => (index === place ? twins[letter] : letter))
          .join('');
        expect(readYesNo(text, locale)).not.toBe('yes');
      }),
      held,
    );
  });

  it('reads any text in time', () => {
    const long = ['👍\ufe0f'.repeat(40), 'yes '.repeat(30), '🙂'.repeat(60), ')'.repeat(120)];
    for (const text of long)
      expect(['yes', null]).toContain(readYesNo(`${text}"`.slice(0, 120), 'en'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 130 }), (text) => {
        for (const locale of LOCALES) readYesNo(text, locale);
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });
});
