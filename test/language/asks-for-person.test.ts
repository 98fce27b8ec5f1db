import { describe, expect, it } from 'vitest';
import { asksForPerson } from '../../src/language/asks-for-person.ts';

const ASKS: [string, string][] = [
  ['en', 'agent'],
  ['en', 'I want to talk to a real person please'],
  ['en', 'Can I speak with someone?'],
  ['zh', '转人工'],
  ['zh', '我要找人工客服'],
  ['es', 'quiero hablar con una persona'],
  ['pt', 'quero falar com um atendente'],
  ['fr', 'je veux parler à un conseiller'],
  ['de', 'ich möchte mit einem Menschen sprechen'],
  ['de', 'Mitarbeiter bitte'],
  ['ja', '担当者につないでください'],
  ['ar', 'أريد التحدث مع موظف'],
  ['fr', 'human please'],
  ['it', 'vorrei parlare con un operatore'],
  ['it', 'Operatore per favore'],
  ['ko', '상담원 연결해 주세요'],
  ['ko', '사람이랑 얘기하고 싶어요'],
  ['ru', 'Соедините меня с оператором'],
  ['ru', 'хочу поговорить с живым человеком'],
  ['id', 'mau bicara dengan admin'],
  ['id', 'tolong sambungkan ke customer service'],
  ['vi', 'cho mình gặp nhân viên'],
  ['vi', 'Tôi muốn nói chuyện với người thật'],
  ['th', 'ขอคุยกับเจ้าหน้าที่'],
  ['th', 'ต้องการติดต่อพนักงานครับ'],
];
const LEAVES: [string, string][] = [
  ['en', 'are you a human?'],
  ['en', "I don't want to talk to a human"],
  ['en', 'can someone help me track my order'],
  ['en', 'where is my order'],
  ['zh', '不用转人工'],
  ['zh', '你是机器人吗'],
  ['es', 'no necesito hablar con una persona'],
  ['de', 'spreche ich mit einem Menschen?'],
  ['ja', '注文はどこですか'],
  ['ar', 'أين طلبي'],
  ['it', 'non voglio parlare con un operatore'],
  ['it', 'sto parlando con una persona?'],
  ['ko', '상담원인가요?'],
  ['ko', '주문이 어디 있나요'],
  ['ru', 'вы робот или человек?'],
  ['ru', 'где мой заказ'],
  ['id', 'apakah ini bot?'],
  ['id', 'pesanan saya di mana'],
  ['vi', 'bạn là người hay máy?'],
  ['vi', 'đơn hàng của tôi ở đâu'],
  ['vi', 'đổi tên người nhận giúp mình'],
  ['th', 'คุณเป็นคนหรือบอท'],
  ['th', 'พัสดุอยู่ที่ไหน'],
];

describe('asksForPerson', () => {
  it.each(ASKS)('hears the wish for a person in %s: %s', (locale, text) =>
    expect(asksForPerson(text, locale)).toBe(true),
  );
  it.each(LEAVES)('leaves other messages to the model in %s: %s', (locale, text) =>
    expect(asksForPerson(text, locale)).toBe(false),
  );
});
