import { expect, it } from 'vitest';
import { isGreeting } from '../../src/language/greetings.ts';

it.each([
  'Hello!',
  'hi there 👋',
  'Guten Tag zusammen',
  'Bonjour Madame,',
  '¡Hola, buenas tardes!',
  'oi, bom dia',
  'Salve a tutti',
  'Здравствуйте! Добрый день',
  'السلام عليكم ورحمة الله وبركاته',
  'こんばんは。',
  '안녕하세요?',
  '您好！',
  'permisi kak',
  'Xin chào ạ',
  'สวัสดีค่ะ',
])('knows a greeting that is a whole message: %s', (text) => {
  expect(isGreeting(text)).toBe(true);
});

it.each([
  '',
  'kak',
  'hello kitty mug',
  'hi, where is my parcel',
  'guten tag, wo bleibt mein paket',
  'early bird discount',
  '早く送って',
  'чай',
  'oil',
  'pagination',
])('takes nothing else for one: %s', (text) => {
  expect(isGreeting(text)).toBe(false);
});
