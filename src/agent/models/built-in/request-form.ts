import { foldForFeatures } from './fold.ts';
import { REQUEST_FORMS } from './request-words.ts';

/**
 * The sentences of a message, folded, in which the shopper asks the shop to do something now and for themselves. What is
 * quoted is somebody else's. Anything doubtful is left out: a wish that is not heard costs one more question, a write that
 * nobody asked for costs trust.
 */
export function requestsIn(text: string): string[] {
  return text.replace(QUOTED, ' ').split(SENTENCE_END).flatMap(requestsInSentence);
}

function requestsInSentence(sentence: string): string[] {
  const folded = foldedWords(sentence);
  if (folded === '' || REQUEST_FORMS.speaking.test(folded)) return [];
  // "I can't afford it, cancel it": an order given begins anew after a comma.
  const parts = sentence.split(PAUSE).map(foldedWords);
  return [folded, ...parts].some((part) => REQUEST_FORMS.asking.test(part))
    ? [folded]
    : parts.filter(isFragment);
}

/** The words alone: what a number, a code or an address says is no form. A question keeps its mark. */
function foldedWords(text: string): string {
  return foldForFeatures(text)
    .replace(/<(?:code|num|mail|link|user)>|[!|]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** "Refund please", "退款", "order 10042 cancel": too short for a form, and no question. */
function isFragment(part: string): boolean {
  if (part === '' || part.includes('?') || REQUEST_FORMS.done.test(part)) return false;
  return DENSE.test(part) ? part.length <= 6 : part.split(' ').length <= 3;
}

const SENTENCE_END = /(?<=[?？؟!！。।\n])|(?<=[.…;；؛])(?=\s|$)/u;
const PAUSE = /[,，、،:：—–]|\s-\s/u;
const DENSE = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/u;
const QUOTED =
  /"[^"]{2,200}"|“[^”]{2,200}”|«[^»]{2,200}»|„[^“”]{2,200}[“”]|「[^」]{2,200}」|『[^』]{2,200}』/gu;
