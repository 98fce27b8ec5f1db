import { asListed } from './chinese-script.ts';
import { primaryLanguage } from './languages.ts';
import { plainPhrase } from './phrase-match.ts';

/**
 * Whether the message asks if a person is needed ("do I have to talk to an agent, or can I do it here?"). Who asks that would
 * rather not: the answer is what the assistant can do.
 */
export function asksWhetherPersonNeeded(text: string, locale: string): boolean {
  const plain = ` ${plainPhrase(asListed(text, locale))} `;
  return [primaryLanguage(locale), 'en'].some((language) => ASKS[language]?.test(plain) ?? false);
}

/** A question after the duty, or the other way named beside it. */
const ASKS: Record<string, RegExp> = {
  en: / (?:do|would|will|must|should) i (?:really )?(?:have to|need to|must)? ?(?:talk|speak|call|chat|write|contact|get)|is it necessary to (?:talk|speak|call)| or (?:can|could|may) i (?:just )?(?:do|cancel|return|change|manage) (?:it|this|that)? ?(?:here|myself|online)/,
  de: / (?:muss|müsste|soll) ich (?:\S+ ){0,4}(?:mit|bei|an) | oder (?:geht|kann ich) (?:das|es) (?:auch )?(?:hier|selbst|so|online)/,
  fr: / (?:faut il|dois je|est ce que je dois|est il nécessaire de|suis je obligée?|est ce qu'il faut|il faut (?:\S+ ){0,4}ou) | ou (?:je peux|puis je|est ce que je peux|c'est possible) (?:le faire )?(?:ici|moi même|en ligne)/,
  es: / (?:tengo que|hay que|debo|es necesario|hace falta) (?:\S+ ){0,8}o (?:lo |puedo |se |ya )| o (?:lo hago|puedo hacerlo|se puede) (?:aquí|yo|en línea|online)/,
  pt: / (?:preciso|tenho que|é preciso|devo) (?:\S+ ){0,8}ou (?:faço|posso|dá|consigo) | ou (?:faço|posso fazer|dá pra fazer) (?:por )?(?:aqui|online|sozinh[oa])/,
  it: / (?:devo|bisogna|è necessario|serve) (?:\S+ ){0,8}o (?:lo |posso |si )| o (?:lo faccio|posso farlo|si può fare|si fa) (?:qui|da solo|online)/,
  ja: /(?:話さないと|話さなければ|連絡しないと|連絡しなければ|話す必要|連絡する必要)[^。]{0,12}(?:ですか|ますか|か)|それともここで/u,
  ko: /(?:얘기|이야기|통화|말|연락|연결)(?:을|를)? ?(?:해야|하지 않으면 안)[^.]{0,6}(?:하나요|되나요|돼요|해요|합니까|되요)|아니면 여기서|여기서 (?:되나요|가능한가요|할 수 있나요)/u,
  zh: /(?:一定|必须|是不是|要不要)(?:要|得)?(?:找|转|联系)(?:人工|客服)|(?:找|转|联系)(?:人工|客服|真人)(?:吗)?.{0,4}还是|还是(?:在)?(?:这里|自己)/u,
  ar: / (?:هل )?(?:يجب|لازم|ضروري|علي) (?:ان |علي ان |علي )?(?:\S+ ){0,8}(?:ام|او|ولا|والا) | (?:ام|او) (?:افعلها|اقدر|يمكنني|ممكن) (?:\S+ )?(?:من )?هنا/u,
  ru: / (?:надо|нужно|обязательно|придется|придётся) (?:ли )?(?:\S+ ){0,8}или | или (?:можно|могу|это можно) (?:\S+ )?(?:тут|здесь|сам|самому|самой|онлайн)/u,
  id: / (?:harus|perlu|wajib|mesti)(?:kah)? (?:\S+ ){0,8}atau | atau bisa (?:\S+ )?(?:di ?sini|sendiri|online)/,
  vi: / (?:phải|cần) (?:\S+ ){0,8}hay (?:là )?(?:\S+ )?(?:làm|tự|được|có thể)| hay (?:là )?(?:làm|tự làm) (?:ở |tại )?(?:đây|được)|có phải (?:gặp|gọi|liên hệ) (?:\S+ ){0,5}không/u,
  th: /ต้อง(?:คุย|ติดต่อ|โทร|แจ้ง)[^ ]{0,24}(?:หรือ|ไหม|มั้ย|รึเปล่า)|หรือ(?:ว่า)?(?:ทํา|ทำ)(?:เอง)?ที่นี่|จำเป็นต้อง(?:คุย|ติดต่อ)|จําเป็นต้อง(?:คุย|ติดต่อ)/u,
};
