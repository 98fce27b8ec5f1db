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
];

describe('asksForPerson', () => {
  it.each(ASKS)('hears the wish for a person in %s: %s', (locale, text) =>
    expect(asksForPerson(text, locale)).toBe(true),
  );
  it.each(LEAVES)('leaves other messages to the model in %s: %s', (locale, text) =>
    expect(asksForPerson(text, locale)).toBe(false),
  );
});
