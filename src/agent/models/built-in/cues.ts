import type { ToolArguments } from '../../tools/tool-arguments.ts';
import { DANGER } from './danger-words.ts';
import { foldForFeatures } from './fold.ts';
import { REFUND_WORDS } from './refund-words.ts';

/*
 * Words that decide where a classifier may not: what moves money, what must reach a person. Patterns run over the
 * folded text (lower case, no accents) and hold the words of all locales, since shoppers mix them.
 */

export type HandoffReason = ToolArguments<'hand_off_to_human'>['reason'];
export type RefundReason = ToolArguments<'propose_refund'>['reason'];

/** Names money to be given back, neither declines it nor asks about the rules: without this no refund is ever proposed. */
export function namesRefund(text: string): boolean {
  const folded = foldForFeatures(text);
  return speaksOfRefund(folded) && !declinesRefund(folded) && !asksAboutRefunds(folded);
}

function speaksOfRefund(folded: string): boolean {
  return REFUND.test(folded) || REFUND_WORDS.named.test(folded);
}

function isUnderWay(folded: string): boolean {
  return WAITING.test(folded) || REFUND_WORDS.underWay.test(folded);
}

/** "I do not want a refund"; over folded text. */
export function declinesRefund(folded: string): boolean {
  return REFUND_DECLINED.test(folded) || REFUND_WORDS.declined.test(folded);
}

/**
 * What a message says beside the refund it declines: "no refund, just tell me when it comes" asks when it comes. Folded;
 * null where it declines none, speaks of one all the same, or says nothing else.
 */
export function besideDeclinedRefund(text: string): string | null {
  const folded = foldForFeatures(text);
  if (!declinesRefund(folded)) return null;
  const rest = without(DECLINED, folded);
  return rest !== null && !speaksOfRefund(rest) ? rest : null;
}

/** What is left of a folded message without a part of it, if that can be read on its own; otherwise null. */
export function without(part: RegExp, folded: string): string | null {
  const rest = folded.replace(part, ' ').replace(/\s+/gu, ' ').trim();
  const says = DENSE.test(rest) || THAI.test(rest) ? rest.length >= 6 : rest.split(' ').length >= 4;
  return says ? rest : null;
}

/** Asks about the rules of refunds rather than for one; over folded text. */
export function asksAboutRefunds(folded: string): boolean {
  return REFUND_EXPLAINED.test(folded) || REFUND_WORDS.explained.test(folded);
}

/** Speaks of a refund that is under way ("where is my refund?") and asks for none. */
export function waitsForRefund(text: string): boolean {
  const folded = foldForFeatures(text);
  if (REFUND_FOLLOWED.test(folded)) return true;
  return speaksOfRefund(folded) && isUnderWay(folded) && !DEMAND.test(folded);
}

/**
 * A short question after a time or place that names neither goods nor money of its own: "and when does it come?".
 * What it asks about is what the conversation was about.
 */
export function asksWhen(text: string): boolean {
  const folded = foldForFeatures(text);
  const isShort = DENSE.test(folded)
    ? folded.length <= 18
    : folded.split(' ').length <= 9 && !(THAI.test(folded) && folded.length > 36);
  return isShort && TIME_OR_PLACE.test(folded) && !GOODS.test(folded);
}

/** Names an order, a parcel or its delivery. */
export function namesGoods(text: string): boolean {
  return GOODS.test(foldForFeatures(text));
}

/** Names a parcel, its carrier or its way, not the order alone. */
export function namesParcel(text: string): boolean {
  return PARCEL.test(foldForFeatures(text));
}

/** Threats and events that a person must handle, whatever else the message says. */
export function gravity(text: string): HandoffReason | null {
  const folded = foldForFeatures(text);
  if (CHARGEBACK.test(folded)) return 'chargeback';
  if (LEGAL.test(folded)) return 'legal';
  if (SAFETY.test(folded) || DANGER.test(folded)) return 'safety';
  return null;
}

export function refundReason(text: string): RefundReason {
  const folded = foldForFeatures(text);
  return REASONS.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other';
}

/** Asks for a part: one item, some pieces, not the whole order. */
export function meansPart(text: string): boolean {
  return PART.test(foldForFeatures(text));
}

export function namesShippingCost(text: string): boolean {
  return SHIPPING_COST.test(foldForFeatures(text));
}

/** Thanks or a goodbye rather than a greeting; without accents the Spanish goodbye is the Vietnamese hello. */
export function isThanks(text: string, locale: string): boolean {
  const folded = ` ${foldForFeatures(text)} `;
  return THANKS.test(folded) || (locale.startsWith('es') && / cha[ou] /u.test(folded));
}

const REFUND =
  /refund|money back|reimburs|my money|reembols|devuelv\w* (?:el|mi|me|la plata)|mi dinero|dinero de vuelta|devolucion del? (?:mi )?dinero|dinheiro de volta|meu dinheiro|estorn|ressarc|rembours|mon argent|erstatt|geld (?:wieder|zuruck)|mein geld|geld zurueck|ruckzahl|返金|払い戻|返して.*お金|お金.*返|退款|退钱|退錢|返还|退我.*钱|退回.*钱|把钱退|钱退|退全款|退一半|退[^货換换]{0,4}(?:元|块|钱)|استرداد|استرجاع|استرد|استرجع|ترجع\S* (?:لي )?(?:ال)?فلوس|فلوسي|اموالي|مالي|المبلغ|نقودي|تعويض|rimbors|i miei soldi|(?:indietro|ridat\w+|restitui\w+) (?:i |il )?(?:miei )?(?:soldi|denaro)|soldi indietro|riaccredit|환불|환급|돈 ?(?:을 |좀 )?돌려|возврат(?! товар| вещ| посыл)|верн\w* (?:мне |мои |наши |нам )?(?:деньги|средства|оплату|сумму)|верн[а-я]* (?:мне |мои |наши |нам )?(?:деньги|средства|оплату|сумму)|деньги (?:обратно|назад|верн)|мои деньги|возмест|возмещен|рефанд|pengembalian (?:dana|uang)|(?:kembali\w*|balik\w*) (?:uang|dana|duit)|(?:uang|dana|duit)\w* (?:saya |aku |gue )?(?:di)?(?:kembali|balik)|(?:uang|duit) saya|hoan (?:lai )?tien|tien hoan|tra lai tien|tra tien lai|lay lai tien|tien cua (?:toi|minh|em)|คืนเงิน|เงินคืน|คืนตังค์|รีฟันด์|เงินของ(?:ฉัน|ผม|เรา)|restitution of|give (?:me )?back what i paid|recuperar (?:\w+ ){0,2}(?:dinero|plata|dinheiro)|devolvedme|que me devuelvan|valor de volta|restituzione di quanto|お金を?取り戻|钱要回|只退|compensat(?:ion|ed|e me)|compensacion|compensacao|indemnis/u;
const REFUND_DECLINED =
  /(?:don't|dont|do not|not|no longer|never) (?:\w+ )?(?:want|need|asking|ask|request\w*|looking)(?: for)?(?: a| any| the| my)? (?:refund|money)|no (?:refund|need for a refund)|without (?:a )?refund|instead of (?:a )?refund|no (?:quiero|necesito|pido)(?: un| el| ningun)? (?:reembols|dinero)|sin reembols|nao (?:quero|preciso|peco)(?: de)?(?: um| o| nenhum)? (?:reembols|estorn|dinheiro)|(?:ne |n')?(?:veux|souhaite|demande) pas (?:de |d'|etre |un )?(?:rembours|l'argent)|pas (?:de|besoin de?) rembours|kein\w* (?:ruck)?erstatt|kein geld zuruck|nicht erstatt|不(?:是)?(?:要|想|用|需要|想要)(?:申请)?(?:退款|退钱)|不退款|别退款|返金(?:は|じゃ|では|を)?(?:不要|いりません|いらない|しないで|ではなく|希望しません|必要ありません|結構|なくて)|(?<!\S)(?:لا|ما|مش|مو) (?:اريد|ابي|ابغي|احتاج|اطلب|عايز|بدي) (?:ال)?(?:استرداد|استرجاع|فلوس)|non (?:voglio|vorrei|mi serve|chiedo|ho bisogno)(?: di)?(?: un| il| nessun| alcun)? (?:rimbors|soldi)|senza rimbors|niente rimbors|invece del rimbors|환불(?:은|을|이|까지)? ?(?:말고|필요 ?없|안 ?(?:해도|받|할|원|해 ?줘도)|원하지|하지 ?(?:마|않)|원치|아니)|не (?:хочу|нужен|нужно|надо|прошу|требую)(?: никак\S+)? (?:возврат|деньг)|без возврата|возврат (?:мне )?не (?:нужен|нужно|треб)|не возвращаите|(?:tidak|gak|ga|nggak|tak|bukan) (?:mau |minta |perlu |butuh |ingin )?(?:di)?(?:refund|pengembalian dana|uang kembali)|jangan (?:di ?)?refund|tanpa refund|(?:khong|ko|chang) (?:can|muon|yeu cau|doi)(?: duoc)? (?:hoan tien|refund|tra lai tien)|(?:dung|khoi) hoan tien|ไม่(?:ต้อง|ต้องการ|อยาก|เอา|ขอ)(?:การ|ให้|ได้)?(?:คืนเงิน|เงินคืน)|อย่า(?:เพิ่ง)?คืนเงิน/u;
/** With the rest of its last word. */
const DECLINED = new RegExp(
  `(?:${REFUND_DECLINED.source}|${REFUND_WORDS.declined.source})\\p{L}*`,
  'gu',
);
const REFUND_EXPLAINED =
  /refund (?:polic|condition|rule|term)|money back (?:polic|guarant)|(?:in|under) (?:which|what) (?:case|situation|condition|circumstance)|been (?:told|promised)|politica de (?:reembols|devoluc|estorn)|condiciones de (?:reembols|devoluc)|en (?:que|cuales) casos|em (?:que|quais) casos|condicoes de (?:reembols|estorn)|politique de (?:rembours|retour)|conditions de (?:rembours|retour)|dans quels? cas|satisfait ou rembours|(?:ruckerstattungs|erstattungs|ruckgabe)(?:richtlin|beding|regel)|geld zuruck garantie|in welchen fallen|退款(?:政策|条件|规则|规定)|什么情况.{0,4}退|返金(?:ポリシー|条件|規定|保証)|どんな場合.{0,4}返金|سياسة (?:ال)?(?:استرداد|استرجاع)|شروط (?:ال)?(?:استرداد|استرجاع)|(?:compensation|reimbursement|money-back) polic/u;
const REFUND_FOLLOWED =
  /(?:status|state|progress|track|follow|update|news|situation) (?:of |on |about )?(?:\w+ ){0,3}(?:refund|reimburs|restitution|money back)|(?:estado|seguimiento|seguir|rastrear|situacion) (?:\w+ ){0,3}(?:reembols|devolucion del dinero)|(?:status|situacao|andamento|acompanhar|rastrear) (?:\w+ ){0,3}(?:reembols|estorn)|(?:etat|statut|suivi|suivre|avancement) (?:\w+ ){0,3}rembours|(?:stand|status) (?:\w+ ){0,3}(?:ruck)?erstattung|erstattung verfolgen|(?:stato|seguire) (?:\w+ ){0,3}rimbors|(?:статус|отследить) (?:\S+ ){0,2}возврат|退款(?:的)?(?:进度|状态|到哪)|(?:查|跟踪|追踪).{0,4}退款|返金(?:の|が)?(?:状況|ステータス|どうなって)|返金を(?:追跡|確認)|환불 ?(?:상태|진행|처리 ?여부)|(?:status|lacak|melacak) (?:\w+ ){0,2}(?:refund|pengembalian dana)|(?:tinh trang|theo doi|trang thai) (?:\w+ ){0,2}hoan tien|(?:สถานะ|ติดตาม|เช็ค).{0,8}(?:คืนเงิน|เงินคืน)|(?:حالة|تتبع|متابعة) (?:\S+ )?(?:ال)?(?:استرداد|استرجاع)/u;
const WAITING =
  /where|when|status|still|not yet|(?:hasn't|haven't|have not|has not|didn't|not) (?:\w+ )?(?:receiv|arriv|got|see|show|hit|been)|how long|has my|was my|donde|cuando|estado|todavia|aun no|no (?:me )?(?:ha|he|veo|llega)|cade|onde|quando|ainda|nao (?:vi|recebi|caiu|chegou)|status|\bou\b|quand|toujours|pas encore|statut|\bwo\b|wann|noch nicht|immer noch|status|什么时候|何时|到账|还没|没到|没收到|进度|到哪|いつ|まだ|状況|متي|اين|حالة|بعد|لم (?:ار|يصل|تصل|استلم)|dove|a che punto|non (?:e |ho |mi |l'ho )?(?:ancora|arriv|ricev)|quanto (?:tempo|ci)|언제|어디|아직|안 ?(?:들어|왔|됐|되)|못 ?받|상태|얼마나|며칠|где|когда|еще не|до сих пор|не (?:приш|поступ|получ|верну|зачисл)|статус|сколько (?:ждать|времени|днеи)|как долго|kapan|\bmana\b|belum|berapa lama|khi nao|bao gio|bao lau|o dau|chua|tinh trang|trang thai|may ngay|เมื่อไร|เมื่อไหร่|กี่วัน|นานแค่ไหน|อยู่ไหน|ที่ไหน|ยังไม่|สถานะ|ถึงไหน|ตอนไหน/u;
const DEMAND =
  /want|please|pls|plz|give|need|request|demand|refund me|refund (?:my|the|this|order)|can (?:i|you)|would like|i'd like|quiero|solicito|exijo|pido|devuelv|por favor|porfa|puede|quero|solicito|exijo|devolv|pode|veux|voudr|souhait|demand|exig|rendez|remboursez|svp|s'il|mochte|will |verlang|bitte|erstatten sie|erstattet|要退|申请|请|给我|退钱|想退|退给|ください|お願い|希望|ほしい|欲しい|返して|اريد|ابي|ابغي|عايز|ارجعوا|رجعوا|اطلب|اطالب|من فضل|voglio|vorrei (?!sapere)|chiedo il|esigo|ridatemi|rimborsatemi|rimborsami|rimborsate |(?:해|받고|하고|돌려) ?(?:줘|주세요|주시|달라|싶)|원합니다|원해요|환불 ?(?:요청|신청)(?:합|하|이|해)|хочу (?!узнать|знать|спросить)|прошу|требую|верните|вернуть|оформите|даите|mau (?!tanya|tahu|tau|cek)|minta (?!info)|ingin (?!tahu|tanya)|kembalikan|balikin|ajukan|muon (?!hoi|biet|xem|kiem)|yeu cau hoan|hoan tien (?:cho|giup|don|di)\b|xin hoan|ขอ(?!ถาม|ทราบ|สอบถาม|บคุณ|ง)|อยากได้|ต้องการ|คืนเงินให้|คืนเงินมา/u;
const DENSE = /[\u3040-\u30ff\u3400-\u9fff]/u;
const THAI = /\p{Script=Thai}/u;
const TIME_OR_PLACE =
  /\bwhen\b|how long|how many days|\bwhere\b|\beta\b|cuando|cuanto (?:tarda|tiempo|demora)|\bdonde\b|quando|quanto tempo|demora|\bcade\b|\bonde\b|quand|combien de (?:temps|jours)|\bou (?:est|en|ca)\b|\bwann\b|wie lange|\bwo\b|什么时候|啥时候|几时|何时|多久|几天|到哪|到了吗|いつ|どれくらい|どのくらい|何日|どこ|متي|امتي|كم يوم|كم ياخذ|كم يستغرق|\bوين\b|اين|فين|quanto (?:ci |tempo)|\bdove\b|언제|얼마나 ?걸|며칠|어디|когда|сколько (?:ждать|времени|днеи)|как долго|(?<!\p{L})где(?!\p{L})|kapan|berapa (?:lama|hari)|\bmana\b|khi nao|bao gio|bao lau|may ngay|o dau|den dau|toi dau|เมื่อไร|เมื่อไหร่|กี่วัน|นานแค่ไหน|นานไหม|อยู่ไหน|ที่ไหน|ถึงไหน|ตอนไหน/u;
const PARCEL =
  /parcel|packag|shipment|shipped|track|deliver|courier|carrier|paquete|envio|rastre|seguimiento|entreg|repart|correos|pacote|encomenda|frete|colis|livr|suivi|expedi|paket|sendung|zustell|liefer|pacco|spedi|consegn|corriere|tracci|посылк|трек|доставк|курьер|طرد|شحن|توصيل|تتبع|resi|kurir|kirim|antar|kien hang|van don|giao|shipper|พัสดุ|ขนส่ง|จัดส่ง|荷物|追跡|配送|配達|届|택배|배송|송장|기사|快递|包裹|物流|派送|签收/u;
const GOODS =
  /parcel|packag|deliver|shipp|shipment|order|courier|track|item|paquete|envio|envia|pedido|entrega|rastre|pacote|encomenda|colis|livr|commande|suivi|paket|sendung|liefer|bestell|versand|versend|verschick|包裹|快递|物流|发货|订单|货|荷物|配送|発送|注文|届|商品|شحن|طرد|طلب|توصيل|stock|disponib|verfugbar|补货|在庫|入荷|متوفر|pacco|pacchi|spedi|ordin[ei]|consegn|corriere|택배|배송|주문|물건|상품|발송|운송|재고|입고|송장|посыл|заказ|достав|отправ|курьер|товар|в наличии|pesanan|kirim|antar|kurir|\bresi\b|barang|stok|don hang|kien hang|giao hang|van chuyen|goi hang|shipper|van don|con hang|พัสดุ|ส่งของ|จัดส่ง|ขนส่ง|คําสั่งซื้อ|ออเดอร์|สินค้า|สต็อก/u;
const CHARGEBACK =
  /charge ?back|disput\w+ (?:this |it |the |that )?(?:\w+ )?(?:with|through|at) (?:my |the )?(?:bank|card|paypal)|paypal (?:dispute|claim|case)|contracargo|(?:reclam|disput)\w+ (?:a|en|con|al|no|ao|com) (?:mi |meu |o |el )?(?:banco|paypal)|contestar (?:a |o )?(?:compra|cobranca|cobro|cargo)|opposition|contest\w+ (?:le |ce )?(?:paiement|debit)|litige (?:paypal|aupres)|ruckbuch|ruckbelast|kauferschutz|拒付|向银行(?:申诉|投诉|争议)|银行.{0,4}(?:撤销|争议)|信用卡争议|チャージバック|カード会社に(?:連絡|異議|申し立て|相談)|銀行に異議|اعتراض (?:لدي|عند|في|مع) (?:ال)?بنك|نزاع|استرداد (?:عن طريق|عبر|من) (?:ال)?بنك|contest\w+ (?:con|alla|presso|tramite) (?:la )?(?:mia )?(?:banca|carta|paypal)|contest\w+ (?:l'addebito|il pagamento|la transazione)|(?:controversia|disputa|reclamo) (?:su |con |alla |in )?(?:paypal|banca)|차지백|카드사에 ?(?:이의|신고|취소|연락)|은행에 ?(?:이의|신고)|이의 ?(?:제기|신청)|чарджб|чардж бэк|оспор\S+ (?:платеж|списание|операц|транзакц)|спор (?:через|в) (?:банк|paypal)|опротест|sanggah\w* (?:transaksi|pembayaran|tagihan)|(?:komplain|lapor|dispute) ke bank|sengketa (?:paypal|pembayaran|bank)|khieu nai (?:voi|len|toi) (?:ngan hang|paypal)|tra soat|tranh chap (?:voi|tai|qua) (?:ngan hang|paypal)|ปฏิเสธรายการ|โต้แย้งรายการ|ทักท้วงรายการ|ชาร์จแบ็ค|ชาร์จแบค/u;
const LEGAL =
  /(?:my|our) (?:lawyer|attorney|solicitor)|lawyers|(?:see you in|go(?:ing)? to|take you to) court|(?:i'll|i will|going to|gonna) sue|legal action|consumer (?:protection|rights|ombudsman)|trading standards|small claims|(?:mi|mis|nuestr[oa]s?) abogad|denunci|demanda(?:r|re|rlos|rles)|juzgado|tribunales|proteccion al consumidor|profeco|oficina del consumidor|(?:meu|minha|noss[oa]) advogad|procon|processar voces|vou processar|na justica|reclame aqui|(?:mon|notre|nos) avocat|tribunal|porter? plainte|depos\w+ plainte|en justice|dgccrf|que choisir|(?:mein|unser)\w* (?:rechts)?anwalt|zum anwalt|anwalt einschalt|vor gericht|klage|verbraucherschutz|verbraucherzentrale|anzeige erstatten|strafanzeige|律师函|(?:找|请|我的)律师|律师(?:会|来)|起诉|法院|法律|消协|消费者协会|12315|工商|报警|弁護士(?:に|を|から|へ)|訴え|訴訟|裁判|法的|消費者(?:センター|庁)|消費生活|警察|المحامي|محاميي|(?:مع|عند|الي) محام|محكمه|محكمة|قضيه|قضية|حماية المستهلك|مقاضا|الشرطة|شكوي رسميه|شكوي رسمية|(?:mi[oa]|nostr[oa]) avvocat|azion\w+ legal|vie legali|tribunale|denunci|querel|associazione (?:dei )?consumatori|codacons|altroconsumo|변호사(?:를|에게|한테|와| 선임)|고소|소송|법적|법원|소비자 ?(?:보호|원|고발)|경찰|(?:мо\S+|наш\S*|к) (?:адвокат|юрист)|в суд|судебн|подам (?:жалобу|иск|заявление)|роспотребнадзор|прокуратур|прав потребител|в полицию|pengacara (?:saya|kami)|(?:lewat|pakai|sewa) pengacara|kuasa hukum|menuntut(?! (?:uang|dana|refund|pengembalian))|(?:meng)?gugat|jalur hukum|lapor(?:kan)? (?:ke )?polisi|ylki|pengadilan|perlindungan konsumen|somasi|luat su (?:cua|se)|(?:nho|thue|gap) luat su|ra toa|kien (?:cac|shop|cong ty)|phap luat|phap ly|cong an|bao ve nguoi tieu dung|to cao|ทนาย(?:ของ|จะ)|(?:ให้|จ้าง|ปรึกษา)ทนาย|ฟ้อง|ขึ้นศาล|กฎหมาย|สคบ|แจ้งความ|ตํารวจ|คุ้มครองผู้บริโภค/u;
const SAFETY =
  /caught fire|on fire|explod|exploded|burn(?:ed|t) (?:my|me|his|her|the)|(?:skin|child|son|daughter|baby|hand|face|i|me) (?:\w+ )?(?:burn|injur|hurt|bleed)|injur(?:ed|y)|electric shock|allergic reaction|(?:went|taken|rushed|go|end(?:ed)? up|been) (?:to|in|at) (?:the |a )?hospital|emergency room|se (?:incendio|quemo|prendio)|exploto|quemadura|herid|alergi|(?:acab\w+|termin\w+|fui|fue|llevaron|llevado|llevada) (?:en|al) (?:el )?hospital|par(?:ei|ou) no hospital|fui ao hospital|pegou fogo|explodiu|queimou|queimadura|machuc|choque eletrico|pris feu|explose|brul(?:e|ure)|blesse|choc electrique|allergique|feuer gefangen|gebrannt|explodiert|verbrannt|verletzt|stromschlag|allergisch|起火|着火|爆炸|烧伤|烫伤|受伤|触电|过敏|送医|住院(?!部)|进了医院|発火|爆発|やけど|火傷|怪我|けが|感電|アレルギー|病院(?:に|へ)(?:行|運)|حريق|احترق|انفجر|حروق|اصيب|جرح|صعق|حساسية|(?:الي|دخلت?|نقل\S*) المستشفي|preso fuoco|esplos|bruciat|ustion|mi sono (?:fatt|ferit|bruciat)|\bferit[oaie]\b|scossa elettrica|preso la scossa|allergic|(?:finit[oa]|stat[oa]|andat[oa]) (?:in|all'?)\s?ospedale|pronto soccorso|불이 ?(?:났|붙)|화재|폭발|터졌|감전|화상을|화상 ?입|다쳤|다침|알레르기|병원에 ?(?:갔|다녀|실려|입원)|입원|응급실|연기가|загорел|взорв|взрыв|ожог|обжег|током|поранил|травм|аллерги|(?:попал\S*|ехать|увезли|отвезли|лежу|лежит) в больниц|скорую|пожар|terbakar|meledak|terluka|\bluka\b|kesetrum|tersengat|alergi|(?:masuk|dibawa ke|ke) rumah sakit (?:karena|gara)|masuk rumah sakit|keracunan|melepuh|boc chay|chay no|phat no|bi no|bi bong|bi thuong|dien giat|di ung|(?:di|vao|phai vao) benh vien|nhap vien|cap cuu|ไฟไหม้|ไฟลุก|ระเบิด|ไฟดูด|ไฟช็อต|บาดเจ็บ|ผื่นแพ้|แพ้อย่าง|(?:เข้า|ต้องไป)โรงพยาบาล|น้ําร้อนลวก|ลวกมือ|เลือดออก/u;
const REASONS: readonly (readonly [RefundReason, RegExp])[] = [
  [
    'duplicate',
    /twice|double|duplicate|two times|dos veces|doble|duplicad|duas vezes|em dobro|deux fois|double|doppelt|zweimal|两次|重复|多扣|二重|2回|重複|مرتين|مكرر|due volte|doppi|두 ?번|중복|이중|дважды|два раза|двоин|повторн|dua kali|dobel|ganda|hai lan|bi trung|trung lap|สองครั้ง|ซ้ํา/u,
  ],
  [
    'damaged',
    /broken|damag|crack|shatter|defect|faulty|not work|doesn't work|rot[oa]|danad|defectuos|averiad|quebrad|danificad|defeito|cass|abim|endommag|defectu|kaputt|beschadigt|defekt|zerbrochen|坏|破|碎|损|裂|壊れ|破損|割れ|不良|故障|مكسور|تالف|معطوب|خربان|معيب|rott[oaie]|dannegg|difett|guast|non funziona|파손|깨[지졌진]|고장|불량|망가|слома|разбит|поврежд|\bбрак|не работает|дефект|треснут|rusak|pecah|cacat|retak|patah|bi (?:hong|vo|be|loi|nut|rach)|khong hoat dong|เสีย|พัง|แตก|ชํารุด|ร้าว/u,
  ],
  [
    'wrong_item',
    /wrong (?:item|product|size|color|colour|one|order)|not what i ordered|incorrect item|equivocad|otro producto|talla incorrecta|errado|trocado|produto diferente|mauvais (?:article|produit|taille)|pas le bon|erreur d'article|falsch|发错|寄错|错了|違う商品|間違った|別の商品|サイズ違い|خطا|غير الذي|مختلف|sbagliat|articolo errato|잘못 ?(?:왔|온|보)|다른 ?(?:상품|물건|제품|사이즈|색)|오배송|не тот|не та |неправильн|другои (?:товар|размер|цвет)|не то прислал|salah (?:kirim|barang|ukuran|warna)|sai (?:hang|mau|size|san pham|mon)|giao nham|nham hang|ผิด(?:ชิ้น|รุ่น|สี|ไซ|อัน|สินค้า)|ส่งผิด/u,
  ],
  [
    'not_received',
    /never (?:arrived|came|got|received)|not (?:arrived|received|delivered|come)|haven't (?:received|got)|didn't (?:arrive|receive|get|come)|hasn't arrived|lost|missing|no (?:ha )?lleg|no (?:he )?recib|nunca lleg|perdid|nao (?:chegou|recebi)|nunca chegou|jamais (?:arriv|recu)|pas (?:arriv|recu)|perdu|nicht (?:angekommen|erhalten|geliefert|gekommen)|nie angekommen|verloren|没收到|未收到|没到|丢|没有收到|届か|届いて(?:い)?(?:ない|ません)|未着|紛失|لم يصل|لم تصل|ما وصل|لم استلم|ضاع|non (?:e |ho )?(?:mai |ancora )?(?:arrivat|ricevut)|mai arrivat|smarrit|안 ?왔|못 ?받|도착(?:하지|을) ?(?:않|안)|분실|не приш|не получ|не достав|потерял|belum (?:sampai|datang|terima|diterima)|tidak (?:sampai|datang|pernah)|hilang|chua (?:nhan|den|toi|giao)|khong nhan duoc|that lac|mat hang|ยังไม่(?:ได้รับ|ถึง|ได้ของ)|ไม่ได้รับ|ของหาย/u,
  ],
  [
    'not_as_described',
    /not as described|different from|fake|quality|no es como|calidad|falso|diferente|nao e como|qualidade|pas conforme|qualite|contrefa|nicht wie beschrieben|qualitat|falschung|描述不符|质量|假货|说明と違|説明と違|写真と違|偽物|品質|غير مطابق|جودة|مقلد|divers[oa] da|non conforme|contraffatt|설명과|사진과|품질|가짜|짝퉁|не соответств|качеств|подделк|tidak sesuai|kualitas|palsu|khong giong|chat luong|hang gia|ไม่ตรงปก|ไม่เหมือน|คุณภาพ|ของปลอม/u,
  ],
  [
    'changed_mind',
    /changed my mind|don't (?:want|need|like)|no longer (?:want|need)|not need|ya no (?:lo |la )?(?:quiero|necesito)|no me gusta|nao (?:quero|preciso) mais|desisti|arrepend|change d'avis|n'en veux plus|plus besoin|nicht mehr|anders uberlegt|gefallt mir nicht|不想要|不要了|不喜欢|不需要|いらなくな|不要にな|気が変わ|غيرت رايي|لا اريد|ما عاد|لم يعجبني|cambiato idea|non (?:lo |la )?(?:voglio|serve)|non mi (?:serve|piace)|변심|마음이 ?(?:바뀌|변)|필요 ?없|마음에 안|передума|больше не (?:нуж|хочу)|не нрав|не нуж|berubah pikiran|(?:tidak|gak|ga|nggak) (?:jadi|butuh|suka)|doi y|khong (?:can nua|thich|muon nua)|เปลี่ยนใจ|ไม่(?:เอา|ต้องการ|อยากได้|ชอบ)แล้ว/u,
  ],
];
const PART =
  /\b(?:one of|only|just|partial|part of|half|item|the other|one item)\b|solo|unicamente|una parte|parcial|mitad|uno de|apenas|somente|uma parte|metade|um dos|seulement|juste|partiel|une partie|moitie|un des|nur|teilweise|teil(?:erstattung|betrag)?|halfte|eines der|einen artikel|只|部分|其中|一半|一件|一个|だけ|のみ|一部|半額|半分|ひとつ|一つ|فقط|جزء|نصف|واحد من|قطعة واحدة|soltanto|solo|una parte|parzial|meta\b|uno de|un articolo|일부|부분|하나만|만 ?환불|절반|только|часть|частичн|половин|один из|одну из|sebagian|hanya|cuma|setengah|separuh|salah satu|mot phan|chi (?:hoan|mot|tra)|mot nua|mot mon|mot cai|บางส่วน|แค่|เฉพาะ|ครึ่ง|ชิ้นเดียว/u;
const SHIPPING_COST =
  /shipping (?:cost|fee|charge)|delivery (?:cost|fee|charge)|postage|gastos de envio|coste? de envio|frete|frais de (?:port|livraison)|versandkosten|liefer(?:kosten|gebuhr)|运费|邮费|送料|配送料|رسوم (?:ال)?شحن|تكلفة (?:ال)?شحن|رسوم (?:ال)?توصيل|spese di (?:spedizione|consegna)|costo (?:di|della) spedizione|배송비|택배비|стоимост\S+ доставки|за доставку|ongkir|ongkos kirim|biaya (?:kirim|pengiriman)|phi (?:ship|van chuyen|giao hang)|tien ship|ค่าส่ง|ค่าจัดส่ง|ค่าขนส่ง/u;
const THANKS =
  /thank|thx| ty |cheers|appreciate|bye|see you|that's all|gracias|adios|hasta luego|obrigad|valeu|obg|tchau|merci|au revoir|bonne journee|danke|tschuss|vielen dank|谢|感谢|再见|拜拜|ありがと|有難う|さようなら|助かりま|شكر|مشكور|مع السلامة|وداعا|grazie|arrivederci|buona giornata|ringrazi|감사|고마|고맙|수고하|안녕히|спасибо|благодар|до свидания|всего доброго|terima kasih|makasih|trims|sampai jumpa|cam on|tam biet|ขอบคุณ|ขอบใจ|ลาก่อน/u;
