import { foldForFeatures } from '../../src/agent/models/built-in/fold.ts';
import type { Intent } from '../../src/agent/models/built-in/intents.ts';
import { dropWord, slip } from '../n-gram-training.ts';
import type { Sentence } from './patterns.ts';

const KEPT_SHORT: ReadonlySet<Intent> = new Set([
  'greeting_thanks',
  'provide_details',
  'confirm',
  'deny',
]);

/**
 * A sentence with what shoppers put around the same wish: a greeting, thanks, their order number, one of the locale's
 * `asides`, a slip of the finger, a word left out.
 */
export function withNoise(
  { intent, text: plain }: Sentence,
  locale: string,
  asides: readonly string[],
  random: () => number,
): string {
  const courtesy = COURTESY[locale] ?? COURTESY.en ?? [['', '']];
  const keepsShort = KEPT_SHORT.has(intent);
  let text = plain;
  const [before = '', after = ''] = courtesy[Math.floor(random() * courtesy.length)] ?? [];
  if (!keepsShort && random() < 0.4) text = `${before} ${text}`;
  if (!keepsShort && random() < 0.3) text = `${text} ${after}`;
  if (!keepsShort && intent !== 'out_of_scope' && random() < 0.3)
    text = `${text} ${CODES[Math.floor(random() * CODES.length)]}`;
  if (!keepsShort && asides.length > 0 && random() < 0.25) {
    const aside = asides[Math.floor(random() * asides.length)] ?? '';
    text = random() < 0.6 ? `${aside} ${text}` : `${text}. ${aside}`;
  }
  if (random() < 0.3) text = text.replace(/[?？؟!.。]+$/u, '');
  if (locale === 'en' && random() < 0.08) text = swear(text, random);
  if (random() < 0.4) text = slip(text, random);
  if (random() < 0.15) text = dropWord(text, random);
  return foldForFeatures(text) === '' ? plain : text;
}

/** Anger in the middle of a sentence says nothing of its topic. */
function swear(text: string, random: () => number): string {
  const words = text.split(' ');
  const word = SWEARING[Math.floor(random() * SWEARING.length)] ?? '';
  words.splice(1 + Math.floor(random() * words.length), 0, word);
  return words.join(' ');
}

const SWEARING = [
  'goddamn',
  'damn',
  'fucking',
  'bloody',
  'freaking',
  'f***ing',
  'the hell',
  'stupid',
];

const CODES = [
  'DM-10042',
  '#W2611340',
  'order 48213',
  '10077',
  'anna@example.com',
  'DM-20318 li.wei@example.org',
];

const COURTESY: Record<string, readonly (readonly [string, string])[]> = {
  en: [
    ['hi', 'thanks'],
    ['hello,', 'please'],
    ['hey', 'pls'],
    ['excuse me,', 'thank you'],
    ['Good morning.', '??'],
    ['', '!!'],
    ['ok', 'asap'],
  ],
  zh: [
    ['你好，', '谢谢'],
    ['请问', '麻烦了'],
    ['亲，', '急'],
    ['您好', '？？'],
    ['那个', '啊'],
  ],
  es: [
    ['hola', 'gracias'],
    ['buenos días,', 'por favor'],
    ['buenas', 'porfa'],
    ['oye', '??'],
    ['disculpe', 'urgente'],
  ],
  pt: [
    ['oi', 'obrigado'],
    ['bom dia,', 'por favor'],
    ['olá', 'pfv'],
    ['boa tarde', '??'],
    ['gente', 'obrigada'],
  ],
  fr: [
    ['bonjour', 'merci'],
    ['bonsoir,', 'svp'],
    ['salut', "s'il vous plaît"],
    ['excusez-moi', '??'],
    ['', 'merci d’avance'],
  ],
  de: [
    ['hallo', 'danke'],
    ['guten Tag,', 'bitte'],
    ['hi', 'vielen Dank'],
    ['Entschuldigung,', '??'],
    ['moin', 'mfg'],
  ],
  ja: [
    ['すみません、', 'お願いします'],
    ['こんにちは。', 'よろしくお願いします'],
    ['あの', '？'],
    ['お世話になっております。', '急いでいます'],
    ['', '!'],
  ],
  ar: [
    ['مرحبا', 'شكرا'],
    ['السلام عليكم', 'من فضلك'],
    ['لو سمحت', '؟؟'],
    ['اهلا', 'ضروري'],
    ['', 'شكرا لكم'],
  ],
  it: [
    ['ciao', 'grazie'],
    ['buongiorno,', 'per favore'],
    ['salve', 'pls'],
    ['scusate,', '??'],
    ['', 'grazie mille'],
  ],
  ko: [
    ['안녕하세요', '감사합니다'],
    ['저기요', '부탁드려요'],
    ['수고하세요', '급해요'],
    ['혹시', 'ㅠㅠ'],
    ['', '??'],
  ],
  ru: [
    ['здравствуйте', 'спасибо'],
    ['добрый день,', 'пожалуйста'],
    ['привет', 'плиз'],
    ['подскажите', '??'],
    ['', 'срочно'],
  ],
  id: [
    ['halo kak', 'makasih'],
    ['permisi', 'tolong ya'],
    ['min', 'dong'],
    ['gan', '??'],
    ['selamat siang,', 'terima kasih'],
  ],
  vi: [
    ['shop ơi', 'cảm ơn shop'],
    ['chào shop,', 'nhé'],
    ['ad ơi', 'với ạ'],
    ['cho mình hỏi', '??'],
    ['', 'gấp lắm'],
  ],
  th: [
    ['สวัสดีค่ะ', 'ขอบคุณค่ะ'],
    ['สวัสดีครับ', 'ครับ'],
    ['แอดมิน', 'ด้วยนะคะ'],
    ['รบกวนหน่อย', '??'],
    ['', 'ด่วนเลย'],
  ],
};
