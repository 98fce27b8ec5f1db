/**
 * Whether a cleaned text has no word of any language in it: laughter, a letter held down, a walk over the keyboard, "ok",
 * names of cards and carriers. All of them stand in messages of every language, and n-grams would guess one.
 */
export function isWithoutLanguage(cleaned: string): boolean {
  return cleaned.split(' ').every((word) => EVERYWHERE.has(word) || isNoise(word));
}

function isNoise(word: string): boolean {
  return (
    ONE_LETTER.test(word) || LAUGHTER.test(word) || SYLLABLE_HELD.test(word) || isKeyboardWalk(word)
  );
}

function isKeyboardWalk(word: string): boolean {
  if (word.length < SHORTEST_WALK || word === 'wert') return false;
  const back = [...word].reverse().join('');
  return KEYBOARD_ROWS.some((row) => row.includes(word) || row.includes(back));
}

/** Cleaning leaves two of a letter held down. "oo" is a yes in Tagalog; an ideograph is a word. */
const ONE_LETTER = /^(?!oo$)([\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}])\1?$/u;
/** "haha", "ahahah", "хехе", "lololol"; not "jaja", which is Spanish laughter. */
const LAUGHTER = /^a?(?:h[aeiou]){2,}h?$|^а?(?:х[аеио]){2,}х?$|^(?:lo)+l$/u;
/** "lalala", "asdasdasd", "हाहाहा": of letters that do not stand for a word each. */
const SYLLABLE_HELD =
  /^(?!j)((?:[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Devanagari}]\p{M}{0,2}){1,3})\1{2,}\p{L}?$/u;
const KEYBOARD_ROWS = [
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  'йцукенгшщзхъ',
  'фывапролджэ',
];
const SHORTEST_WALK = 4;

const EVERYWHERE = new Set(
  (
    'ok okay oki okk okok kk lol lmao omg xd www hm hmm mm uh uhm um ah oh eh ha heh hah ups wow bla blah abc asd test ' +
    'sms xs xl xxl xxxl asap sos faq ' +
    'visa mastercard amex paypal klarna alipay wechat dhl fedex usps dpd gls hermes iphone samsung nike adidas whatsapp ' +
    'ок окей лол хм хмм ох ах'
  ).split(' '),
);
