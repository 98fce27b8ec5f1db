import { anyOf } from './any-of.ts';
import type { Intent } from './intents.ts';

/*
 * What people cancel, exchange and get their money back for elsewhere: flights, jobs, phone plans. The classifier hears the
 * verb; a write for an order of this shop would be one that nobody asked for. Patterns run over the folded text: lower case,
 * no accents, й as и.
 */

/** Whether a request is about something that no shop has to do with. `whole` is the message, `sentence` its request; both folded. */
export function concernsElsewhere(wish: Intent, sentence: string, whole: string): boolean {
  if (CASH_MACHINE.test(whole)) return true;
  if (wish === 'change_address') return OFFICE.test(sentence);
  // "Cancel my order, my flight leaves tomorrow" tells why.
  if (OURS.test(sentence)) return false;
  if (wish === 'return_exchange' && HANDED_IN.test(sentence)) return true;
  if (BANKING.test(sentence)) return true;
  return (
    ELSEWHERE.test(sentence) ||
    (wish === 'cancel_order' && (CALLED_OFF.test(sentence) || FEES.test(sentence)))
  );
}

const CASH_MACHINE =
  /\batms?\b|\bcash (?:machine|point)|\bcashpoint|geldautomat|bankautomat|\bcajero automatico|\bcaixa eletronico|\bdistributeur (?:automatique )?de billets|\bsportello (?:bancomat|automatico)|банкомат|提款[机機]|取款机|현금 ?인출기|ตู้ ?(?:เอทีเอ็ม|กดเงิน)|صراف (?:ال)?[اآ]لي/u;

/** The shop's own matter. */
const OURS =
  /\border|\bparcel|\bpackage\b|\bpurchase|\bbestell|\bpaket(?!\p{L}| (?:internet|data|kuota))|\bpedido|\bcompra|\bcommande|\bcolis|\bordin[ei]|\bencomenda|заказ|посылк|\bpesanan|\bdon hang|คําสั่งซื้อ|ออเดอร์|พัสดุ|注文|주문|订单|訂單|包裹|(?:ال)?طلب(?:ي|ية|يه|كم)?(?!\p{L})|<code>/u;

const ELSEWHERE = anyOf(
  /\bflights?\b|\b(?:plane|train|bus|concert|cinema|movie|theat(?:re|er)) tickets?\b|\b(?:hotel|restaurant|table|room|dinner) (?:booking|reservation)s?\b|\b(?:doctor|dentist|hair)\S* appointments?\b|\bmeetings?\b|\bgym\b|\b(?:my|new|a|the) job\b|\bjobs\b|\b(?:phone|mobile|data|internet|broadband|energy|electricity) (?:plan|contract|package|tariff)s?\b|\btariff\b|\bmortgage|\bloans?\b|\binsurance|\blibrary book|\btaxi\b|\b(?:dollars|euros|pounds|yen) (?:for|to|into)\b|\b(?:phone )?call from\b|\bdirect debit\b|\bstanding order\b/u,
  /\bflug(?:s|es)?\b|\bfluge\b|\b(?:flug|bahn|zug|konzert|kino)(?:ticket|karte)s?\b|\b(?:hotel|zimmer|tisch)(?:buchung|reservierung)\b|\b(?:arzt|zahnarzt|friseur)termin|\bmeeting\b|\bbesprechung\b|\bfitnessstudio|\bden job\b|\bberuf\b|\b(?:handy|strom|gas|internet|mobilfunk)?(?:tarif|vertrag)\b|\bkredit\b|\bversicherung|\btaxi\b|\bgeld wechseln/u,
  /\bvuelos?\b|\b(?:billete|boleto|pasaje)s? de (?:avion|tren|autobus)|\breserva(?:cion)? (?:del|en el) (?:hotel|restaurante)|\bcita (?:con|del|medica)|\breunion(?:es)?\b|\bgimnasio\b|\bde (?:trabajo|empleo)\b|\bplan de (?:internet|datos|telefono|celular)|\btarifa\b|\bprestamo|\bhipoteca|\bdolares (?:por|a)\b/u,
  /\bvoos?\b|\bpassage(?:m|ns)\b|\breserva (?:do|no) (?:hotel|restaurante)|\bconsulta (?:com|no|medica)|\breuni(?:ao|oes)\b|\bacademia\b|\b(?:de|o|meu) emprego\b|\bde trabalho\b|\bplano de (?:internet|dados|celular|saude)|\btarifa\b|\bemprestimo|\bdolares (?:por|em)\b/u,
  /\b(?:mon|le|ce) vol\b|\bvol (?:pour|vers|de)\b|\bbillets? (?:d'avion|de train|de concert)|\breservation (?:d'hotel|de l'hotel|du restaurant|au restaurant)|\brendez.vous chez\b|\breunion\b|\bsalle de sport|\bde (?:travail|boulot|metier)\b|\bforfait\b|\bassurance\b|\btaxi\b|\bdollars en\b/u,
  /\bvol[oi]\b|\bbigliett[oi] (?:aere[oi]|del treno|del concerto)|\bprenotazione (?:dell'hotel|del ristorante|al ristorante)|\bappuntamento\b|\briunione\b|\bpalestra\b|\blavoro\b|\bpiano (?:tariffario|internet)|\btariffa\b|\bmutuo\b|\bprestito\b|\bassicurazione\b|\bdollari in\b/u,
  /(?<!\p{L})реис|авиабилет|билет\p{L}* (?:на (?:самолет|поезд|концерт)|в кино)|брон\p{L}* (?:отел|столик|гостиниц|номер)|прием\p{L}* (?:у|к) врач|(?<!\p{L})встреч[уаи](?!\p{L})|совещани|спортзал|(?<!\p{L})работ[уы](?!\p{L})|(?<!\p{L})тариф|ипотек|страховк|такси|доллар\p{L}* на/u,
  /\bpenerbangan|\btiket (?:pesawat|kereta|konser|bioskop)|\b(?:booking|reservasi) (?:hotel|restoran)|\bjanji (?:temu|dokter)|\brapat\b|\b(?:pindah|ganti) kerja|\bpekerjaan\b|\bpaket (?:internet|data|kuota)|\bkartu sim|\bpinjaman|\basuransi|\bdolar ke/u,
  /\bchuyen bay|\bve (?:may bay|tau|xem phim)|\bdat phong\b|\blich hen|\bcuoc hop|\bphong gym|\b(?:doi|chuyen) viec\b|\bcong viec\b|\bgoi (?:cuoc|data|internet)|\bkhoan vay|\bbao hiem\b/u,
  /เที่ยวบิน|ตั๋ว(?:เครื่องบิน|รถไฟ|หนัง|คอนเสิร์ต)|จองโรงแรม|นัดหมอ|ประชุม|เปลี่ยนงาน|เปลี่ยนโปร|โปรเน็ต|โปรมือถือ|แพ็กเกจ(?:เน็ต|มือถือ)|สินเชื่อ|ประกัน(?:ชีวิต|รถ|ภัย)/u,
  /航空券|フライト|飛行機|(?:電車|新幹線|コンサート|映画)のチケット|(?:ホテル|レストラン)の予約|会議|歯医者|診察|仕事|転職|料金プラン|携帯(?:の)?プラン|ローン|保険/u,
  /항공권|비행기|기차표|(?:호텔|식당) ?예약|회의|진료|헬스장|직장|이직|요금제|대출|보험/u,
  /航班|机票|機票|火车票|高铁票|酒店预订|会议|會議|门诊|挂号|健身房|[换換]工作|找工作|(?:手机|流量|话费|宽带)\p{L}{0,2}套餐|贷款|貸款|保险|保險|美元[换換兑]/u,
  /رحلتي|رحل[ةه] (?:ال)?طيران|تذكر[ةه] (?:ال)?(?:طيران|طائر|قطار|سينما)|حجز (?:ال)?(?:فندق|مطعم)|موعد (?:ال)?(?:طبيب|دكتور)|اجتماع|شغلي|وظيفتي|باق[ةه] (?:ال)?(?:نت|[اإ]نترنت)|(?<!\p{L})(?:ال)?قرض|ت[اأ]مين/u,
);

/** What banks charge for and pay back. A cheque that is a present is the shop's. */
const BANKING =
  /\boverdraft|\bbounced che(?:ck|que)|\bbank (?:fees?|charges?)\b|\bfrais (?:bancaires|de (?:rejet|tenue de compte|decouvert))|\bcheques?\b(?! ?(?:cadeau|regalo|presente|restaurant))|\bcomision(?:es)? bancaria|\btarifas? bancarias?|\bassegn[oi]\b|\bcommissioni bancarie|\bkontofuhrung|\buberziehung|\bschecks?\b|комисси\p{L}* банка|овердрафт|\bbiaya (?:admin )?bank\b|\bphi ngan hang|ค่าธรรมเนียมธนาคาร|銀行手数料|振込手数料|은행 ?수수료|银行手续费|رسوم (?:ال)?بنك/u;

/** A fee is waived, not called off like an order: the verb right beside it. */
const FEES = anyOf(
  /\b(?:cancel|remove|waive|annul\p{L}*|anul\p{L}*|cancel\p{L}+|отмен\p{L}+|batal\p{L}+|huy)(?: (?!it\b|that\b)\S+){0,2} (?:(?:shipping|delivery|postage|handling|customs) (?:fees?|costs?|charges?)\b|frais (?:de |d')|(?:gastos|costos?|coste) de envio|frete\b|taxa de (?:entrega|envio)|spese di (?:spedizione|consegna)|(?:стоимость|плат\p{L}+ за) доставк|ongkir|phi (?:ship|van chuyen|giao))/u,
  /(?:versandkosten|versandgebuhr|liefergebuhr)\p{L}* (?:\S+ )?(?:stornier|streich|erlass)|送料を?(?:キャンセル|取り消|無料)|배송비(?:를|만)? ?(?:취소|빼)|(?:取消|免)[掉了]?运费|رسوم (?:ال)?(?:شحن|توصيل)|ค่าส่ง/u,
);

/** What is handed in or brought back at school, at work and in a library. */
const HANDED_IN = anyOf(
  /\b(?:homework|essay|assignment|exam|report|library|lease|rental car)\b|\bhausarbeit|\bhausaufgabe|\bsteuererklarung|\bbucherei|\bbibliothek|\bmietwagen/u,
  /\binforme\b|\btarea\b|\bbiblioteca\b|\bexamen\b|\bexame\b|\bdevoirs?\b|\bbibliotheque|\bcompit[oi]\b|\besame\b|\brelatorio\b|\brapport (?:de|annuel|vendredi)/u,
  /отчет|экзамен|зачет|курсов(?:ую|ая|ои)|диплом|анализ|библиотек|декларац/u,
  /\blaporan\b|\btugas (?:kuliah|sekolah)|\bperpustakaan|\bujian\b|\bbao cao|\bbai tap|\bthu vien|\bky thi/u,
  /รายงาน|การบ้าน|ห้องสมุด|ข้อสอบ|レポート|宿題|図書館|試験|과제|보고서|도서관|시험|作业|作業|报告|報告|图书馆|圖書館|考试|考試|تقرير|واجب|مكتب[هة] (?:عام|الجامع|المدرس)|امتحان/u,
);

/** What a shop may sell, but nobody calls off there. */
const CALLED_OFF =
  /\btimer\b|minuteur|temporizador|таимер|タイマー|타이머|[定计計]时器|計時器|مؤقت|ตัวจับเวลา|hen gio|\b(?:my|the|an) alarm\b(?! clock)|\b(?:my|the|a) (?:timer|reminder|appointment)\b|\bwecker\b|\btermin\b|\balarma\b|\bcita\b|\brendez.vous\b|\breveil\b|\bsveglia\b|\bdespertador\b|\bconsulta\b|будильник|напоминани|\balarm\b|\bpengingat\b|\bbao thuc\b|นาฬิกาปลุก|アラーム|リマインダー|알람|알림|闹钟|鬧鐘|提醒|منبه|تذكير/u;

/** Who else keeps an address. */
const OFFICE =
  /\b(?:at|with) (?:the|my) bank\b|\bbei (?:der|meiner) bank\b|\b(?:en el|en mi) banco\b|\b(?:no|ao) banco\b|\b(?:a la|a ma) banque\b|\bin banca\b|в банке|\bdi bank\b|\bo ngan hang\b|ที่ธนาคาร|銀行(?:の|に)|은행|银行|銀行|في البنك|\bpassport|\bdriv(?:er'?s|ing) licen[cs]e|\bpersonalausweis|\bausweis\b|паспорт/u;
