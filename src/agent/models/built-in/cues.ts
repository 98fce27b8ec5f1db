import type { ToolArguments } from '../../tools/results.ts';
import { foldForFeatures } from './fold.ts';

/*
 * Words that decide where a classifier may not: what moves money, what must reach a person. Patterns run over the
 * folded text (lower case, no accents) and hold the words of all locales, since shoppers mix them.
 */

export type HandoffReason = ToolArguments<'hand_off_to_human'>['reason'];
export type RefundReason = ToolArguments<'propose_refund'>['reason'];

/** Names money to be given back, neither declines it nor asks about the rules: without this no refund is ever proposed. */
export function namesRefund(text: string): boolean {
  const folded = foldForFeatures(text);
  return REFUND.test(folded) && !REFUND_DECLINED.test(folded) && !REFUND_EXPLAINED.test(folded);
}

/** Speaks of a refund that is under way ("where is my refund?") and asks for none. */
export function waitsForRefund(text: string): boolean {
  const folded = foldForFeatures(text);
  return REFUND.test(folded) && WAITING.test(folded) && !DEMAND.test(folded);
}

/**
 * A short question after a time or place that names neither goods nor money of its own: "and when does it come?".
 * What it asks about is what the conversation was about.
 */
export function asksWhen(text: string): boolean {
  const folded = foldForFeatures(text);
  const isShort = DENSE.test(folded) ? folded.length <= 18 : folded.split(' ').length <= 9;
  return isShort && TIME_OR_PLACE.test(folded) && !GOODS.test(folded);
}

/** Names an order, a parcel or its delivery. */
export function namesGoods(text: string): boolean {
  return GOODS.test(foldForFeatures(text));
}

/** Threats and events that a person must handle, whatever else the message says. */
export function gravity(text: string): HandoffReason | null {
  const folded = foldForFeatures(text);
  if (CHARGEBACK.test(folded)) return 'chargeback';
  if (LEGAL.test(folded)) return 'legal';
  if (SAFETY.test(folded)) return 'safety';
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

export function isThanks(text: string): boolean {
  return THANKS.test(` ${foldForFeatures(text)} `);
}

const REFUND =
  /refund|money back|reimburs|my money|reembols|devuelv\w* (?:el|mi|me|la plata)|mi dinero|dinero de vuelta|devolucion del? (?:mi )?dinero|dinheiro de volta|meu dinheiro|estorn|ressarc|rembours|mon argent|erstatt|geld (?:wieder|zuruck)|mein geld|geld zurueck|ruckzahl|返金|払い戻|返して.*お金|お金.*返|退款|退钱|退錢|返还|退我.*钱|退回.*钱|把钱退|钱退|退全款|退一半|退[^货換换]{0,4}(?:元|块|钱)|استرداد|استرجاع|استرد|استرجع|ترجع\S* (?:لي )?(?:ال)?فلوس|فلوسي|اموالي|مالي|المبلغ|نقودي|تعويض/u;
const REFUND_DECLINED =
  /(?:don't|dont|do not|not|no longer|never) (?:\w+ )?(?:want|need|asking|ask|request\w*|looking)(?: for)?(?: a| any| the| my)? (?:refund|money)|no (?:refund|need for a refund)|without (?:a )?refund|instead of (?:a )?refund|no (?:quiero|necesito|pido)(?: un| el| ningun)? (?:reembols|dinero)|sin reembols|nao (?:quero|preciso|peco)(?: de)?(?: um| o| nenhum)? (?:reembols|estorn|dinheiro)|(?:ne |n')?(?:veux|souhaite|demande) pas (?:de |d'|etre |un )?(?:rembours|l'argent)|pas (?:de|besoin de?) rembours|kein\w* (?:ruck)?erstatt|kein geld zuruck|nicht erstatt|不(?:要|想|用|需要|想要)(?:申请)?(?:退款|退钱)|不退款|别退款|返金(?:は|じゃ|では|を)?(?:不要|いりません|いらない|しないで|ではなく|希望しません|必要ありません|結構|なくて)|(?:لا|ما|مش|مو) (?:اريد|ابي|ابغي|احتاج|اطلب|عايز|بدي) (?:ال)?(?:استرداد|استرجاع|فلوس)/u;
const REFUND_EXPLAINED =
  /refund (?:polic|condition|rule|term)|money back (?:polic|guarant)|(?:in|under) (?:which|what) (?:case|situation|condition|circumstance)|been (?:told|promised)|politica de (?:reembols|devoluc|estorn)|condiciones de (?:reembols|devoluc)|en (?:que|cuales) casos|em (?:que|quais) casos|condicoes de (?:reembols|estorn)|politique de (?:rembours|retour)|conditions de (?:rembours|retour)|dans quels? cas|satisfait ou rembours|(?:ruckerstattungs|erstattungs|ruckgabe)(?:richtlin|beding|regel)|geld zuruck garantie|in welchen fallen|退款(?:政策|条件|规则|规定)|什么情况.{0,4}退|返金(?:ポリシー|条件|規定|保証)|どんな場合.{0,4}返金|سياسة (?:ال)?(?:استرداد|استرجاع)|شروط (?:ال)?(?:استرداد|استرجاع)/u;
const WAITING =
  /where|when|status|still|not yet|(?:hasn't|haven't|have not|has not|didn't|not) (?:\w+ )?(?:receiv|arriv|got|see|show|hit|been)|how long|has my|was my|donde|cuando|estado|todavia|aun no|no (?:me )?(?:ha|he|veo|llega)|cade|onde|quando|ainda|nao (?:vi|recebi|caiu|chegou)|status|\bou\b|quand|toujours|pas encore|statut|\bwo\b|wann|noch nicht|immer noch|status|什么时候|何时|到账|还没|没到|没收到|进度|到哪|いつ|まだ|状況|متي|اين|حالة|بعد|لم (?:ار|يصل|تصل|استلم)/u;
const DEMAND =
  /want|please|pls|plz|give|need|request|demand|refund me|refund (?:my|the|this|order)|can (?:i|you)|would like|i'd like|quiero|solicito|exijo|pido|devuelv|por favor|porfa|puede|quero|solicito|exijo|devolv|pode|veux|voudr|souhait|demand|exig|rendez|remboursez|svp|s'il|mochte|will |verlang|bitte|erstatten sie|erstattet|要退|申请|请|给我|退钱|想退|退给|ください|お願い|希望|ほしい|欲しい|返して|اريد|ابي|ابغي|عايز|ارجعوا|رجعوا|اطلب|اطالب|من فضل/u;
const DENSE = /[\u3040-\u30ff\u3400-\u9fff]/u;
const TIME_OR_PLACE =
  /\bwhen\b|how long|how many days|\bwhere\b|\beta\b|cuando|cuanto (?:tarda|tiempo|demora)|\bdonde\b|quando|quanto tempo|demora|\bcade\b|\bonde\b|quand|combien de (?:temps|jours)|\bou (?:est|en|ca)\b|\bwann\b|wie lange|\bwo\b|什么时候|啥时候|几时|何时|多久|几天|到哪|到了吗|いつ|どれくらい|どのくらい|何日|どこ|متي|امتي|كم يوم|كم ياخذ|كم يستغرق|\bوين\b|اين|فين/u;
const GOODS =
  /parcel|packag|deliver|shipp|shipment|order|courier|track|item|paquete|envio|envia|pedido|entrega|rastre|pacote|encomenda|colis|livr|commande|suivi|paket|sendung|liefer|bestell|versand|versend|verschick|包裹|快递|物流|发货|订单|货|荷物|配送|発送|注文|届|商品|شحن|طرد|طلب|توصيل|stock|disponib|verfugbar|补货|在庫|入荷|متوفر/u;
const CHARGEBACK =
  /charge ?back|disput\w+ (?:this |it |the |that )?(?:\w+ )?(?:with|through|at) (?:my |the )?(?:bank|card|paypal)|paypal (?:dispute|claim|case)|contracargo|(?:reclam|disput)\w+ (?:a|en|con|al|no|ao|com) (?:mi |meu |o |el )?(?:banco|paypal)|contestar (?:a |o )?(?:compra|cobranca|cobro|cargo)|opposition|contest\w+ (?:le |ce )?(?:paiement|debit)|litige (?:paypal|aupres)|ruckbuch|ruckbelast|kauferschutz|拒付|向银行(?:申诉|投诉|争议)|银行.{0,4}(?:撤销|争议)|信用卡争议|チャージバック|カード会社に(?:連絡|異議|申し立て|相談)|銀行に異議|اعتراض (?:لدي|عند|في|مع) (?:ال)?بنك|نزاع|استرداد (?:عن طريق|عبر|من) (?:ال)?بنك/u;
const LEGAL =
  /lawyer|attorney|solicitor|(?:see you in|go(?:ing)? to|take you to) court|(?:i'll|i will|going to|gonna) sue|legal action|consumer (?:protection|rights|ombudsman)|trading standards|small claims|abogad|denunci|demanda(?:r|re|rlos|rles)|juzgado|tribunales|proteccion al consumidor|profeco|oficina del consumidor|advogad|procon|processar voces|vou processar|na justica|reclame aqui|avocat|tribunal|porter? plainte|depos\w+ plainte|en justice|dgccrf|que choisir|rechtsanwalt|anwalt|vor gericht|klage|verbraucherschutz|verbraucherzentrale|anzeige erstatten|strafanzeige|律师|起诉|法院|法律|消协|消费者协会|12315|工商|报警|弁護士|訴え|訴訟|裁判|法的|消費者(?:センター|庁)|消費生活|警察|محام|محكمه|محكمة|قضيه|قضية|حماية المستهلك|مقاضا|الشرطة|شكوي رسميه|شكوى رسمية/u;
const SAFETY =
  /caught fire|on fire|explod|exploded|burn(?:ed|t) (?:my|me|his|her|the)|(?:skin|child|son|daughter|baby|hand|face|i|me) (?:\w+ )?(?:burn|injur|hurt|bleed)|injur(?:ed|y)|electric shock|allergic reaction|hospital|se (?:incendio|quemo|prendio)|exploto|quemadura|herid|alergi|hospital|pegou fogo|explodiu|queimou|queimadura|machuc|choque eletrico|pris feu|explose|brul(?:e|ure)|blesse|choc electrique|allergique|feuer gefangen|gebrannt|explodiert|verbrannt|verletzt|stromschlag|allergisch|起火|着火|爆炸|烧伤|烫伤|受伤|触电|过敏|医院|発火|爆発|やけど|火傷|怪我|けが|感電|アレルギー|病院|حريق|احترق|انفجر|حروق|اصيب|جرح|صعق|حساسية|المستشفي/u;
const REASONS: readonly (readonly [RefundReason, RegExp])[] = [
  [
    'duplicate',
    /twice|double|duplicate|two times|dos veces|doble|duplicad|duas vezes|em dobro|deux fois|double|doppelt|zweimal|两次|重复|多扣|二重|2回|重複|مرتين|مكرر/u,
  ],
  [
    'damaged',
    /broken|damag|crack|shatter|defect|faulty|not work|doesn't work|rot[oa]|danad|defectuos|averiad|quebrad|danificad|defeito|cass|abim|endommag|defectu|kaputt|beschadigt|defekt|zerbrochen|坏|破|碎|损|裂|壊れ|破損|割れ|不良|故障|مكسور|تالف|معطوب|خربان|معيب/u,
  ],
  [
    'wrong_item',
    /wrong (?:item|product|size|color|colour|one|order)|not what i ordered|incorrect item|equivocad|otro producto|talla incorrecta|errado|trocado|produto diferente|mauvais (?:article|produit|taille)|pas le bon|erreur d'article|falsch|发错|寄错|错了|違う商品|間違った|別の商品|サイズ違い|خطا|غير الذي|مختلف/u,
  ],
  [
    'not_received',
    /never (?:arrived|came|got|received)|not (?:arrived|received|delivered|come)|haven't (?:received|got)|didn't (?:arrive|receive|get|come)|hasn't arrived|lost|missing|no (?:ha )?lleg|no (?:he )?recib|nunca lleg|perdid|nao (?:chegou|recebi)|nunca chegou|jamais (?:arriv|recu)|pas (?:arriv|recu)|perdu|nicht (?:angekommen|erhalten|geliefert|gekommen)|nie angekommen|verloren|没收到|未收到|没到|丢|没有收到|届か|届いて(?:い)?(?:ない|ません)|未着|紛失|لم يصل|لم تصل|ما وصل|لم استلم|ضاع/u,
  ],
  [
    'not_as_described',
    /not as described|different from|fake|quality|no es como|calidad|falso|diferente|nao e como|qualidade|pas conforme|qualite|contrefa|nicht wie beschrieben|qualitat|falschung|描述不符|质量|假货|说明と違|説明と違|写真と違|偽物|品質|غير مطابق|جودة|مقلد/u,
  ],
  [
    'changed_mind',
    /changed my mind|don't (?:want|need|like)|no longer (?:want|need)|not need|ya no (?:lo |la )?(?:quiero|necesito)|no me gusta|nao (?:quero|preciso) mais|desisti|arrepend|change d'avis|n'en veux plus|plus besoin|nicht mehr|anders uberlegt|gefallt mir nicht|不想要|不要了|不喜欢|不需要|いらなくな|不要にな|気が変わ|غيرت رايي|لا اريد|ما عاد|لم يعجبني/u,
  ],
];
const PART =
  /\b(?:one of|only|just|partial|part of|half|item|the other|one item)\b|solo|unicamente|una parte|parcial|mitad|uno de|apenas|somente|uma parte|metade|um dos|seulement|juste|partiel|une partie|moitie|un des|nur|teilweise|teil(?:erstattung|betrag)?|halfte|eines der|einen artikel|只|部分|其中|一半|一件|一个|だけ|のみ|一部|半額|半分|ひとつ|一つ|فقط|جزء|نصف|واحد من|قطعة واحدة/u;
const SHIPPING_COST =
  /shipping (?:cost|fee|charge)|delivery (?:cost|fee|charge)|postage|gastos de envio|coste? de envio|frete|frais de (?:port|livraison)|versandkosten|liefer(?:kosten|gebuhr)|运费|邮费|送料|配送料|رسوم (?:ال)?شحن|تكلفة (?:ال)?شحن|رسوم (?:ال)?توصيل/u;
const THANKS =
  /thank|thx| ty |cheers|appreciate|bye|see you|that's all|gracias|adios|chao|hasta luego|obrigad|valeu|obg|tchau|merci|au revoir|bonne journee|danke|tschuss|vielen dank|谢|感谢|再见|拜拜|ありがと|有難う|さようなら|助かりま|شكر|مشكور|مع السلامة|وداعا/u;
