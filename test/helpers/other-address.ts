/** Words that the shopper is to write are the shopper's own. */
export function withoutQuotes(text: string): string {
  return text.replace(/[“„«][^”“»]*[”“»]/gu, '');
}

/** Words of the form of address that a language's replies do not use; its head tells which one they do. */
export const OTHER_ADDRESS: Readonly<Record<string, RegExp>> = {
  de: /\b(?:du|dir|dich|dein\w*|euch|euer\w*)\b/giu,
  fr: /(?<!\p{L})(?:tu|toi|ton|tes)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:tú|tu|tus|ti|contigo|vosotros|vuestr[oa]s?)(?!\p{L})/giu,
  it: /\b(?:Lei|Suo|Suoi|Sua|La sua|mi dica|lasci|vuole|Potrebbe|Mi dia|per lei|(?:la )?sua banca)\b/gu,
  pt: /(?<!\p{L})(?:tu|teu|tua|o senhor|a senhora)(?!\p{L})/giu,
  ru: /(?<!\p{L})(?:ты|тебя|тебе|твой|твоя|Вы|Вас|Вам|Ваш)(?=\s)(?<=\p{Ll}[,]?\s\p{L}+)/gu,
  id: /\b(?:Anda|kamu|kau)\b/giu,
  vi: /(?<!\p{L})(?:tôi|chúng tôi|quý khách)(?!\p{L})/giu,
  th: /ค่ะ|ครับ|ฉัน|ดิฉัน|ผม(?=\s|$)/gu,
  ar: /(?<!\p{L})(?:لك|إليك|منك|أخبرتني|أنت|شئت|يمكنك|طلبك|حسابك|بلدك)(?!\p{L})/gu,
};
