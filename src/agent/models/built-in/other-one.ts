import { foldForFeatures } from './fold.ts';

/** "And the other one?": what was asked before, of another order than the one just told. */
export function asksForOther(text: string): boolean {
  const folded = foldForFeatures(text).replace(/[?!|]/gu, ' ').trim();
  const isShort = DENSE.test(folded) ? folded.length <= 14 : folded.split(/\s+/u).length <= 5;
  return isShort && OTHER.test(folded);
}

const DENSE = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/u;
/** Over folded text. Words for "another" that a purchase begins with ("another colour") are left out. */
const OTHER =
  /(?:^| )(?:the other (?:one|order|parcel)s?|(?:y |e )?(?:el|la|o|a) (?:otr[oa]|outr[oa])(?: pedido| paquete| pacote)?|l'autre(?: commande| colis)?|(?:l')?altr[oa](?: ordine| pacco)?|(?:die|das|der) andere(?: bestellung| paket)?|(?:والثاني|والثانيه|والثانية|الثاني|والاخر|الطلب (?:الثاني|الاخر))|(?:а )?(?:второи|вторая|вторую|другои|другая|другую)(?: заказ| посылка)?|(?:yang |yg )?satunya(?: lagi)?|yang lain(?:nya)?|(?:con |the )?(?:don|cai|kien) (?:kia|con lai)|다른 ?(?:하나|것|거|주문|건)\S*)(?: thi sao| a| nhe| dong| gimana)?$|(?:另|別|别的?|其他)(?:外)?(?:那|的)?(?:一)?(?:单|單|个|個|件)|もう(?:一つ|ひとつ|一個|片方)|อีก(?:อัน|ออเดอร์|ตัว|กล่อง|ชิ้น)/u;
