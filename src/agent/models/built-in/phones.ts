/** Finds a telephone number: with its country's prefix, behind a word for it, or in the form of one of the shop's countries. */
export function findPhone(text: string): RegExpExecArray | null {
  return (
    /\+\d[\d\s().-]{6,18}\d/u.exec(text) ??
    WORDED.exec(text) ??
    NATIONAL.map((form) => form.exec(text)).find((match) => match !== null) ??
    null
  );
}

const WORDED =
  /(?:phone|mobile|cell|tel(?:efon|éfono|efono|éphone|ephone|efone)?|móvil|celular|handy|电话|手机|電話|携帯|هاتف|جوال|موبايل|cellulare|전화|휴대폰|핸드폰|연락처|телефон|мобильн|telepon|\bhp|\bwa\b|điện thoại|sđt|sdt|เบอร์โทรศัพท์|เบอร์โทร|เบอร์|โทรศัพท์|มือถือ)\p{L}*(?:\s*(?:number|nummer|号|番号|번호|saya|mình|tôi))?(?:\s*(?:is|es|é|est|ist|是|は|هو|è|은|는|là|คือ))?\s*[:：.]?\s*(\(?\d[\d\s().-]{5,16}\d)/iu;

/** As people write numbers at home. Longer forms stand first: a shorter one would take a piece of them. */
const NATIONAL: readonly RegExp[] = [
  // France and Belgium: 06 12 34 56 78
  /(?<![\p{L}\p{N}-])0\d(?:[ .-]\d{2}){4}(?!\d)/u,
  // China: a mobile number of eleven digits, in one piece or as 138 0013 8000
  /(?<![\p{Script=Latin}\p{N}#-])(?<!(?:order|number|no|nr|nummer|单号?|編號|编号|番号|번호)[\s.:：#是为]{0,4})1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?![\d-])/u,
  // Brazil: (11) 91234-5678
  /(?<![\p{L}\p{N}-])\(\d{2}\)\s?9?\d{4}-?\d{4}(?!\d)/u,
  // Russia: 8 (912) 345-67-89
  /(?<![\p{L}\p{N}-])8[ -]?\(?9\d{2}\)?[ -]\d{3}[ -]\d{2}[ -]?\d{2}(?!\d)/u,
  // North America: 212-555-0198
  /(?<![\p{L}\p{N}-])(?:\(\d{3}\)\s?|\d{3}-)\d{3}-\d{4}(?!\d)/u,
  // Italy: 333 123 4567; Spain: 612 345 678
  /(?<![\p{L}\p{N}-])3\d{2} \d{3} \d{4}(?!\d)/u,
  /(?<![\p{L}\p{N}-])[679]\d{2} \d{3} \d{3}(?! ?\d)/u,
  /(?<![\p{L}\p{N}#-])0\d{9,11}(?![\d-])/u,
  /(?<![\p{L}\p{N}-])0\d{1,4}[\s./-]\d{2,4}[\s./-]?\d{2,4}(?:[\s./-]?\d{2,4})?(?!\d)/u,
];
