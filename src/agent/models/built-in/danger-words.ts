/*
 * Shocks, sparks, smoke and melting, as people tell of them in chats, beside the words in cues.ts. Written as folding
 * leaves them. What is only hot, grey as smoke or melted in summer is no danger: a device stands beside it.
 */

const WORDS = {
  de: '(?:einen?|ordentlich) (?:gewischt|gewienert)|funken (?:gespruht|geschlagen)|(?:an|durch|ver)geschmort|qualmt|(?:akku|stecker|kabel|ladegerat)[^|]{0,20}(?:geschmolzen|aufgeblaht)',
  es: '(?:dio|da|pego|sacudio) (?:la |una )?(?:corriente|calambre|calambrazo|descarga)|dio toques|electrocut|chispazo|sal(?:en|ia|ieron) chispas|echa(?:ba|ndo)? humo',
  pt: '(?:levei|tomei|apanhei|deu|da) (?:um |uma )?(?:choque|descarga)|eletrocut|(?:saiu|saindo|soltou|solta) (?:fumaca|fumo|faisca)',
  fr: '(?:pris|recu|eu) (?:une |un |des )?(?:decharge|coup de jus|chataigne)|electrocut|(?:fait|faisait|sort|lance) des etincelles|degage de la fumee|(?:chargeur|prise|cable|batterie)[^|]{0,20}(?:fondu|gonfle)',
  it: '(?:dato|da|preso|prende|presa|fatto prendere) la scossa|fulminat[oa]|(?:fa|faceva|fatto) (?:scintille|fumo)|(?:caricatore|spina|cavo|batteria)[^|]{0,20}(?:sciolt|gonfi)',
  zh: '电(?:到|了)我|被电(?:到|了|一下)|漏电|冒(?:烟|火)|(?:充电宝|充电器|电池|插头|电线)[^|]{0,8}(?:融化|熔化|化了|鼓包|烧焦|炸)',
  ja: 'びりっと|ビリッと|火花|煙が出|発煙|(?:充電器|バッテリー|コード|プラグ)[^|]{0,8}(?:溶け|膨ら|焦げ)',
  ko: '전기가? ?(?:통했|올랐|찌릿)|찌릿|불꽃이|스파크|타는 ?냄새|(?:충전기|배터리|전선|플러그)[^|]{0,8}(?:녹|부풀)',
  ar: 'كهرب(?:تني|ني|تنا|ته|تها)|لسعتني|(?:طلع|يطلع|خرج|فيه) (?:منه\\S* |منها )?(?:دخان|شرار)|(?:الشاحن|السلك|الفيش|البطاريه|البطارية)[^|]{0,14}(?:ذاب|انتفخ|ساح)',
  ru: 'искрит|искры|дымит|задымил|пахнет горелым|(?:заряд|вилк|провод|аккумулятор|пауэрбанк|повербанк)[^|]{0,16}(?:оплав|расплав|вздул)',
  id: 'setrum|nyetrum|korslet|keluar (?:asap|api|percikan)|ngebul|(?:charger|casan|kabel|colokan|power ?bank|baterai)[^|]{0,14}(?:leleh|gosong|kembung)',
  vi: 'giat dien|ro dien|toe lua|boc khoi|(?:sac|pin|day dien|phich)[^|]{0,14}(?:chay nhua|bi chay|phong len)',
  th: 'ไฟรั่ว|ไฟช็อ?ต|ช็อตมือ|ควัน(?:ขึ้น|ออก)|ประกายไฟ|(?:ที่ชาร์จ|สายชาร์จ|ปลั๊ก|แบต|พาวเวอร์แบงค์).{0,12}(?:ละลาย|บวม|ไหม้)',
} as const;

/** Over folded text, whatever its language: shoppers mix them. */
export const DANGER = new RegExp(Object.values(WORDS).join('|').normalize('NFKC'), 'u');
