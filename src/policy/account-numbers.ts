import { ibanLength, isIban } from './bank-account.ts';

/** Country and check digits, where an IBAN may begin: at no Latin letter's or digit's heel. */
const IBAN_START = /(?<![\p{Script=Latin}\p{N}])([A-Z]{2})\d{2}(?=[ .-]?[A-Z0-9])/giu;
/** What follows the word IBAN counts as one even with a wrong digit or one too few. */
const AFTER_IBAN =
  /(?<!\p{Script=Latin})iban(?!\p{Script=Latin})\P{N}{0,20}?(?<![\p{Script=Latin}\p{N}])[A-Z]{2}\d{2}[A-Z0-9]*(?:[ .-](?=[A-Z]{0,3}\d)[A-Z0-9]{1,4}(?![A-Z0-9]))*/giu;
/** Account and tax numbers behind their word. */
const AFTER_WORD =
  /(?:(?<!\p{L})(?:cpf|cnpj|pix|agência|agencia|conta(?: corrente| poupança)?|bank account|account (?:number|no)|sort code|routing(?: number)?|kontonummer|konto(?:-?nr)?|cuenta(?: bancaria)?|clabe|compte(?: bancaire)?|conto(?: corrente)?|rekening|nomor rekening|số tài khoản|stk)(?!\p{L})|银行账号|银行卡号|账号|帳號|銀行口座|口座番号|계좌(?:번호)?|номер счёта|номер счета|счёт|счет|رقم الحساب|حساب بنكي|เลขที่บัญชี|เลขบัญชี)(?:\s*(?:is|es|é|ist|est|è|是|は|은|는|هو|là|คือ|adalah))?\s*[:：#.°º-]?\s*\d[\d ./-]{2,24}\d/giu;
/** A card number with a wrong digit, in its groups; right ones are masked before anything is stored. */
const CARD_GROUPS = /(?<![\p{L}\p{N}-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?![ -]?\d)/gu;

/**
 * Takes numbers of bank accounts and cards out of a text: they are nobody's order number, and no reply repeats them.
 * An IBAN counts by its check digits, in one piece or in groups; other numbers by the word before them or their groups.
 */
export function withoutAccountNumbers(text: string): string {
  return withoutIbans(text)
    .replace(AFTER_IBAN, GAP)
    .replace(AFTER_WORD, GAP)
    .replace(CARD_GROUPS, GAP);
}

const GAP = ' \u0000 ';

function withoutIbans(text: string): string {
  let rest = '';
  let from = 0;
  for (const match of text.matchAll(IBAN_START)) {
    if (match.index < from) continue;
    const length = ibanLength((match[1] ?? '').toUpperCase());
    const written = length === null ? null : takeCharacters(text, match.index, length);
    if (written === null || !isIban(written.replaceAll('.', ''))) continue;
    rest += text.slice(from, match.index) + GAP;
    from = match.index + written.length;
  }
  return rest + text.slice(from);
}

/** So many letters and digits from here on, with at most one mark between two; null where the text goes another way. */
function takeCharacters(text: string, start: number, count: number): string | null {
  const match = new RegExp(`(?:[A-Z0-9][ .-]?){${count - 1}}[A-Z0-9](?![A-Z0-9])`, 'iy');
  match.lastIndex = start;
  return match.exec(text)?.[0] ?? null;
}
