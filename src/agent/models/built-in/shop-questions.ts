import { foldForFeatures } from './fold.ts';

/*
 * Questions about the shop itself, which the catalogue knows nothing of. Patterns run over the folded text (lower case, no
 * accents) and hold the words of all locales, since shoppers mix them.
 */

/** What to search the help pages for when a question before a purchase is about the shop, not its goods or ways to pay; null when it is not. */
export function articleAskedFor(text: string): string | null {
  const folded = foldForFeatures(text);
  if (TRUST.test(folded) || (SAFE.test(folded) && BUYING.test(folded))) return 'trust legit scam';
  if (WARRANTY.test(folded)) return 'warranty';
  return VOUCHER.test(folded) && VALID.test(folded) ? 'gift cards' : null;
}

/** "How do I place an order?": the catalogue has no product of that name, the page on ordering tells. */
export function asksHowToOrder(text: string): boolean {
  return ORDERING.test(foldForFeatures(text));
}

const anyOf = (...patterns: RegExp[]) =>
  new RegExp(patterns.map(({ source }) => source).join('|'), 'u');

/** Whether the shop is what it says it is, and who stands behind it. */
const TRUST = anyOf(
  /\blegit|trustworthy|\bscam|\bfake (?:shop|store|site|website)|\b(?:real|genuine|actual|proper) (?:company|shop|store|business)|\bwho (?:runs|owns|is behind)\b|\btrust (?:you|this|your)|\bwhere (?:are you|is your (?:shop|store|company)) (?:based|located|registered)?|\bwhere are you based|\bimprint\b|\b(?:see|keep|store|save|stores|keeps) (?:my|the) (?:credit )?card/u,
  /\bserios|\bvertrau|\bbetrug|\babzocke|\bfake.?shop|\bechte firma|\bwer steckt\b|\bwo sitzt\b|\bimpressum|\bkarten(?:daten|nummer)/u,
  /\bfiable|\bconfiance|\barnaque|\bvraie (?:entreprise|boutique|societe)|\bqui est derriere|\bqui etes.vous|\bou est basee|\bmentions legales|\bnumero de carte|\bgardez.vous ma carte/u,
  /\bconfiab|\bconfianza|\bfiar(?:me|nos)|\bestafa|\bempresa (?:real|de verdad)|\bquien(?:es)? (?:esta detras|son ustedes)|\bdonde esta su empresa|\bnumero de (?:mi |la )?tarjeta|\bguardan (?:los datos|mi tarjeta)/u,
  /\bgolpe\b|\bconfianca|\bconfiar|\bempresa de verdade|\bquem esta por tras|\bonde fica a (?:empresa|loja)|\bcnpj\b|\bnumero do (?:meu )?cartao|\bguardam (?:meu|o) cartao/u,
  /\baffidabil|\bfidar|\btruffa|\bvera (?:azienda|ditta)|\bchi c.e dietro|\bpartita iva|\bdove ha sede|\bnumero della (?:mia )?carta|\bconservate i dati/u,
  /довер|мошенни|\bобман|развод|настоящ\p{L}* (?:компани|магазин)|кто стоит|реквизит|где находится ваша|номер (?:моей )?карты|храните данн/u,
  /\bterpercaya|\bdipercaya|\bpenipu|\btoko (?:asli|palsu)|\bsiapa (?:yang punya|pemilik)|\bkantor\w* di mana|\bnomor kartu|\bkartu saya disimpan/u,
  /\buy tin\b|\blua dao|\btin (?:duoc|cay|tuong)|\bcong ty that|\bai dung sau|\bcong ty .{0,12}o dau|\bso the\b|\bluu the/u,
  /เชื่อถือ|ไว้ใจ|โกง|หลอกลวง|บริษัทจริง|เจ้าของร้าน|บริษัท.{0,8}ที่ไหน|เลขบัตร|เก็บข้อมูลบัตร/u,
  /信頼|信用し|詐欺|偽サイト|実在|運営会社|特定商取引|怪し|カード番号|カード情報は保存/u,
  /믿을|믿어도|사기|가짜 (?:사이트|쇼핑몰)|진짜 있는 회사|누가 운영|사업자|회사가 어디|카드 번호|카드 정보를 저장/u,
  /靠谱|靠譜|骗子|騙子|诈骗|詐騙|正规公司|正規公司|假网站|假網站|信得过|信得過|可信|谁开的|誰開的|公司在哪|营业执照|卡号|卡號|保存我的卡/u,
  /موثوق|[اأ]?ثق في|الثق[ةه]|نصب|احتيال|وهمي|شرك[ةه] حقيقي|من يقف وراء|مقر شركت|سجل تجاري|رقم بطاقت|تحفظون بيانات/u,
);

const SAFE =
  /\bsafe|\bsecur|\bencrypt|\bsicher|\bsegur[oa]s?\b|\bsicur[oaie]\b|\bsur(?:e|es|s)?\b|\baman\b|\ban toan\b|безопасн|ปลอดภัย|安全|안전|[اآ]من/u;
/** Paying, buying, or the shop itself: a lamp that is safe for children is none of these. */
const BUYING =
  /\bpay|\bcards?\b|\bcheck ?out|\bbuy|\border(?:ing)?\b|\bshop|\bstore|\bsite|\bwebsite|\bzahl|\bbezahl|karten|\bbestell|\bkauf|\bseite|\bpag(?:ar|o|ina|amento|are)|\bcompr|\btarjeta|\btienda|\bcartao|\bloja|\bpay(?:er|ement)|\bpaiement|\bbancaire|\bachet|\bcommand|\bboutique|\bcarta\b|\bnegozio|\bsito|плат|оплат|карт|покуп|сайт|магазин|\bbayar|\bkartu|\bbelanja|\btoko|\bthanh toan|\bthe\b|\bmua\b|จ่าย|ชำระ|บัตร|ซื้อ|ร้าน|เว็บ|付款|支付|卡|买东西|買東西|这家店|這家店|网站|網站|下单|支払|カード|買って|購入|サイト|お店|결제|카드|사도|구매|쇼핑몰|사이트|دفع|بطاق|شراء|موقع|متجر/u;
const WARRANTY =
  /\bwarrant|\bguarantee|\bgaranti|\bgaranzi|\bgarans|\bbao hanh|гаранти|รับประกัน|保修|质保|保固|保証|보증|ضمان/u;
const VOUCHER =
  /\bgift ?cards?|\bvouchers?|\bcoupons?|gutschein|geschenkkart|\bcarte cadeau|\bbon d.achat|\bmon bon\b|\btarjeta regalo|\bcupon|\bvale.presente|\bcupom|\bcarta regalo|\bbuon[oi]\b|подарочн|купон|\bkartu hadiah|\bthe qua tang|\bma giam gia|บัตรของขวัญ|คูปอง|ギフトカード|クーポン|기프트카드|쿠폰|礼品卡|禮品卡|优惠券|優惠券|بطاق[ةه] (?:ال)?هدي|قسيم/u;
const VALID =
  /\bexpir|\bvalid|\bruns? out|\buntil when|\bablauf|\blauft|\bgultig|\bvalable|\bdate limite|\bcaduc|\bvenc|\bhasta cuando|\bate quando|\bscad|\bfino a quando|действ|сгор|\bberlaku|\bhet han|\bdung den|หมดอายุ|ใช้ได้ถึง|有効期限|いつまで|유효|언제까지|过期|過期|有效|到什么时候|صلاحي|تصلح/u;
const ORDERING = anyOf(
  /\b(?:place|placing|make|making|put in|submit) (?:an?|my|the) (?:new |first |online )?(?:order|purchase)\b|\bhow (?:do|can|could|would|to|does one) (?:i |we |one )?(?:go about )?(?:order|buy|purchase|ordering|buying)(?: (?:here|online|from you|something|things|items?|products?|goods|on (?:this|your) (?:site|website|shop|store|page)))*(?: [?!]| *$)/u,
  /\bwie (?:kann|konnte|muss) (?:ich|man) (?:hier |bei euch |bei ihnen )?(?:was |etwas )?(?:bestellen|kaufen)|\bwie bestell(?:e ich|t man)|\bwie (?:gebe|geb) ich (?:hier )?eine bestellung auf|\bwie funktioniert (?:das bestellen|die bestellung)|\bbestellung aufgeben/u,
  /\bcomment (?:passer|passe.t.on|puis.je passer|je passe|faire) (?:une |ma )?commande|\bcomment (?:commander|acheter|on commande|je commande)\b/u,
  /\bcomo (?:hago|puedo hacer|hacer|realizo|realizar|se hace) (?:un |el |una )?(?:pedido|compra)|\bcomo (?:compro|comprar|puedo comprar|se compra|puedo pedir|hago para comprar)\b/u,
  /\bcomo (?:faco|fazer|posso fazer|se faz) (?:um |o |uma )?(?:pedido|compra|encomenda)|\bcomo (?:compro|comprar|posso comprar|encomendo|encomendar|faco (?:pra|para) (?:comprar|pedir))\b/u,
  /\bcome (?:faccio|fare|posso fare|si fa)(?: a)? (?:un |l')?(?:ordin|compra|acquist)|\bcome (?:ordino|ordinare|compro|comprare|acquisto|acquistare|si ordina|si compra)\b/u,
  /(?<!\p{L})как (?:мне |можно |у вас )*(?:сделать|оформить|разместить)? ?(?:заказ(?!\p{L})|заказать|купить|приобрести)/u,
  /\b(?:cara|caranya|gimana|bagaimana|gmn)(?: cara)? (?:pesan|order|beli|mesen|pemesanan|pembelian|memesan|membeli|belanja)/u,
  /(?:dat hang|mua hang|dat mua|dat don) (?:the nao|nhu the nao|sao|ra sao|kieu gi|lam sao)|(?:cach|lam sao de|lam the nao de) (?:dat hang|mua hang|dat mua|dat don|mua)/u,
  /(?:สั่ง|ซื้อ)\S{0,12}(?:ยังไง|อย่างไร|ยังงัย)|วิธี(?:การ)?(?:สั่ง|ซื้อ)/u,
  /(?:注文|購入)(?:方法|の仕方|のしかた|するには|の手順|の流れ)|買い方|どうやって(?:注文|買|購入)|どう(?:注文|購入)すれば/u,
  /(?:주문|구매|구입) ?(?:하는 ?)?(?:방법|법|절차)|(?:주문|구매|구입)(?:은|는)? 어(?:떻게|떡)|어떻게 (?:주문|구매|구입|사)/u,
  /(?:怎么|怎样|怎樣|怎麼|如何)(?:才能|在(?:这|你们)\p{L}{0,4})?(?:下单|下單|下订单|下訂單|订购|訂購|购买|購買|买东西|買東西|买(?=[ ?？了]|$)|買(?=[ ?？]|$))/u,
  /كيف (?:يمكنني |ممكن |[اأ]?قدر |استطيع )?(?:ان )?(?:[اأ]?طلب(?! \p{L}* ?استرداد)|اشتري|نطلب|اعمل طلب|اسوي طلب)|طريق[ةه] (?:الطلب|الشراء)/u,
);
