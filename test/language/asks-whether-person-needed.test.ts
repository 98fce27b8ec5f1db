import { expect, it } from 'vitest';
import { asksForPerson } from '../../src/language/asks-for-person.ts';
import { asksWhetherPersonNeeded } from '../../src/language/asks-whether-person-needed.ts';

const QUESTIONS: [string, string][] = [
  ['en', 'Do I have to talk to an agent to cancel an order or can I do it here?'],
  ['de', 'Muss ich zum Stornieren mit einem Mitarbeiter sprechen oder geht das hier?'],
  ['fr', 'Faut-il parler à un conseiller pour annuler ou je peux le faire ici ?'],
  ['es', '¿Tengo que hablar con un agente para cancelar o lo hago aquí?'],
  ['pt', 'Preciso falar com atendente pra cancelar ou faço por aqui?'],
  ['it', 'Devo parlare con un operatore per annullare o lo faccio qui?'],
  ['ja', 'キャンセルは担当者に話さないとだめですか、それともここでできますか'],
  ['ko', '취소하려면 상담원이랑 얘기해야 하나요 여기서 되나요'],
  ['zh', '取消订单要找人工还是这里就可以'],
  ['ar', 'هل يجب أن أتحدث مع موظف لإلغاء الطلب أم أفعلها هنا'],
  ['ru', 'чтобы отменить заказ, надо говорить с оператором или можно тут'],
  ['id', 'harus bicara sama CS untuk batal pesanan atau bisa di sini?'],
  ['vi', 'muốn hủy đơn phải gặp nhân viên hay làm ở đây được'],
  ['th', 'จะยกเลิกต้องคุยกับเจ้าหน้าที่หรือทำที่นี่ได้เลย'],
];

it.each(QUESTIONS)('hears in %s that nobody is asked for: %s', (locale, text) => {
  expect(asksWhetherPersonNeeded(text, locale)).toBe(true);
  expect(asksForPerson(text, locale)).toBe(false);
});

const WISHES: [string, string][] = [
  ['en', 'I have to talk to an agent'],
  ['de', 'Ich muss mit einem Mitarbeiter sprechen'],
  ['fr', 'Je dois parler à un conseiller'],
  ['es', 'Tengo que hablar con un agente'],
  ['pt', 'Preciso falar com um atendente'],
  ['it', 'Devo parlare con un operatore'],
  ['ja', '担当者と話したいです'],
  ['ko', '상담원과 통화하고 싶어요'],
  ['zh', '我要找人工客服'],
  ['ar', 'أريد التحدث مع موظف'],
  ['ru', 'Мне надо поговорить с оператором'],
  ['id', 'saya mau bicara dengan CS'],
  ['vi', 'tôi muốn gặp nhân viên'],
  ['th', 'ขอคุยกับเจ้าหน้าที่'],
];

it.each(WISHES)('still hears a wish in %s: %s', (locale, text) => {
  expect(asksWhetherPersonNeeded(text, locale)).toBe(false);
  expect(asksForPerson(text, locale)).toBe(true);
});
