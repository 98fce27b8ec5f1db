import { describe, expect, it } from 'vitest';
import { asksForPerson } from '../../src/language/asks-for-person.ts';
import { asksWhoAnswers } from '../../src/language/asks-who-answers.ts';

const QUESTIONS: [string, string][] = [
  ['en', 'are you a real person?'],
  ['en', 'Am I talking to a bot?'],
  ['de', 'Sind Sie ein Mensch?'],
  ['fr', "C'est un robot ?"],
  ['es', '¿Hablo con una persona o con un robot?'],
  ['pt', 'Você é um robô?'],
  ['it', 'Parlo con una persona?'],
  ['ja', 'これはボットですか？'],
  ['zh', '你是机器人吗'],
  ['ko', '로봇인가요?'],
  ['ru', 'Это бот?'],
  ['ar', 'هل أنت روبوت؟'],
  ['id', 'ini bot ya?'],
  ['vi', 'Bạn là robot à?'],
  ['th', 'คุณเป็นบอทไหม'],
  ['en', 'what can you do?'],
  ['en', 'Who made you?'],
  ['de', 'Was kannst du alles?'],
  ['fr', "Qu'est-ce que tu peux faire ?"],
  ['es', '¿Qué puedes hacer?'],
  ['pt', 'O que você pode fazer?'],
  ['it', 'Cosa sai fare?'],
  ['ja', '何ができますか？'],
  ['zh', '你能做什么？'],
  ['ko', '뭐 할 수 있어요?'],
  ['ru', 'Что ты умеешь?'],
  ['ar', 'ماذا يمكنك أن تفعل؟'],
  ['id', 'bisa bantu apa aja?'],
  ['vi', 'Bạn có thể làm gì?'],
  ['th', 'ทำอะไรได้บ้างคะ'],
];
const OTHERS: [string, string][] = [
  ['en', 'I want to talk to a human, not a robot'],
  ['en', 'Are you able to ship a robot vacuum to Norway?'],
  ['en', 'Is this a good gift for a person who likes tea?'],
  ['en', 'what can you do about my lost parcel?'],
  ['es', '¿qué puedo hacer si no llega?'],
  ['de', 'Ich möchte mit einem Menschen sprechen'],
  ['zh', '转人工'],
  ['th', 'ขอคุยกับเจ้าหน้าที่'],
];

describe('asking who answers', () => {
  it.each(QUESTIONS)('%s: %s', (locale, text) => {
    expect(asksWhoAnswers(text, locale)).toBe(true);
    expect(asksForPerson(text, locale)).toBe(false);
  });

  it.each(OTHERS)('is not: %s: %s', (locale, text) => {
    expect(asksWhoAnswers(text, locale)).toBe(false);
  });
});
