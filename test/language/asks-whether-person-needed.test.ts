import { expect, it } from 'vitest';
import { asksForPerson, declinesPerson } from '../../src/language/asks-for-person.ts';
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

const REFUSALS: [string, string][] = [
  ['en', "I don't need an agent, just tell me the price"],
  ['de', 'Ich brauche keinen Mitarbeiter, nur eine kurze Frage'],
  ['fr', "Pas besoin d'un conseiller, dites-moi juste le délai"],
  ['es', 'No necesito un agente, solo dígame si envían a Noruega'],
  ['pt', 'Não precisa chamar atendente, só quero o prazo'],
  ['it', 'Non serve un operatore, solo una domanda'],
  ['ja', '担当者につながなくて大丈夫です。送料だけ知りたいので'],
  ['ko', '상담원은 괜찮고 그냥 관세만 알려줘요'],
  ['zh', '不用转人工，告诉我运费就行'],
  ['ar', 'لا أحتاج موظف، فقط أخبرني عن الشحن'],
  ['ru', 'Оператор не нужен — не надо звать оператора, просто скажите цену'],
  ['id', 'gak perlu CS, cuma mau tanya ongkir'],
  ['vi', 'không cần nhân viên, chỉ hỏi phí ship thôi'],
  ['th', 'ไม่ต้องเรียกเจ้าหน้าที่ แค่ถามค่าส่ง'],
];

it.each(REFUSALS)('hears in %s that a person is declined: %s', (locale, text) => {
  expect(declinesPerson(text, locale)).toBe(true);
  expect(asksForPerson(text, locale)).toBe(false);
});

it.each(WISHES)('takes no wish for a refusal in %s: %s', (locale, text) => {
  expect(declinesPerson(text, locale)).toBe(false);
});
