import { anyOf } from './any-of.ts';
import { concernsElsewhere } from './elsewhere.ts';
import { foldForFeatures } from './fold.ts';
import { namesNoGoods } from './query-words.ts';

/*
 * Questions about the shop itself, which the catalogue knows nothing of. Patterns run over the folded text (lower case, no
 * accents) and hold the words of all locales, since shoppers mix them.
 */

/**
 * What to search the help pages for when a question before a purchase is about the shop, not its goods or ways to pay; null when
 * it is not. In quotes where no page but its own will do.
 */
export function articleAskedFor(text: string): string | null {
  const folded = foldForFeatures(text);
  if (TRUST.test(folded) || (SAFE.test(folded) && BUYING.test(folded))) return 'trust legit scam';
  if (WHAT_IF.test(folded)) return 'lost or damaged on the way';
  if (WARRANTY.test(folded)) return '"warranty"';
  if (asksWhenOrWhere(text)) return 'contact opening hours';
  if (asksForWrapping(text)) return '"gift wrapping"';
  if (VOUCHER.test(folded) && (VALID.test(folded) || REFUSED.test(folded))) return 'gift cards';
  return DISCOUNT_CODE.test(folded) ? '"discount"' : null;
}

/** "What are your opening hours?", "where is your nearest store?": the page on how to reach the shop tells, whether it is open and has one. */
export function asksWhenOrWhere(text: string): boolean {
  const folded = foldForFeatures(text);
  return (HOURS.test(folded) || PREMISES.test(folded)) && !OTHER_DOORS.test(folded);
}

/** "Can you wrap it as a present?": not whether it can be exchanged, nor how it is sent. */
export function asksForWrapping(text: string): boolean {
  return WRAPPING.test(foldForFeatures(text));
}

/** "Can I trust you?": asked, not said in anger. */
export function asksForTrust(text: string): boolean {
  return /[?？؟]/u.test(text) && TRUST.test(foldForFeatures(text));
}

/** "And if it breaks on the way?": what would be, not what has happened. */
export function asksWhatIfHarmed(text: string): boolean {
  const folded = foldForFeatures(text);
  // A suitcase gets lost on a flight, too.
  return WHAT_IF.test(folded) && !concernsElsewhere('shipping_policy', folded, folded);
}

/** "How do I place an order?": the catalogue has no product of that name, the page on ordering tells. */
export function asksHowToOrder(text: string): boolean {
  return ORDERING.test(foldForFeatures(text));
}

/**
 * "When is the teapot back in stock?", "any deals on lamps?": the catalogue tells what there is and what it costs, a page of the
 * shop's what becomes of the rest. What to search the pages for, and the words left to search the catalogue for (folded), null
 * where they name no goods; null where neither is asked.
 */
export function pageBesideGoods(
  text: string,
  locale: string,
): { page: string; goods: string | null } | null {
  const folded = foldForFeatures(text);
  const [page, pattern] = BESIDE_GOODS.find(([, one]) => one.test(folded)) ?? [];
  if (page === undefined || pattern === undefined) return null;
  const rest = folded.replace(
    new RegExp(`${ENDING}(?:${pattern.source})${ENDING}`, 'gu'),
    (_, ...between: unknown[]) => ` ${between.slice(0, -2).join(' ')} `,
  );
  return { page, goods: namesNoGoods(rest, locale) ? null : rest };
}

/** "What do you sell?": nothing to search for, the catalogue as a whole is asked after. */
export function asksWhatIsSold(text: string): boolean {
  return SOLD.test(foldForFeatures(text));
}

/** "Can you recommend something?", and nothing named to recommend. */
export function asksForSuggestion(text: string, locale: string): boolean {
  return SUGGESTION.test(foldForFeatures(text)) && namesNoGoods(text, locale);
}

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

/** A parcel that would get lost or break: "if" and the harm in one breath. */
const WHAT_IF = anyOf(
  /\bwhat(?:'s| is| happens?| do (?:i|you) do| then)? (?:if|when) .{0,40}\b(?:breaks?|broken|damaged?|lost|missing|stolen|never (?:arrives?|comes?)|(?:not|n't|doesnt) (?:arrive|come|get here|show up))/u,
  /\bwas (?:ist|passiert|mach\p{L}+ \p{L}+|tun)?,? ?wenn .{0,40}(?:kaputt|beschadigt|zerbr|verloren|verschwind|(?:nicht|nie) (?:an)?komm|gestohlen)/u,
  /\b(?:et si|se passe.t.il si|se passe si|(?:que|quoi) fai\p{L}+ si|passe quoi si) .{0,40}(?:\bcass|abim|endommag|\bper[dt]|n'arrive (?:pas|jamais)|\bvole)/u,
  /\b(?:y si|(?:pasa|ocurre|sucede|hago|hacen) si) .{0,40}(?:\bromp|\brot[oa]|danad|\bpierd|extravi|(?:no|nunca) llega\b|\brob)/u,
  /\b(?:e se|(?:acontece|ocorre|faco|fazem) se) .{0,40}(?:quebr|danific|estrag|\bperd|extravi|(?:nao|nunca) chegar|\broub)/u,
  /\b(?:e se|(?:succede|faccio|fate) se) .{0,40}(?:\bromp|\brott|dannegg|\bperd|smarri|non (?:mi )?arriva\b|\brub)/u,
  /(?:壊れ|割れ|破損|紛失|なくなっ|届かな|盗ま).{0,8}(?:たら|場合|とき|時は).{0,14}(?:どう|補償|対応|返金)/u,
  /(?:깨|파손|부서|분실|잃어버|안 ?오|도착하지 않|없어지).{0,6}(?:면|경우).{0,14}(?:어떻|어떡|보상|하나요|되나요|돼요)/u,
  /(?:如果|要是|万一|萬一|假如|路上|途中).{0,12}(?:坏|壞|破损|破損|碎|丢|丟|收不到|没收到|沒收到)[了失]?.{0,4}(?:怎么|怎麼|咋|赔|賠|呢)/u,
  /(?:ماذا|ايش|شو|وش|ما الذي|كيف).{0,14}(?:لو|اذا) .{0,30}(?:كسر|تلف|تضرر|ضاع|فقد|لم (?:يصل|تصل)|ما وصل)|(?:^| )و?(?:لو|اذا) .{0,14}(?:انكسر|ضاع|تلف|تكسر).{0,20}[؟?]/u,
  /(?:а|что|как)(?: будет| делать| быть)?,? если .{0,40}(?:разоб|разби|слома|повред|потеря|не (?:прид|дойд)|украд)/u,
  /(?:kalau|kalo|jika|misal\p{L}*) .{0,30}(?:rusak|pecah|hilang|(?:tidak|ga|gak|nggak|tak) sampai).{0,24}(?:gimana|bagaimana|apa|[?])|(?:gimana|bagaimana) (?:kalau|kalo|jika) .{0,30}(?:rusak|pecah|hilang|sampai)/u,
  /(?:neu|lo|nho|gia su|truong hop) .{0,30}(?:(?<!\p{L})(?:vo|hong|hu|be|mat)(?!\p{L})|that lac|khong (?:den|toi|nhan duoc)).{0,20}(?:sao|the nao|lam gi)/u,
  /(?:ถ้า|หาก|เกิด|กรณี).{0,30}(?:แตก|เสียหาย|พัง|ชํารุด|หาย|ไม่ถึง).{0,16}(?:ยังไง|ไง|อย่างไร)/u,
);
const SAFE =
  /\bsafe|\bsecur|\bencrypt|\bsicher|\bsegur[oa]s?\b|\bsicur[oaie]\b|\bsur(?:e|es|s)?\b|\baman\b|\ban toan\b|безопасн|ปลอดภัย|安全|안전|[اآ]من/u;
/** Paying, buying, or the shop itself: a lamp that is safe for children is none of these. */
const BUYING =
  /\bpay|\bcards?\b|\bcheck ?out|\bbuy|\border(?:ing)?\b|\bshop|\bstore|\bsite|\bwebsite|\bzahl|\bbezahl|karten|\bbestell|\bkauf|\bseite|\bpag(?:ar|o|ina|amento|are)|\bcompr|\btarjeta|\btienda|\bcartao|\bloja|\bpay(?:er|ement)|\bpaiement|\bbancaire|\bachet|\bcommand|\bboutique|\bcarta\b|\bnegozio|\bsito|плат|оплат|карт|покуп|сайт|магазин|\bbayar|\bkartu|\bbelanja|\btoko|\bthanh toan|\b(?:nhap|quet|dung|bang|so|thong tin) the\b|\bmua\b|จ่าย|ชำระ|บัตร|ซื้อ|ร้าน|เว็บ|付款|支付|卡|买东西|買東西|这家店|這家店|网站|網站|下单|支払|カード|買って|購入|サイト|お店|결제|카드|사도|구매|쇼핑몰|사이트|دفع|بطاق|شراء|موقع|متجر/u;
const WARRANTY =
  /\bwarrant|\bguarantee|\bgaranti|\bgaranzi|\bgarans|\bbao hanh|гаранти|รับประกัน|保修|质保|保固|保証|보증|ضمان/u;
const VOUCHER =
  /\bgift ?cards?|\bvouchers?|\bcoupons?|gutschein|geschenkkart|\bcarte cadeau|\bbon d.achat|\bmon bon\b|\btarjeta regalo|\bcupon|\bvale.presente|\bcupom|\bcarta regalo|\bbuon[oi]\b|подарочн|купон|\bkartu hadiah|\bthe qua tang|\bma giam gia|บัตรของขวัญ|คูปอง|ギフトカード|クーポン|기프트카드|쿠폰|礼品卡|禮品卡|优惠券|優惠券|بطاق[ةه] (?:ال)?هدي|قسيم/u;
const DISCOUNT_CODE =
  /\b(?:discount|promo(?:tion(?:al)?)?|coupon) codes?\b|(?:rabatt|aktions|promo)code|\bcode (?:promo|de reduction|de remise)|\bcodigo (?:de descuento|promo)|\bcodigo de desconto|\bcupom de desconto|\bcodice (?:sconto|promo)|(?:クーポン|割引|プロモ)コード|(?:할인|쿠폰|프로모션) ?코드|(?:优惠|折扣|優惠)[码碼]|(?:كود|رمز) (?:ال)?(?:خصم|تخفيض)|промокод|\bkode (?:promo|diskon)|\bma (?:giam gia|khuyen mai)|โค้ด(?:ส่วน)?ลด/u;
const VALID =
  /\bexpir|\bvalid|\bruns? out|\buntil when|\bablauf|\blauft|\bgultig|\bvalable|\bdate limite|\bcaduc|\bvenc|\bhasta cuando|\bate quando|\bscad|\bfino a quando|действ|сгор|\bberlaku|\bhet han|\bdung den|หมดอายุ|ใช้ได้ถึง|有効期限|いつまで|유효|언제까지|过期|過期|有效|到什么时候|صلاحي|تصلح/u;
/** A code that the checkout does not take. */
const REFUSED =
  /(?:n't|not|nt|never|won't|cannot) (?:\w+ ){0,2}(?:work|apply|accept|valid|take|go through)|\binvalid|\breject|\brefus|\bgeht nicht|\bfunktioniert nicht|\bnicht (?:\w+ )?(?:angenommen|akzeptiert|abgezogen)|\bne (?:marche|fonctionne|passe|s'applique)|\bno (?:me )?(?:funciona|sirve|se aplica|lo acepta|pasa)|\bnao (?:funciona|aplica|aceita|pega|entra)|\bnon (?:funziona|va|si applica|lo accetta)|не (?:работает|принимается|применил|действует|подходит)|\b(?:tidak|gak|ga|nggak|tdk) (?:bisa|berlaku|jalan|work)|khong (?:dung|ap dung|su dung|xai|duoc)|ใช้ไม่ได้|ใช้ไม่ผ่าน|使え(?:ない|ません)|適用され(?:ない|ません)|안 ?(?:돼|되|먹)|적용(?:이)? ?안|用不了|不能用|无效|無效|用不上|لا يعمل|ما يشتغل|مو شغال|مش شغال|لا يقبل/u;
/** A gift made of an order: its paper, its card, and no price inside. Paper and cards that are bought are goods. */
const WRAPPING = anyOf(
  /(?<!\b(?:sell|buy) (?:\w+ )?)\bgift.?wrap(?! ?(?:paper|rolls?))|\bwrap(?:ped|ping)?\b .{0,20}\b(?:gift|present)\b|\b(?:you|u|ya) (?:guys )?wrap\b|\bwrap (?:it|this|them|up)\b|\b(?:be|get it|have it|come) wrapped\b|\bgift (?:note|message|receipt|box(?:es)?|packag\w+)|\b(?:without|no|hide|remove|leave out) (?:the |a |any )?(?:prices?|invoice|receipt) (?:in|inside|on|from|for)\b/u,
  /\bgeschenkverpack|\bals geschenk (?:\S+ ){0,2}(?:verpack|einpack|eingepack)|\b(?:verpackt|einpacken|verpacken) .{0,15}als geschenk|\bin geschenkpapier|\bgeschenkservice|\bgru(?:ss|ß)karte (?:dazu|beileg|mit)|\bohne (?:preis|rechnung) (?:im|in|bei)/u,
  /\benv(?:olv|uelv)\w* .{0,25}regalo|\benvoltorio|\bpapel de regalo|\b(?:nota|ticket|mensaje|caja) (?:de |para )?regalo|\b(?:tarjeta|nota) con (?:un )?(?:mensaje|dedicatoria)/u,
  /\bemballages?.cadeau|\bpaquets?.cadeau|\bpapier cadeau|\bemball\w* .{0,20}cadeau|\bmot d'accompagnement|\bcarte avec (?:un )?(?:mot|message)/u,
  /\bconfezion\w* (?:da |come )?regalo|\bpac(?:co|chetto) regalo|\bincart\w*|\bbiglietto (?:di auguri|con (?:un )?messaggio)/u,
  /\bembrulh\w*|\bembalagem (?:de |para |pra )?(?:presente|oferta)|\bpapel de presente|\b(?:cartao|bilhete) com (?:uma )?mensagem/u,
  /подарочн\p{L}* (?:упаков|обертк|бумаг|короб)|упак\p{L}* .{0,25}(?:в подарок|как подарок|подароч)|(?:записк|открытк)\p{L}* (?:к подарку|в заказ|с пожелан)/u,
  /\b(?:di)?bungkus\w* (?:\w+ ){0,2}kado|\bkertas kado|\bkartu ucapan|\bkemasan (?:kado|hadiah)/u,
  /\bgoi (?:\w+ ){0,3}(?:lam |thanh )?qua\b|\bgiay goi qua|\bhop qua\b|\bthiep (?:chuc|loi|kem)/u,
  /ห่อ(?:ให้)?(?:เป็น)?ของขวัญ|กระดาษห่อ|การ์ดอวยพร|กล่องของขวัญ/u,
  /ラッピング|ギフト包装|プレゼント(?:用)?(?:に)?包|贈り物(?:用)?に包|メッセージカード|のし(?:紙|は|を)/u,
  /선물 ?포장|선물용(?:으로)? ?포장|포장 ?(?:해|가능).{0,8}선물|메시지 ?카드/u,
  /(?:礼品|礼物|禮品|禮物)(?:的)?(?:包装|包裝)|(?:包|包装|包裝)成(?:礼|禮)|(?:代写|代寫|放|附|写|寫)(?:张|張|一张|一張|个|個)?(?:贺卡|賀卡|卡片)|(?:不要|不|别|別)放(?:发票|發票|价格|價格|小票)/u,
  /(?:تغليف|تغلف|مغلف)\p{L}* .{0,14}هد[ايه]|ورق هدايا|(?:بطاق[ةه]|كرت) (?:تهنئ|[اإ]هدا|معايد)/u,
);
/** An article that is not there now, or how one hears that it is. What stands between the words is captured: it may name the goods. */
const RESTOCK = anyOf(
  /\bback in stock|\bin stock again|\bre.?stock|\bback.?order|\b(?:come|coming|comes) back in\b|\bavailable again|\b(?:notify|alert|tell|e-?mail|message|let) (?:me|us) (?:know )?(?:when|if|once) (.{0,40})(?:stock|available|back)|\bgett?(?:ing)? (?:any )?more (?:of|in)\b/u,
  /\bwieder (?:da|auf lager|lieferbar|verfugbar|vorratig|erhaltlich|bestellbar|rein|reinbekomm)|\bnachschub|\bnachliefer|\bneu reinbekomm/u,
  /\bv(?:uelv|olver)\w* a (?:haber|tener|estar|entrar|salir)|\breponer|\brepondra|\breposicion|\bde nuevo (?:en stock|disponible)|\bavis\w+ (.{0,25})(?:stock|disponible|haya|llegue)/u,
  /\b(?:de retour|a nouveau|de nouveau|encore) (?:en stock|disponibles?)|\breassort|\breapprovision|\b(?:prevenir|prevenez|avertir|avertissez) (.{0,30})(?:stock|disponible|retour)/u,
  /\b(?:torn|ritorn)\w* (?:\w+ )?(?:disponibil|in stock|in magazzino)|\b(?:di nuovo|nuovamente) disponibil|\briassort|\brifornim|\bavvis\w* (.{0,25})(?:disponibil|arriva|torna)/u,
  /\bvolt\w* (?:a ter|ao (?:estoque|stock)|pro estoque|a estar|a haver)|\breposicao|\brepor\b|\bdisponivel (?:de novo|novamente|outra vez)|\bavis\w+ (.{0,25})(?:chegar|voltar|estoque|stock|disponivel)/u,
  /снова (?:в продаже|в наличии|будет|появ)|(?:опять|снова) появ|появ(?:ит|ят)ся (?:снова|опять|в наличии|в продаже)|когда (.{0,25})(?:поступлен|завез|привез|появит|будет в наличии)|сообщ\p{L}* (.{0,25})(?:поступ|появ|налич)/u,
  /\bre.?sto[ck]k?|\b(?:ready|ada|tersedia) lagi\b|\bstok(?:nya)? (?:masuk|lagi masuk)|\bkabar\w* (.{0,20})(?:ada|ready|stok)/u,
  /\b(?:co hang lai|co lai hang|hang ve lai|ve hang|hang ve|(?:khi nao|bao gio|lan nao) (?:thi )?(?:co lai|co hang|hang co)|bao (?:\w+ ){0,3}khi (?:co|hang))\b/u,
  /(?:ของ|สินค้า)(?:จะ)?เข้า|(?:มี|เข้า|กลับมา)(?:ของ|ขาย)?อีก(?:ไหม|มั้ย|เมื่อ|ครั้ง|ที)|เติม(?:ของ|สต)|รีสต|แจ้ง(.{0,12})(?:มีของ|ของเข้า|สินค้าเข้า)/u,
  /再入荷|入荷(?:予定|する|します|され|通知|待ち|は(?:いつ|まだ))|いつ(?:頃)?入荷|再販/u,
  /재입고|입고 ?(?:예정|알림|되|언제|일)|(?:언제|다시) ?(?:다시 ?)?(?:들어와|들어오|입고)/u,
  /(?:(?:什么时候|什麼時候|几时|何时|啥时候)\p{L}{0,3})?(?:补货|補貨)|[到来來](?:货|貨)(?:通知|了?(?:告诉|告訴|提醒|叫))|(?:什么时候|什麼時候|几时|何时|啥时候)\p{L}{0,4}(?:有货|有貨|到货|到貨|上架|来货|來貨)|(?:重新|再次|再)(?:上架|有货|有貨|到货|到貨|进货|進貨)/u,
  /(?:متى|متي) (.{0,20})(?:يتوفر|تتوفر|يرجع|ترجع|ينزل|يعود|تعود)|(?:يتوفر|تتوفر|متوفر) (?:مر[ةه] (?:[اأ]خر[ىي]|ثاني)|من جديد)|(?:خبرو|بلغو|نبهو|[اإ]شعار|[اأ]بلغو)(.{0,25})(?:توفر|يرجع|رجع)/u,
);
/** What is reduced, for whom, and what a price holds. */
const REDUCED = anyOf(
  /\bdiscounts?(?: (?:on|for)\b)?|\b(?:on|any|a|the|flash|holiday|winter|summer|seasonal|clearance) sales?(?: (?:on|for)\b)?\b|\bsale (?:on|now|going|items?|prices?)\b|\bdeals?(?: (?:on|for))?\b|\bpromo(?:tion)?s?\b|\b(?:special|current|any) offers?\b|\bblack ?friday|\bcyber ?monday|\bprice.?match\w*|\bprice (?:drops?|protection|adjustment)|\bcheaper (?:elsewhere|somewhere|on|at|than)|\b(?:student|wholesale|bulk) (?:price|rate)s?|\bprices? (?:\w+ )?(?:includ\w+|with) (?:\w+ )?(?:tax(?:es)?|vat|duty|duties)|\b(?:tax|vat) (?:is )?included/u,
  /\brabatt|\bim angebot\b|\b(?:sonder)?angebote?\b|\bsale\b|\brabattaktion|\baktionen\b|\bpreis(?:garantie|senkung|nachlass|anpassung)|\bgunstiger (?:als|bei|gesehen|woanders)|\bink(?:l|lusive)\b.{0,8}(?:mwst|mehrwertsteuer|steuer)|\b(?:mengen|studenten|schuler)rabatt/u,
  /\bdescuentos?\b|\bofertas?\b|\brebajas?\b|\brebajad\w+|\bpromocion\w*|\bbuen fin\b|\bmas barat\w+ (?:en|que)|\bigual\w+ (?:el |los )?precios?|\binclu\w+ (?:el |los )?(?:iva|impuestos)|\biva incluido|\bpor mayor\b/u,
  /\bdescontos?\b|\bpromoc\w+|\bsaldos\b|\bmais barat\w+ (?:em|no|na|que)|\bcobr(?:em|ir) (?:o )?preco|\binclu\w+ (?:o )?(?:iva|impostos?)|\b(?:no|por) atacado\b/u,
  /\breductions?\b|\bremises?\b|\bsoldes?\b|\bpromos?\b|\boffres?\b|\bmoins cher\w* (?:ailleurs|chez|sur|que)|\balignez|\balignement|\btva (?:comprise|incluse)|\bprix (?:ttc|ht)\b|\bttc\b/u,
  /\bscont[oi]\w*|\b(?:in|i) sald[oi]\b|\bpromozion\w+|\bin offerta\b|\boffert[ae]\b|\bcosta meno (?:su|da|altrove)|\biva (?:inclusa|compresa)/u,
  /скидк|распродаж|(?<!\p{L})акци[яию](?!\p{L})|черн\p{L}* пятниц|дешевле|спецпредложен|(?<!\p{L})ндс(?!\p{L})|(?<!\p{L})оптом(?!\p{L})|налог\p{L}* (?:включ|вход)/u,
  /\bdiskon\b|\bpromo(?:nya)?\b|\bpotongan harga|\bharga (?:grosir|promo|khusus)|\blebih murah (?:di|dari)|\btermasuk (?:pajak|ppn)|\bharbolnas/u,
  /\bgiam gia\b|\bkhuyen mai|\buu dai\b|\bre hon (?:o|ben|cho)|\bgia si\b|\b(?:gom|bao gom|co) thue\b/u,
  /ส่วนลด|โปรโมช|มีโปร|โปรไหม|ลดราคา|เซล(?!ล์)|ถูกกว่า|ราคาส่ง|รวมภาษี|แบล็คฟราย/u,
  /割引|値引|セール|キャンペーン|ブラックフライデー|学割|まとめ買い|他店|値下げ|税込|税抜|特価/u,
  /할인|세일|프로모션|블랙 ?프라이데이|특가|최저가|부가세|세금 ?포함|도매|대량 ?구매/u,
  /折扣|打折|[优優][惠](?!券)|促[销銷]|特[价價]|黑五|黑色星期五|[双雙]十一|[满滿][减減]|便宜(?:点|點|一点|些)|保[价價]|[价價]保|含税|含稅|批[发發]|[团團][购購]/u,
  /(?<!\p{L})(?:ال)?(?:خصم|خصومات|تخفيض|تخفيضات|تنزيلات|عروض)(?!\p{L})|الجمع[ةه] (?:البيضا|السودا)|بلاك فراي|[اأ]رخص (?:من|عند|في)|شامل[ةه]? (?:ال)?ضريب|بالجمل[ةه]/u,
);
/** The rest of a word, where blanks part words. */
const ENDING = '(?:(?![\\u0e00-\\u0e7f\\u3040-\\u30ff\\u3400-\\u9fff])\\p{L}){0,24}';
const BESIDE_GOODS: readonly [string, RegExp][] = [
  ['"sold out"', RESTOCK],
  ['"discount"', REDUCED],
];
/** What else opens and closes, where it is named: a museum, a bank. */
const OTHER_DOORS = anyOf(
  /\bmuseums?\b|\brestaurants?\b|\bcoffee ?shops?\b|\bcafes?\b|\bbanks?\b|\blibrar(?:y|ies)\b|\bpharmac(?:y|ies)\b|\bgyms?\b|\bsupermarkets?\b|\bswimming pools?\b|\bzoos?\b|\bcinemas?\b|\btheat(?:re|er)s?\b|\bhospitals?\b|\bclinics?\b|\bdentists?\b|\bdoctors?\b|\bpost offices?\b|\bembass(?:y|ies)\b|\bschools?\b|\bbarbers?\b|\bhair ?dressers?\b|\bbars?\b|\bpubs?\b|\bhotels?\b/u,
  /\bmuseen\b|\bbibliothek|\bbucherei|\bapotheke|\bfitnessstudio|\bsupermarkt|\bschwimmbad|\bfreibad|\bkino\b|\btheater|\bkrankenhaus|\bpraxis\b|\b(?:zahn)?arzt|\bpostamt|\bbotschaft|\bschule\b|\bfriseur|\bkneipe/u,
  /\bmusees?\b|\bbanques?\b|\bbibliotheques?\b|\bpharmacies?\b|\bsalle de sport|\bsupermarches?\b|\bpiscines?\b|\btheatres?\b|\bhopita(?:l|ux)\b|\bcliniques?\b|\bdentistes?\b|\bmedecins?\b|\bla poste\b|\bambassades?\b|\becoles?\b|\bcoiffeurs?\b|\bmairies?\b/u,
  /\bmuseos?\b|\brestaurantes?\b|\bcafeterias?\b|\bbancos?\b|\bbibliotecas?\b|\bfarmacias?\b|\bgimnasios?\b|\bsupermercados?\b|\bpiscinas?\b|\bcines?\b|\bteatros?\b|\bhospital(?:es)?\b|\bclinicas?\b|\bcorreos\b|\bembajadas?\b|\bescuelas?\b|\bpeluquerias?\b|\bayuntamiento/u,
  /\bmuseus?\b|\bacademias?\b|\bhospita(?:l|is)\b|\bcorreios?\b|\bembaixadas?\b|\bescolas?\b|\bpadarias?\b|\bmusei\b|\bmuseo\b|\bristorant[ei]\b|\bbanca\b|\bfarmaci[ae]\b|\bpalestr[ae]\b|\bsupermercat[oi]\b|\bospedal[ei]\b|\bambasciat[ae]\b|\bscuol[ae]\b|\bparrucchier/u,
  /музе[ийя]|ресторан|кафе|банк|библиотек|аптек|спортзал|супермаркет|бассеин|кинотеатр|театр|больниц|поликлиник|стоматолог|почт[аеуы](?!\p{L})|посольств|школ[аеуы]|парикмахер/u,
  /\brestoran|\bkafe\b|\bperpustakaan|\bapotek|\bsupermarket|\bkolam renang|\bbioskop|\brumah sakit|\bklinik|\bkantor pos|\bkedutaan|\bsekolah|\bbao tang|\bnha hang|\bquan (?:an|ca phe|cafe)|\bngan hang|\bthu vien|\bnha thuoc|\bsieu thi|\bho boi|\brap chieu|\bbenh vien|\bphong kham|\bbuu dien|\bdai su quan|\btruong hoc/u,
  /พิพิธภัณฑ์|ร้าน(?:อาหาร|กาแฟ|ยา|ตัดผม)|ธนาคาร|ห้องสมุด|ฟิตเนส|ซูเปอร์|สระว่ายน้ํา|โรง(?:หนัง|พยาบาล|เรียน|แรม)|คลินิก|ไปรษณีย์|สถานทูต|สวนสัตว์/u,
  /博物[館馆]|美術館|美术馆|レストラン|カフェ|喫茶|銀行|银行|図書館|图书馆|圖書館|薬局|药店|藥局|ジム|健身房|スーパー|超市|プール|游泳池|映画館|电影院|電影院|劇場|剧院|病院|医院|醫院|歯医者|诊所|診所|郵便局|邮局|郵局|大使館|大使馆|学校|學校|美容院|理发店|餐厅|餐廳|咖啡[厅館馆廳]|动物园|動物園/u,
  /박물관|미술관|식당|레스토랑|카페|은행|도서관|약국|헬스장|수영장|영화관|극장|병원|치과|우체국|대사관|학교|미용실|동물원|متحف|مطعم|مقهى|بنك|مكتب[هة] (?:ال)?عام|صيدلي|نادي|سوبرماركت|مسبح|سينما|مسرح|مستشفى|عياد[هة]|طبيب|بريد|سفار[هة]|مدرس[هة]|حديق[هة] حيوان/u,
);
/** When the shop is open, not when it delivers. */
const HOURS = anyOf(
  /\b(?:opening|business|store|shop|working|office|operating) (?:hours|times)|\b(?:what|which) (?:time|hours) (?:do|are) you (?:guys )?(?:open|close)|\bare you (?:guys )?(?:still )?open\b(?! to\b)|\bwhen (?:do|are) you (?:guys )?(?:open|close)|\bwhat time (?:does|do) (?:the |your )?(?:shop|store)s? (?:open|close)/u,
  /\b(?:offnungs|geschafts)zeit|\b(?:habt ihr|haben sie)(?: \S+)? (?:noch )?(?:offen|geoffnet|auf)(?= \?| !|$)|\bwann (?:macht|offnet|schliess?t|habt|haben) (?:ihr|sie|der laden|das geschaft)(?: \S+)?(?: (?:auf|zu|offen|geoffnet))?(?= \?| !|$)/u,
  /\b(?:horaires?(?: d'ouverture)?(?! de livraison)|a quelle heure (?:ouvrez|fermez|vous ouvrez|vous fermez)|ouvrez.vous|etes.vous ouverts?|vous etes ouverts?)\b/u,
  /\bhorarios?\b(?! de (?:entrega|envio|reparto))|\ba que hora(?:s)? (?:abren|cierran|abris|atienden)|\b(?:abren|abris|atienden|estan abiertos) (?:hoy|los|el|manana|ahora|sabado|domingo)/u,
  /\bhorario de (?:funcionamento|abertura)|\bque horas (?:voces |a loja )?(?:abrem?|fecham?)|\b(?:abrem|estao abertos|funcionam) (?:hoje|no|aos|amanha|agora|sabado|domingo)/u,
  /\borari(?:o)? (?:di )?(?:apertura|del negozio)|\bquali sono (?:gli|i vostri) orari(?= \?| !|$)|\ba che ora (?:aprite|chiudete)|\bsiete aperti/u,
  /(?:график|часы|режим) работы|во сколько (?:вы )?(?:открыва|закрыва)|(?<!\p{L})вы (?:сегодня |завтра )?работаете|(?<!\p{L})работаете (?:ли )?(?:вы )?(?:сегодня|завтра|в (?:субботу|воскресенье|выходные))/u,
  /\bjam (?:buka|operasional|kerja|tutup)|\bbuka(?:nya)? jam berapa|\b(?:hari ini|hari minggu|minggu|besok) buka/u,
  /\bmay gio (?:\w+ ){0,2}(?:mo|dong) cua|\bgio (?:mo cua|lam viec|hoat dong)|\bmo cua (?:may gio|luc nao|khong)|\b(?:hom nay|chu nhat) (?:\w+ )?(?:co )?mo (?:cua )?khong/u,
  /เปิด(?:ร้าน)?กี่โมง|ปิดกี่โมง|เวลา(?:ทำการ|ทําการ|เปิด)|(?:วันนี้|วันอาทิตย์|วันเสาร์)(?:ร้าน)?เปิด/u,
  /営業時間|営業日|何時(?:に|から|まで)?(?:開|営業|やって|閉)|(?:今日|日曜|土曜|祝日)(?:日)?(?:は|も)?(?:やって|営業|開いて)/u,
  /(?:영업|운영) ?시간|몇 ?시(?:에|까지)? ?(?:열|문|영업|닫)|(?:오늘|일요일|주말)(?:에|에도|은|도)? ?(?:영업|문 ?열|열어요|열려)/u,
  /营业时间|營業時間|几点(?:开|关)门|幾點(?:開|關)門|(?:今天|周末|周日|周六|星期[天日六])(?:营业|开门)/u,
  /(?:اوقات|ساعات|مواعيد) (?:العمل|الدوام|الفتح)|دوامكم|(?:متي|متى|لين متى|لين متي) (?:تفتح|تقفل|تغلق|فاتحين)|فاتحين اليوم|تفتحون (?:اليوم|الجمع)/u,
);
/** Whether there is a shop to walk into, and where. */
const PREMISES = anyOf(
  /\b(?:physical|brick.and.mortar|offline|retail|walk.in) (?:shop|store|location)|\b(?:nearest|closest) (?:\w+ )?(?:shop|store|branch|outlet)|\b(?:shop|store|branch|outlet)s? (?:near|close to) (?:me|you|here|my)|\b(?:shop|store)(?:'s)? (?:address|location)s?|\byour (?:\w+ )?(?:branch|branches|showroom|outlets?)\b|\bvisit your (?:shop|store)/u,
  /\bladengeschaft|\bphysische[nrs]? (?:laden|geschaft|shop|filiale)|\bfilialen?\b|\bgeschaft vor ort|\bnachste[rn]? (?:laden|geschaft|shop)|\badresse (?:vom|des) (?:laden|geschaft)/u,
  /\b(?:magasin|boutique) (?:le |la )?plus proche|\b(?:magasin|boutique) physique|\badresse (?:du|de votre|de la|de vos) (?:magasin|boutique)|\bavez.vous (?:un|une) (?:magasin|boutique)(?= \?| !|$)/u,
  /\btiendas? fisicas?|\btienda mas cercana|\bsucursal|\bdireccion de (?:la|su) tienda|\bdonde (?:queda|esta) (?:la|su) tienda|\bcual es (?:su|tu|la) direccion(?= ?[?!]| *$)|\bdonde (?:esta|queda|se ubica) (?:el|su|tu) (?:local|negocio)(?= ?[?!]| *$)/u,
  /\blojas? fisicas?|\bloja mais proxima|\bfilia(?:l|is)\b|\bendereco da loja/u,
  /\bnegozi(?:o)? fisic|\bnegozio piu vicino|\bpunt[oi] vendita|\bindirizzo del negozio/u,
  /(?:ближайш|обычн|офлайн|физическ)\p{L}* магазин|адрес\p{L}* (?:вашего )?магазин|где (?:находится )?(?:ваш )?магазин|филиал/u,
  /\btoko (?:fisik|terdekat|offline)|\b(?:alamat|lokasi) toko|\bcabang/u,
  /\bcua hang gan nhat|\bdia chi (?:shop|cua hang)|\b(?:shop|cua hang) o dau|\bchi nhanh/u,
  /หน้าร้าน|สาขา|(?:ที่อยู่|พิกัด)ร้าน|ร้านอยู่(?:ที่)?ไหน/u,
  /実店舗|(?:お店|店舗)(?:の(?:住所|場所)|は(?:どこ|どちら))|(?:近く|最寄り)の(?:お?店|店舗)/u,
  /오프라인 ?매장|매장 ?(?:위치|주소|은? ?어디|이? ?어디)|가까운 ?(?:매장|지점)/u,
  /实体店|實體店|门市|門市|门店|門店|分店|店铺地址|(?:店|商店)在(?:哪|什么地方)/u,
  /[اأ]قرب فرع|فرعكم|فروعكم|(?:موقع|عنوان) (?:المحل|المتجر)|محل (?:فعلي|علي ارض الواقع)/u,
);
const ORDERING = anyOf(
  /\bi'?ll take (?:it|them|one|this|that)\b.{0,20}\bhow|\bich (?:nehme|kaufe) (?:ihn|sie|es|das|die|den)\b.{0,12}\bwie|\bje (?:le|la|les) (?:prends|veux)\b.{0,14}\bcomment/u,
  /\b(?:lo|la|los|las|me lo) (?:compro|llevo|quiero)\b.{0,12}\bcomo|\b(?:vou levar|quero esse|quero comprar)\b.{0,12}\bcomo|\b(?:lo|la|li|le) (?:compro|prendo|voglio)\b.{0,12}\bcome/u,
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
/** What there is in the shop at all. */
const SOLD = anyOf(
  /\bwhat (?:all )?(?:(?:kinds?|sorts?|types?) of (?:products?|goods|things|items|stuff) )?(?:do|does|can) (?:you|u|ya|this (?:shop|store|site)|the (?:shop|store)|i|one) (?:guys )?(?:sell|offer|carry|have for sale|buy (?:here|from you|in this))(?: (?:here|exactly|in (?:this|your|the) (?:shop|store)))? ?(?:[?!.]|$)|\bwhat(?:'s| is| are)? ?(?:your|the) (?:products?|range|assortment|catalogue?|product range)(?: (?:range|list))? ?(?:[?!.]|$)|\b(?:show|see|browse|view|list)(?: me)?(?: all)? (?:your|the) (?:products?|catalogue?|range|assortment|collection|items|goods)(?: (?:list|range))? ?(?:[?!.]|please|pls|$)|\bwhat products (?:are|do you)(?: have| there| available| you have| you sell)*(?= ?(?:[?!.]|$))/u,
  /\bwas (?:verkauft|bietet|fuhrt|gibt|habt) (?:ihr|es)(?: (?:so|hier|denn|alles|eigentlich|bei euch|im shop|an))* ?(?:[?!.]|$)|\bwas (?:verkaufen|bieten|fuhren|haben) sie(?: (?:so|hier|denn|alles|an|im angebot))* ?(?:[?!.]|$)|\b(?:euer|ihr|das) (?:ganze |gesamte )?(?:sortiment|angebot|katalog) ?(?:[?!.]|an|sehen|zeigen|$)|\bwelche produkte (?:habt|verkauft|bietet|fuhrt|gibt|haben|verkaufen|bieten|fuhren) (?:ihr|sie|es)/u,
  /\bqu(?:'est ce que|e) (?:vous )?(?:vendez|proposez|avez)(?: vous)?(?: (?:ici|exactement|comme (?:produits|articles)|a vendre|en boutique))* ?(?:[?!.]|$)|\bvous (?:vendez|proposez) quoi\b|\bquels? (?:sont vos |types? de |genre de )?(?:produits|articles)(?: (?:vendez|proposez|avez) vous| vous (?:vendez|proposez|avez))? ?(?:[?!.]|$)|\b(?:voir|montrez?(?: moi)?) (?:tous )?(?:vos|les|votre|le) (?:produits|articles|catalogue|gamme)/u,
  /\bque (?:cosas |productos )?(?:venden|vendes|vendeis|ofrecen|ofreceis|manejan|tienen a la venta)(?: (?:aqui|ustedes|en (?:la|su|esta) tienda))* ?(?:[?!.]|$)|\bque (?:productos|articulos) (?:hay|tienen|tienes|teneis|ofrecen|manejan|venden)|\b(?:ver|mostrar|muestrame|ensename) (?:todos )?(?:sus|los|tus|su|el|tu) (?:productos|catalogo|articulos)(?! de)/u,
  /\bo que (?:e que )?(?:voces |vcs |a loja |tu )?(?:vendem?|oferecem?|tem (?:para|pra) vender|tem a venda)(?: (?:aqui|voces|na loja))* ?(?:[?!.]|$)|\b(?:quais|que) (?:sao os |os )?(?:produtos|artigos)(?: (?:que )?(?:voces |vcs )?(?:tem|vendem|oferecem|ha))? ?(?:[?!.]|$)|\b(?:ver|mostra|mostrar|mostre) (?:me )?(?:todos )?(?:os|seus|o|seu) (?:produtos|catalogo)(?! de)/u,
  /\b(?:cosa|che cosa|che) (?:vendete|offrite|trattate|avete in vendita)(?: (?:qui|di bello|in negozio))* ?(?:[?!.]|$)|\b(?:quali|che) (?:prodotti|articoli) (?:avete|vendete|offrite|trattate|ci sono)|\b(?:vedere|mostrami|mostratemi) (?:tutti )?(?:i (?:vostri )?|il (?:vostro )?)(?:prodotti|articoli|catalogo)(?! di)/u,
  /(?<!\p{L})что (?:вы |у вас |здесь |тут |в вашем магазине |в магазине )*(?:продаете|продается|есть в (?:продаже|магазине|ассортименте)|можно купить)|(?:какие|какой) (?:у вас )?(?:есть )?(?:товары|ассортимент)|(?:покажите|посмотреть|показать) (?:весь |ваш |все |ваши )*(?:каталог|ассортимент|товары)/u,
  /\b(?:jual(?:an)?(?:nya)?|menjual|nyediain|menyediakan) (?:apa|produk apa|barang apa)|\bapa (?:aja|saja) (?:yang|yg) (?:di ?jual|ada)|\bproduk(?:nya)? (?:apa|apa) (?:aja|saja)|\b(?:lihat|liat|minta|kirim) (?:semua )?(?:katalog|produk)(?:nya)? ?(?:[?!.]|dong|ya|kak|$)|\bada (?:produk|barang) apa (?:aja|saja)/u,
  /\b(?:ban|kinh doanh|co) (?:nhung |cac )?(?:gi|san pham gi|mat hang (?:gi|nao)|san pham nao|hang gi)(?: (?:vay|the|a|ban|ha|nhi|o day))* ?(?:[?!.]|$)|\b(?:xem|cho xem|gui) (?:tat ca )?(?:cac )?(?:san pham|danh muc|catalog)(?: cua (?:shop|ban))? ?(?:[?!.]|$)/u,
  /ขาย(?:สินค้า|ของ)?อะไร|(?:มี|ขาย)สินค้า(?:อะไร|ประเภทไหน)|ดู(?:สินค้าทั้งหมด|แคตตาล็อก|แคตตาล็อค)|มีอะไรขาย/u,
  /(?:(?:何|なに|なん)(?:を|が)?(?:売|販売|取り扱|扱|置いて)|(?:どんな(?:もの|商品|物)|どういう商品)(?:を|が)?(?:売|販売|取り扱|扱|あり|置いて))|(?:商品|取扱商品)(?:の)?(?:一覧|カタログ|ラインナップ)(?:を|が|は)?(?:見|教|あり|$| )/u,
  /(?:뭐|뭘|무엇을|무얼|어떤 (?:걸|것을|상품을?|제품을?|물건을?)|무슨 (?:상품|제품|물건)을?) ?(?:파|팔|판매|취급)|(?:상품|제품) ?(?:목록|리스트|카탈로그)|어떤 (?:상품|제품)(?:이|들이)? ?(?:있|판매)/u,
  /(?:你们|你們|你家|店里|店裡|这里|這裡|您)?(?:都)?(?:卖|賣|出售|售卖|经营|經營|有)(?:些|的是|的都是)?(?:什么|什麼|啥|哪些)(?:东西|東西|商品|产品|產品|货|貨)?(?:呀|啊|呢|的)? ?(?:[?？!]|$)|(?:看|浏览|瀏覽)(?:一?下)?(?:你们|你們|所有|全部)(?:的)?(?:商品|产品|產品)|商品目录|商品目錄/u,
  /(?:ماذا|ايش|شو|وش|ما الذي|[اإ]يه اللي) (?:تبيع|تبيعون|بتبيع|بتبيعوا|تبيعوا|عندكم(?: من)? (?:منتجات|بضاع)|لديكم(?: من)? منتجات)|ما (?:هي )?(?:منتجاتكم|المنتجات (?:التي )?(?:لديكم|المتوفر))|(?:اشوف|عرض|شوف|[اأ]رني|ارسل) (?:كل |جميع )?(?:منتجاتكم|المنتجات|الكتالوج)/u,
);
/** Advice that is asked for, or what sells best; of what, other words may say. */
const SUGGESTION =
  /\brecommend|\bsuggest|\bbest ?sell|\bpopular\b|\bempfehl|\bempfiehl|\brecommand|\bconseill|\bsugger|\brecomiend|\brecomend|\bconsigli|\bsuger|посовет|порекоменд|рекоменд|\brekomendasi|\brekomen|\bsaran\b|\bgoi y\b|\btu van\b|แนะน(?:ำ|ํา)|おすすめ|お勧め|オススメ|추천|推荐|推薦|انصح|تنصح|تقترح|اقترح/u;
