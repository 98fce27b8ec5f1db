import type { PROPOSAL_KINDS } from '../../../protocol/card.ts';
import { namesRefund, without } from './cues.ts';
import { concernsElsewhere } from './elsewhere.ts';
import { foldForFeatures } from './fold.ts';
import type { Intent } from './intents.ts';
import { requestsIn } from './request-form.ts';

/*
 * Which write a message asks for. The classifier names the topic. A write needs a sentence of its own besides: in the form
 * of a request (`request-form.ts`), with the write's own words, and with none that declines it, asks about the rules, or
 * tells of one that already happened. Patterns run over the folded text.
 */

type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** The write for a verified shopper with one matching order; null when the message asks for none. */
export function proposalAsked({
  text,
  wishes,
  grave,
}: {
  text: string;
  wishes: readonly Intent[];
  grave: string | null;
}): ProposalKind | null {
  if (grave !== null) return null;
  for (const wish of wishes) {
    const kind = writeAsked(wish, text);
    if (kind !== null) return kind;
  }
  return null;
}

/** The write that these words ask for under a topic. */
export function writeAsked(wish: Intent, text: string): ProposalKind | null {
  // "I do not want a refund. A new one, please" takes back what another sentence might be read as.
  const whole = foldForFeatures(text);
  for (const sentence of requestsIn(text)) {
    const kind = kindOf(wish, sentence, whole);
    if (kind !== null) return kind;
  }
  return null;
}

function kindOf(wish: Intent, sentence: string, whole: string): ProposalKind | null {
  if (concernsElsewhere(wish, sentence, whole)) return null;
  switch (wish) {
    case 'refund_request':
      return namesRefund(sentence) && namesRefund(whole) ? 'refund' : null;
    case 'cancel_order':
      return asksToCancel(sentence) && !declinesCancel(whole) && !CANCEL_TOLD.test(whole)
        ? 'cancellation'
        : null;
    case 'change_address':
      if (LEAVE_IT.test(whole) || CARRIER_TOLD.test(whole) || SHOPS_ADDRESS.test(sentence))
        return null;
      return ADDRESS.test(sentence) ? 'address_change' : null;
    case 'return_exchange':
      return RETURN_DECLINED.test(whole) || RETURN_TOLD.test(whole) ? null : goodsBack(sentence);
    case 'payment_methods':
    case 'payment_status':
      return PAYMENT_CHANGE.test(sentence) && !namesKeptCard(sentence) ? 'payment_change' : null;
    case 'order_status':
    case 'product_question':
      return ITEM_CHANGE.test(sentence) && !RULES.test(sentence) && !INVOICE.test(sentence)
        ? 'item_change'
        : null;
    default:
      return null;
  }
}

function asksToCancel(folded: string): boolean {
  return CANCEL.test(folded);
}

/** Whether a message speaks of cancelling at all, be it to ask for it, for its rules or not for it; "I don't want it any more" does not. */
export function namesCancelling(text: string): boolean {
  return CANCELLING.test(foldForFeatures(text));
}

/**
 * What a message says beside the cancellation it declines: "not to cancel, only to see whether it is still there" asks for
 * the order. Folded; null where it declines none, speaks of one all the same, or says nothing else.
 */
export function besideDeclinedCancel(text: string): string | null {
  const folded = foldForFeatures(text);
  if (!declinesCancel(folded)) return null;
  const rest = without(CANCEL_DECLINED_WHOLE, folded);
  return rest !== null && !CANCEL.test(rest) ? rest : null;
}

/** "I do not want to cancel", "bitte nicht stornieren". */
export function declinesCancel(folded: string): boolean {
  return CANCEL_DECLINED.test(folded);
}

/** A card that the account keeps: no order is paid with it yet. */
function namesKeptCard(folded: string): boolean {
  return CARD.test(folded) && KEPT.test(folded);
}

function goodsBack(folded: string): ProposalKind | null {
  if (RULES.test(folded) || RETURN_DECLINED.test(folded) || RETURN_TOLD.test(folded)) return null;
  // What is to be changed is the contact or a card, not the goods.
  if (CONTACT.test(folded) || namesKeptCard(folded)) return null;
  // Nor is an invoice one of the goods.
  if (ITEM_CHANGE.test(folded) && !INVOICE.test(folded)) return 'item_change';
  if (EXCHANGE.test(folded.replace(SPARE_PARTS, ' ')) && !EXCHANGED_PAPER.test(folded))
    return 'exchange';
  return RETURN.test(folded) && !MONEY.test(folded) ? 'return' : null;
}

const CANCEL =
  /cancel|cncel|annul|call (?:it |my order )?off|withdraw|revoke|undo|abort|scrap|stop (?:my |the |this |that )?(?:order|shipment|shipping|it)|(?:do not|don't|dont) (?:ship|send|process)|(?:remove|take|delete|drop) .{0,24}(?:order|item)|(?:by|per) (?:mistake|accident)|no longer (?:want|need)|(?:don't|dont|do not) (?:want|need) (?:it|them|the|my|this)|anul|quit\w+ .{0,24}pedido|no l[oa]s? (?:manden|envien)|por error|sin querer|ya no (?:l[oa]|quiero|necesito)|arrepent|desist|tir\w+ .{0,24}pedido|nao (?:enviem?|quero mais|mandem)|storn|widerruf|zuruckzieh|rucktritt|nicht (?:mehr )?(?:verschicken|los|versenden|senden)|versehen|rimuov|disdi|togli\w* .{0,24}ordine|non (?:spedi|lo voglio|mandate)|per sbaglio|n'envoyez|retir\w+ .{0,24}commande|n'en veux plus|par erreur|retract|取消|撤销|撤單|退订单|不要了|不想要|不买了|别发|不用发|拍错|拍重|キャンセル|取り消|取消|発送しないで|送らないで|やめ|いらない|要らない|취소|철회|보내지 ?마|안 ?살|빼 ?주|الغ|لا ترسل|ما (?:عاد )?ابي|ابطال|отмен|аннулир|отказ|не (?:отправля|надо|нужн)|убрать|уберите|передумал|batal|cancel|jangan (?:\w+ )?(?:dikirim|kirim)|gak jadi|tidak jadi|hapus .{0,24}pesanan|huy|dung (?:don|gui|giao)|khong (?:mua|lay) nua|bo .{0,24}don|ยกเลิก|แคนเซิล|ไม่เอา|ไม่ซื้อ|อย่า(?:เพิ่ง)?ส่ง|หยุดส่ง|เอา.{0,20}ออก/u;
const CANCELLING =
  /cancel|cncel|annul|storn|abbestell|widerruf|disdi|отмен|аннулир|キャンセル|取り?消|撤销|취소|الغ|batal|(?<!\p{L})huy(?!\p{L})|ยกเลิก/u;
const CANCEL_DECLINED =
  /(?:don't|dont|do not|not|never|no need to|won't|rather not) (?:want |need |wish |like |going |wanna )?(?:to |you to )?(?:cancel|annul)|instead of cancel|without cancel|not cancel|(?:not|isn't|n't) (?:about|trying to|looking to|asking to|here to|asking you to) cancel\w*|no (?:es (?:que quiera|para)|busco|pretendo|se trata de) (?:cancel|anul)\w*|nao (?:e (?:que (?:quero|queira)|para|pra)|estou pedindo para) (?:cancel|anul)\w*|(?:pas (?:pour|envie d'|question d')|n'est pas pour) ?annul\w*|no (?:quiero|quiere|deseo|hace falta|necesito|vayan a) (?:que )?(?:l[oa] )?(?:cancel|anul)|no (?:me )?(?:l[oa] )?(?:cancel|anul)\w+|sin cancelar|nao (?:quero|precisa|desejo|vou|e para|pode)?(?: que)? ?(?:cancel|anul)\w+|sem cancelar|(?:veux|souhaite|faut|voulais|desire) pas (?:l'|que vous )?annul|n'annulez pas|ne pas annuler|pas annuler|sans annuler|nicht (?:\w+ )?storn|keine storn|storn\w* (?:sie |ihr )?(?:\w+ ){0,2}nicht|non (?:voglio|vorrei|intendo|serve) (?:\w+ )?annull|non annullat|senza annullare|不(?:是)?(?:想|要|用|需要|能|说要)?(?:取消|撤单|退单)|别取消|勿取消|没有?(?:要|想)取消|(?:キャンセル|取り消)し?(?:たくない|ないで|たいわけではない|しません|しなくて)|(?:キャンセル|取り消し)(?:したい)?(?:では|じゃ|わけでは|の)(?:なく|ない)|キャンセルは(?:しない|不要|いりません|希望しません)|취소 ?(?:는|은|를)? ?(?:하지|안|원하지|말)|취소 ?(?:하려는|하려던|하고 싶은|하자는|가)? ?(?:게|것이|건|거|것은)? ?(?:는|은)? ?아니|(?<!\S)(?:لا|ما|مش|مو) (?:اريد|ابي|ابغي|بدي|عايز) (?:ال)?(?:الغ|الغاء)|لا تلغ|بدون الغاء|не (?:хочу|надо|нужно|прошу|собираюсь|буду)? ?(?:отмен|аннулир)|без отмены|(?:jangan|tidak|gak|nggak|bukan|ga) (?:mau |ingin |usah |perlu )?(?:di)?(?:batal|cancel|membatal)|(?:khong|dung|chua) (?:muon |can |phai )?huy|ไม่(?:อยาก|ต้องการ|ได้|ต้อง|ขอ)?(?:จะ|ให้)?ยกเลิก|อย่ายกเลิก/u;
const CANCEL_DECLINED_WHOLE = new RegExp(`(?:${CANCEL_DECLINED.source})[\\p{L}\\p{M}]*`, 'gu');
const CANCEL_TOLD =
  /cancell?ation (?:fee|charge|polic|penalt|cost|rule)|(?:fee|charge|penalt|cost)\w* (?:\w+ ){0,3}(?:cancel|withdraw)|(?:exit|termination|withdrawal) (?:fee|charge|penalt)|what happens (?:if|when)|why (?:\w+ ){0,3}cancel|(?:was|were|been|got|being|gets) cancel|you cancell?ed|who cancel|newsletter|subscri|boletin|abonnement|订阅|рассылк|подписк|구독|メルマガ|langganan|ban tin|จดหมายข่าว|(?:when|until when|how long) can i cancel|(?:tarifa|penaliza|gasto|cargo|cuesta|coste|comision)\w* (?:\w+ ){0,3}(?:cancel|anul)|politica de cancel|por que (?:\w+ ){0,3}(?:cancel|anul)|(?:taxa|multa|custa|custo) (?:\w+ ){0,3}(?:cancel|anul)|(?:frais|penalite|cout\w*) (?:\w+ |d')*annul|politique d'annul|pourquoi (?:\S+ ){0,4}annul|storno(?:gebuhr|kosten|beding)|kosten (?:\w+ )?storn|was kostet|warum (?:\w+ ){0,4}storn|(?:spese|costi|costo|penale|costa) (?:\w+ ){0,3}(?:annull|disd)|perche (?:\w+ ){0,3}annull|取消(?:的)?(?:手续费|费用|规则|政策|违约金|要(?:多少)?钱|要手续费)|为什么.{0,6}取消|被取消|キャンセル(?:料|ポリシー|の手数料)|なぜ.{0,8}キャンセル|キャンセルされ|취소 ?(?:수수료|비용|위약금|규정|정책)|왜.{0,10}취소|취소 ?(?:됐|되었|당)|(?:رسوم|غرامة|تكلفة|سياسة) (?:ال)?(?:الغاء)|ليش .{0,14}الغ|لماذا .{0,14}الغ|(?:комисси|штраф|стоит|стоимост|правила) (?:\S+ )?отмен|почему (?:\S+ ){0,3}отмен|(?:biaya|denda|kebijakan) (?:pembatalan|batal|cancel)|kenapa .{0,20}(?:batal|cancel)|(?:phi|tien phat|chinh sach) huy|sao (?:\w+ ){0,4}(?:bi )?huy|(?:ค่าธรรมเนียม|ค่าปรับ|นโยบาย)(?:การ)?ยกเลิก|ทําไม.{0,14}ยกเลิก|ถูกยกเลิก/u;
const LEAVE_IT =
  /(?:don't|dont|do not|not|never|no need to) (?:want |need |wish )?(?:to )?(?:change|update|edit|modify)|no (?:quiero|hace falta|necesito) (?:cambiar|modificar)|nao (?:quero|preciso) (?:mudar|alterar|trocar)|(?:veux|souhaite) pas (?:changer|modifier)|nicht (?:\w+ )?andern|non (?:voglio|serve) (?:cambiare|modificare)|不(?:想|要|用|需要)(?:改|换|修改)|変更し(?:たくない|ないで)|住所は(?:この|その)まま|(?:住所|届け先)の変更は(?:不要|ありません|しません)|(?:바꾸|변경하)(?:지 ?(?:마|않)|고 싶지 않)|لا (?:اريد|تغير)|не (?:хочу|надо|нужно) (?:менять|изменять)|(?:jangan|tidak mau|gak mau|tidak usah) (?:ganti|ubah)|(?:khong|dung) (?:muon |can )?(?:doi|sua)|ไม่(?:อยาก|ต้องการ|ต้อง)(?:เปลี่ยน|แก้)/u;
/** Asks where the shop is, not that a parcel go elsewhere. Folded: without accents. */
const SHOPS_ADDRESS =
  /(?:shop|store|warehouse|showroom|office)(?:'s)? (?:street )?addres|addres\w* (?:of|for) (?:the|your) (?:shop|store|showroom|office|warehouse)|(?:what is|what's|whats|tell me|give me|send me|where is) your (?:\w+ )?(?:addres|location)|direccion (?:de )?(?:la|su|tu|vuestra) (?:tienda|local|oficina|almacen)|(?:cual es|donde (?:esta|queda)) su direccion|endereco d[ao] (?:loja|empresa|voces)|qual (?:e )?o endereco de voces|adresse (?:de la |du |de votre |de vos )(?:boutique|magasin|local|depot|siege)|votre adresse|(?:adresse|anschrift) (?:des|vom|eures?|ihres?) (?:ladens?|geschafts?|lagers?|shops?)|(?:eure|ihre) (?:adresse|anschrift)|ladenadresse|indirizzo (?:del|della|dell'|vostro) ?(?:negozio|sede|magazzino|punto)|vostro indirizzo|(?:店铺|门店|店|你们|公司|仓库)的?地址|(?:お店|店舗|店|御社|会社)の(?:住所|所在地)|(?:매장|가게|상점|본사|점포) ?(?:주소|위치)|عنوان (?:المحل|المتجر|الفرع|المعرض|الشركه|الشركة)|عنوانكم|адрес\p{L}* (?:вашего |вашей )?(?:магазин|салон|офис|склад|пункт)|ваш\p{L}* адрес|alamat (?:toko|kantor|gudang|outlet)|(?:dia chi|vi tri) (?:cua )?(?:shop|cua hang|tiem|cong ty|kho)|ที่อยู่(?:ของ)?(?:ร้าน|บริษัท|สาขา)/u;
/** Papers about an order, which are no goods in it. */
const INVOICE =
  /invoice|receipt|factura|nota fiscal|recibo|facture|rechnung|quittung|fattura|ricevuta|scontrino|发票|收据|抬头|請求書|領収書|インボイス|계산서|영수증|فاتور|(?<!\p{L})чек(?!\p{L})|накладн|faktur|nota (?:pembelian|toko)|hoa don|ใบ(?:เสร็จ|กํากับ|กำกับ)/u;
/** "Cambiate la fattura": the invoice is what is to be another one. */
const EXCHANGED_PAPER = new RegExp(
  `(?:chang|exchang|swap|replac|cambi|troc|sostitu|wechsel|tausch|ander|поменя|замен|ganti|ubah|tukar|doi|换|交換|교환|เปลี่ยน|غير|تبديل)\\S* (?:\\S+ ){0,2}(?:${INVOICE.source})`,
  'u',
);
/** Names where a parcel goes, or that it must go elsewhere. */
const ADDRESS =
  /addres|adress|postcode|zip|street|(?:house|flat|apartment) number|(?:send|ship|deliver|redirect|forward|divert|route) (?:it|this|that|them|everything|my order|the order|my parcel|the parcel|my package|the package)(?: \w+){0,2} to|direccion|codigo postal|(?:envi|mand|entreg)\w+ (?:lo|la|el pedido|mi pedido|el paquete|mi paquete) (?:a|al|en)|domicilio|endereco|(?<!\p{L})cep(?!\p{L})|(?:envi|mand|entreg)\w+ (?:o|a|meu|minha|pro|para)|indirizzo|numero civico|(?:sped|mandat|consegn)\w+ (?:lo|la|il|l') ?\w* ?(?:a|in)|adresse|(?:livr|envoy)\w+ (?:le|la|ma|mon|chez)|anschrift|lieferadresse|hausnummer|plz|(?:schick|liefer|send)\w+ .{0,30}(?:nach|an|zu)|адрес|индекс|(?:отправьте|доставьте|везите|привезите) .{0,30}(?:на|по|в)|عنوان|موقع|ارسلوا|وصلوا|alamat|kode ?pos|kirim\w* .{0,20}ke|dia chi|(?:gui|giao) .{0,24}(?:den|toi|ve|sang|cho)|ที่อยู่|ส่ง.{0,14}ไปที่|住所|送り先|お届け先|届け先|番地|宛先|주소|배송지|(?:으로|로) 보내|地址|寄到|改到|送到|门牌/u;
const CARRIER_TOLD =
  /driver|courier (?:says|said|left|left it)|left it|to sender|fahrer|zusteller|livreur|repartidor|mensajero|entregador|corriere|bartolini|курьер (?:сказал|говорит|оставил)|快递员|配達員|기사님|kurirnya|shipper|คนส่งของ|المندوب/u;
const RULES =
  /polic(?:y|ies)|condition|terms|rules?(?= |$)|guarantee|how (?:many days|long)|deadline|window|time limit|(?:who|do i) (?:\w+ )?pay|cost of return|return(?:s)? (?:fee|cost|postage|address|shipping)|restocking|(?:did|has) (?:\w+ ){0,3}(?:return|arrive)|received? my return|politica|condiciones|plazo|quien paga|cuantos dias|cuesta devolver|condicoes|prazo|quem paga|quantos dias|politique|delai|combien de (?:jours|temps)|qui paie|frais de retour|richtlinie|bedingung|frist|wie lange|wie viele tage|wer (?:zahlt|tragt)|kosten der|condizioni|termin[ei]|entro quant|chi paga|quanti giorni|costo del reso|政策|规则|规定|条件|几天|期限|运费谁|谁出|谁付|ポリシー|条件|期限|何日|送料は|どっち持ち|負担|정책|규정|조건|기간|며칠|누가 ?(?:내|부담)|배송비|سياسة|شروط|كم يوم|مدة|مين يدفع|من يدفع|услови|правил|политик|срок|сколько дней|кто платит|kebijakan|syarat|berapa hari|batas|siapa yang|chinh sach|dieu kien|may ngay|thoi han|ai (?:chiu|tra)|นโยบาย|เงื่อนไข|กี่วัน|ระยะเวลา|ใครจ่าย|ใครออก/u;
const RETURN_DECLINED =
  /(?:замен|обмен)\p{L}* не нуж|(?:no|not a|without) (?:exchange|replacement|return)|(?:don't|dont|do not) (?:want|need) (?:a|an|another|the) (?:new|other|replacement|exchange)|(?:kein\p{L}*) (?:umtausch|ersatz)|pas d'echange|换货不用|不用换|交換(?:は)?(?:不要|いらない)|교환은? ?(?:원하지|필요 ?없)|(?:don't|dont|do not|not|never|no need to|rather not) (?:want |need |wish )?(?:to )?(?:return|exchange|swap|send (?:it|them) back)|no (?:quiero|deseo|necesito) (?:devolver|cambiar)|nao (?:quero|preciso) (?:devolver|trocar)|(?:veux|souhaite) pas (?:\w+ |l')?(?:retourn|renvoy|echang|rendre)|nicht (?:\w+ )?(?:zuruck(?:geben|schicken|senden)|umtauschen|tauschen)|non (?:voglio|vorrei) (?:restituire|rendere|cambiare)|不(?:想|要|用|需要)?(?:退货|换货|退换)|返品し(?:たくない|ないで|ません)|반품 ?(?:은|는)? ?(?:안|하지|원하지)|(?<!\S)(?:لا|ما|مش) (?:اريد|ابي|ابغي) (?:ال)?(?:ارجاع|ارجع|استبدال)|не (?:хочу|буду|надо) (?:возвращать|обменивать|сдавать)|(?:tidak|gak|nggak|bukan) (?:mau |ingin )?(?:retur|tukar|mengembalikan)|khong (?:muon |can )?(?:tra hang|doi hang|doi tra)|ไม่(?:อยาก|ต้องการ|ต้อง|ได้)(?:ส่ง)?คืน/u;
const RETURN_TOLD =
  /(?:i|i've|we) (?:already )?(?:returned|sent (?:\w+ ){0,3}back)|to sender|sent back (?:\w+ ){0,4}ago|ya devolvi|devolvi (?:\S+ ){0,4}hace|devuelto|ja devolvi|devolvi (?:\S+ ){0,4}(?:faz|ha )|renvoye (?:\S+ ){0,3}il y a|retourne (?:\S+ ){0,2}il y a|zuruckgeschickt|zuruckgesendet|(?:ho|abbiamo) (?:gia )?(?:restituito|reso|rispedito)|reso fatto|вернул[аи]? (?:\S+ ){0,3}(?:месяц|недел|назад)|退回去|寄回去.{0,4}(?:月|天|周)|返送して|返品した(?!い)|반품한 ?지|반품했|(?:udah|sudah) (?:di)?retur|da (?:tra|gui tra)|tra hang (?:ca|roi)|คืนของไป|ส่งคืนไปแล้ว|رجعت (?:القطعة|المنتج)/u;
/** "Return my payment" means no goods. */
const MONEY =
  /payment|money|dinero|dinheiro|argent|(?<!\p{L})geld|soldi|деньг|فلوس|المبلغ|pembayaran|(?<!\p{L})uang|(?<!\p{L})tien(?!\p{L})|เงิน|代金|お金|(?<!\p{L})돈|钱|退款/u;
const CONTACT =
  /电话|手机号|phone number|numero de telefono|telefonnummer|номер телефона|電話番号|전화번호/u;
const EXCHANGE =
  /exchang|swap|replac|(?:another|different|other|bigger|larger|smaller|next|right|correct) (?:size|colou?r|one|model)|size (?:up|down)|new one|instead|cambi|otra talla|reemplaz|sustitu|troc|outro tamanho|substitu|echang|autre (?:taille|couleur|modele)|remplac|un neuf|tausch|andere (?:große|grosse|farbe)|ersatz|(?:kleiner|grosser)|ein neues|sostitu|altra taglia|uno nuovo|换|補發|补发|交換|替え|代わりの|新しいの|교환|바꿔|바꾸|새 ?(?:걸|제품|것)|تبديل|بدل|استبد|بديل|обмен|поменя|замен|другой размер|другои размер|взамен|tukar|tuker|ganti|pengganti|doi (?:size|mau|sang|san pham|hang|lay|cai|giup)|(?:^| )doi(?= )|thay the|cai moi|เปลี่ยน|ทดแทน|ชิ้นใหม่|ตัวใหม่/u;
/** Goods of that name, not a new one for an old. */
const SPARE_PARTS =
  /replacement (?:\w+ )?(?:filter|part|bulb|batter|blade|cartridge|pad|head|lid|strap|cable|glass|cushion|cover|wick|refill)\w*/gu;
const RETURN =
  /return|send (?:\w+ ){0,3}back|give (?:\w+ ){0,3}back|take (?:\w+ ){0,3}back|sending back|devol|mandar de vuelta|mand\w* de volta|regres|retour|renvoy|rendre|rend(?:s|re) |zuruck|retour|ruckgabe|rucksend|widerruf|restitu|reso|rend(?:o|ere)|rimand|rispedi|退货|退掉|退回|寄回|退了|返品|送り返|返した|返し|返送|반품|돌려보내|반송|ارجاع|ارجع|اعاد|رجع|вернуть|возврат|вернут|сдать|отправить обратно|retur|kembali|balikin|tra (?:hang|lai|cai)|gui tra|tra (?:\w+ )?lai|doi tra|(?:^| )tra(?= )|คืน|ส่งกลับ/u;
const ITEM_CHANGE =
  /(?:change|modify|edit|amend|alter|swap|switch|adjust) (?:\S+ ){0,5}(?:in|on|of|from|within) (?:my |the |this |an )?(?:order|purchase)|(?<!(?:an|any|some|the|latest|status|new|for|give) )update (?!me |us |on |about |for |regarding )(?:\S+ ){1,5}(?:in|on|of|from|within) (?:my |the |this |an )?(?:order|purchase)|(?:change|modify|edit|amend|alter|(?<!(?:an|any|some|the|latest|status|new|for|give) )update|adjust) (?:my |the |this |an |our )?(?:order|purchase)(?! (?:status|address))|(?:add|include) (?:\S+ ){0,5}to (?:my |the |this |an )?(?:order|purchase)|(?:order|ordered) (?:\S+ ){0,8}before it ships|change (?:the )?quantity|(?:cambi|modific|edit)\w* (?:\S+ ){0,5}(?:de|en|del) (?:mi |el |un )?pedido|(?:agreg|anad)\w* (?:\S+ ){0,5}(?:a |al )(?:mi )?pedido|(?:troc|mud|alter|modific)\w* (?:\S+ ){0,5}(?:do|no|de) (?:meu |um )?pedido|(?:adicion|inclu|coloc)\w* (?:\S+ ){0,5}(?:ao|no|em) (?:meu )?pedido|(?:chang|modifi)\w* (?:\S+ ){0,5}(?:de|dans|la|une) (?:ma |la )?commande|(?:ajout|mett)\w* (?:\S+ ){0,5}(?:a|dans) (?:ma |la )?commande|(?:in|an|aus) (?:meiner|der) bestellung (?:\S+ ){0,6}(?:ander|tausch|statt|wechsel)|artikel meiner bestellung|(?:zur|zu meiner) bestellung (?:dazu|hinzu)|(?:modific|cambi)\w* (?:\S+ ){0,5}(?:dell'|nell'|del mio |nel mio )ordine|aggiung\w* (?:\S+ ){0,5}(?:all'|al mio )ordine|nell'ordine mett|(?:修改|改|换|加).{0,6}订单|订单(?:里|中)?.{0,8}(?:改|换|加)|加.{0,8}到订单|注文(?:した|内容|の).{0,10}(?:変更|変えて|変えたい|足し|追加)|注文に.{0,10}(?:追加|足し)|주문 ?(?:한 ?(?:거|것|상품)|상품|에|을|내용)? ?.{0,10}(?:변경|바꿔|추가|수정)|(?:تغيير|تعديل|اغير|غيروا|خلوا|ضيفوا|اضافة) (?:\S+ ){0,5}(?:في|الي|ل)? ?(?:طلبي|الطلب|للطلب)|(?:измен|помен|добав)\S* (?:\S+ ){0,4}в? ?заказ|в заказе поменя|(?:ubah|ganti|tambah|mengubah|menambah)\w* (?:\S+ ){0,5}pesanan|di pesanan ganti|(?:doi|sua|them) (?:\S+ ){0,5}(?:trong |vao )?don(?= |$)|(?:แก้|เปลี่ยน|เพิ่ม).{0,14}(?:ใน)?ออเดอร์/u;
const CARD =
  /\bcards?\b|\btarjeta|\bkarte|\bcarte\b|\bcartao|\bcarta\b|(?<!\p{L})карт[аыуе]|\bkartu|\bthe (?:da luu|tin dung)|บัตร|カード|카드|卡|بطاق/u;
const KEPT =
  /\b(?:saved|stored)\b|\bon file\b|\b(?:in|on|to|from) my (?:account|profile|wallet)\b|\bhinterlegt|\bgespeichert|\bguardad[ao]|\bsalv[ao]\b|\benregistre|\bsalvata?\b|сохраненн|привязанн|\btersimpan|\bda luu\b|บันทึกไว้|登録(?:した|して|済)|保存(?:した|して|的)|등록된|저장된|绑定的|綁定的|المحفوظ/u;
const PAYMENT_CHANGE =
  /(?:change|switch|update|replace) (?:\S+ ){0,4}(?:payment|card|paypal)(?! (?:status|failed))|(?:use|pay with|charge) (?:a |an |my )?(?:different|another|other|new) (?:card|payment|method)|another card instead|(?:cambi|usar)\w* (?:\S+ ){0,3}(?:metodo|forma|medio|otra tarjeta)|(?:troc|mud|alter)\w* (?:\S+ ){0,3}(?:forma|metodo) de pagamento|outro cartao|chang\w* (?:\S+ ){0,3}(?:moyen|mode) de paiement|autre carte|zahlungs(?:art|methode|weise) (?:\w+ )?(?:ander|wechsel)|andere karte|cambi\w* (?:\S+ ){0,3}(?:metodo|modalita) di pagamento|altra carta|(?:换|改|更换|修改).{0,4}(?:付款|支付|卡)|支払い?方法.{0,4}変更|別のカードで|결제 ?(?:수단|방법) ?(?:을|를)? ?(?:변경|바꾸|바꿔)|다른 카드로|(?:تغيير|اغير) (?:\S+ )?(?:طريقة الدفع|البطاقة)|(?:смен|помен|измен)\S* (?:\S+ )?(?:способ оплаты|карту)|другои картои|(?:ganti|ubah) (?:metode|cara) (?:pem)?bayar|(?:doi|thay doi) (?:phuong thuc|cach|hinh thuc) thanh toan|เปลี่ยน(?:วิธี|ช่องทาง)(?:การ)?(?:ชําระ|จ่าย)/u;
