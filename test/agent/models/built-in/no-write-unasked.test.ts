import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  proposalAsked,
  writeAsked,
} from '../../../../src/agent/models/built-in/proposals-asked.ts';
import { requestsIn } from '../../../../src/agent/models/built-in/request-form.ts';
import { understand } from '../../../../src/agent/models/built-in/understand.ts';

/**
 * Text that speaks of a write and asks for none: questions about the rules, how long it takes, what was done or said,
 * conditions, what others want, what is declined, what is quoted, and anger that only uses the words.
 */
const SPEAKS_ONLY: Record<string, readonly string[]> = {
  en: [
    'what is your store address',
    'send me the address of your shop please',
    'please change the invoice of my order to my company',
    'can you correct the name on the receipt of my order',
    'can I return sale items?',
    'can I return it if I have worn it?',
    'can I get a refund after 30 days?',
    'how long do refunds take?',
    'what is your refund policy',
    'do you refund shipping costs?',
    'why is it that a refund takes so long',
    "please don't cancel my order",
    'do not refund me, I still want the shoes',
    'I cancelled my order yesterday',
    'I already returned the shoes last week',
    'I got a refund but it is too low',
    'my refund never came',
    'my friend wants to cancel her order',
    'if it is not here by Friday I will cancel',
    'I would have cancelled it had I known',
    'should I cancel and order again?',
    'you told me "cancel the order and we refund you"',
    'why was my order cancelled?',
    'who pays for the return?',
    'oh great, another refund that never arrives',
    'the driver cancelled the delivery',
    'I was about to cancel my membership',
    'what happens when I return only one item?',
    'thanks for the quick refund!',
    'is my refund processed yet?',
    "I'd like an update on my order",
    'any update on my order please',
    'update me on my order',
    'could you give me the latest update about the order',
    'you refused to replace the broken mug',
    'I wonder whether I could exchange it',
    'how do I change my address?',
    'I changed my address last week, where is the parcel?',
    'do I need the box to return it?',
    'does cancelling cost anything?',
    'I need to know how returns work',
    'the refund was approved, when do I get it',
    'how do you say "cancel my order" in French',
    "I don't want to exchange it",
    'my bank said you refunded me',
    'the order cancel was a mistake of yours and you kept 25',
  ],
  es: [
    'me das la dirección de la tienda',
    '¿cuál es su dirección?',
    'cambien la factura de mi pedido a nombre de la empresa',
    '¿puedo devolver artículos rebajados?',
    '¿cuánto tarda un reembolso?',
    '¿cuál es la política de devoluciones?',
    'por favor no canceléis mi pedido',
    'ya cancelé mi pedido ayer',
    'devolví los zapatos la semana pasada',
    'me hicieron el reembolso pero falta dinero',
    'mi hermana quiere cancelar su pedido',
    'si no llega el viernes lo cancelo',
    '¿qué pasa si devuelvo solo uno?',
    '¿por qué cancelaron mi pedido?',
    '¿cómo se dice "quiero cancelar mi pedido" en inglés?',
    '¿tengo que pagar el envío si devuelvo algo?',
    'gracias por el reembolso tan rápido',
    'no quiero cambiarlo',
  ],
  pt: [
    'me passa o endereço da loja',
    'troca a nota fiscal do meu pedido para a empresa',
    'posso devolver produto em promoção?',
    'quanto tempo demora o reembolso?',
    'qual é a política de devolução?',
    'por favor não cancelem meu pedido',
    'cancelei meu pedido ontem',
    'já devolvi o tênis semana passada',
    'recebi o estorno mas veio menos',
    'minha irmã quer cancelar o pedido dela',
    'se não chegar até sexta eu cancelo',
    'o que acontece se eu devolver só um?',
    'por que cancelaram meu pedido?',
    'como se diz "quero cancelar meu pedido" em inglês?',
    'quem paga o frete da devolução?',
    'obrigado pelo reembolso rápido',
    'não quero trocar',
  ],
  fr: [
    'adresse du magasin s’il vous plaît',
    'donnez-moi votre adresse',
    'changez la facture de ma commande',
    'puis-je retourner un article soldé ?',
    'combien de temps prend un remboursement ?',
    'quelle est votre politique de retour ?',
    "s'il vous plaît n'annulez pas ma commande",
    "j'ai annulé ma commande hier",
    "j'ai déjà renvoyé les chaussures",
    "j'ai été remboursé mais il manque 5 euros",
    'ma sœur veut annuler sa commande',
    "si ça n'arrive pas vendredi, j'annule",
    'que se passe-t-il si je retourne un seul article ?',
    'pourquoi ma commande a été annulée ?',
    'comment dit-on « je veux annuler ma commande » en anglais ?',
    'qui paie les frais de retour ?',
    'merci pour le remboursement rapide',
    'je ne veux pas échanger',
  ],
  de: [
    'gebt mir die Adresse vom Laden',
    'bitte die Rechnung meiner Bestellung ändern',
    'kann man reduzierte Artikel zurückgeben?',
    'wie lange dauert eine Erstattung?',
    'wie sind eure Rückgabebedingungen?',
    'bitte storniert meine Bestellung nicht',
    'ich habe meine Bestellung gestern storniert',
    'die Schuhe habe ich schon zurückgeschickt',
    'die Erstattung ist da, aber zu niedrig',
    'meine Schwester will ihre Bestellung stornieren',
    'wenn es Freitag nicht da ist, storniere ich',
    'was passiert, wenn ich nur einen Artikel zurückschicke?',
    'warum wurde meine Bestellung storniert?',
    'was heißt „ich will meine Bestellung stornieren“ auf Englisch?',
    'wer zahlt die Rücksendung?',
    'danke für die schnelle Erstattung',
    'ich will nicht umtauschen',
  ],
  it: [
    'mi date l’indirizzo del negozio',
    'cambiate la fattura del mio ordine',
    'posso restituire articoli in saldo?',
    'quanto ci mette un rimborso?',
    'qual è la politica dei resi?',
    'per favore non annullate il mio ordine',
    "ho annullato l'ordine ieri",
    'ho già restituito le scarpe',
    'il rimborso è arrivato ma mancano 5 euro',
    'mia sorella vuole annullare il suo ordine',
    'se non arriva venerdì annullo',
    'cosa succede se restituisco un solo articolo?',
    'perché avete annullato il mio ordine?',
    'come si dice "voglio annullare il mio ordine" in inglese?',
    'chi paga il reso?',
    'grazie per il rimborso veloce',
    'non voglio cambiarlo',
  ],
  ru: [
    'дайте адрес магазина',
    'измените чек в заказе на компанию',
    'можно ли вернуть товар со скидкой?',
    'сколько идёт возврат денег?',
    'какие у вас условия возврата?',
    'пожалуйста, не отменяйте мой заказ',
    'я вчера отменила заказ',
    'я уже вернул ботинки',
    'возврат пришёл, но не весь',
    'сестра хочет отменить свой заказ',
    'если до пятницы не придёт, отменю',
    'что будет, если вернуть только одну вещь?',
    'почему мой заказ отменили?',
    'как по-английски «хочу отменить заказ»?',
    'кто платит за обратную доставку?',
    'спасибо за быстрый возврат',
    'не хочу обменивать',
  ],
  ar: [
    'أعطوني عنوان المحل',
    'غيروا فاتورة طلبي إلى اسم الشركة',
    'هل أستطيع إرجاع منتج مخفض؟',
    'كم يستغرق استرداد المبلغ؟',
    'ما هي سياسة الإرجاع؟',
    'من فضلكم لا تلغوا طلبي',
    'ألغيت طلبي أمس',
    'رجعت الحذاء الأسبوع الماضي',
    'وصلني الاسترداد لكن ناقص',
    'أختي تريد إلغاء طلبها',
    'إذا لم يصل الجمعة سألغيه',
    'ماذا يحدث إذا أرجعت قطعة واحدة؟',
    'لماذا ألغيتم طلبي؟',
    'كيف أقول «أريد إلغاء طلبي» بالإنجليزية؟',
    'من يدفع شحن الإرجاع؟',
    'لا أريد استبداله',
  ],
  id: [
    'minta alamat toko dong',
    'tolong ganti faktur pesanan saya',
    'apakah barang diskon bisa diretur?',
    'refund berapa lama?',
    'kebijakan retur gimana?',
    'tolong jangan batalkan pesanan saya',
    'kemarin saya sudah batalkan pesanan',
    'sepatunya sudah saya retur minggu lalu',
    'refund sudah masuk tapi kurang',
    'kakak saya mau batalin pesanannya',
    'kalau jumat gak sampai saya batalin',
    'kalau cuma retur satu gimana?',
    'kenapa pesanan saya dibatalkan?',
    'bahasa inggrisnya "saya mau batalkan pesanan" apa?',
    'ongkir retur siapa yang bayar?',
    'makasih sudah direfund cepat',
    'gak mau tukar',
  ],
  vi: [
    'cho em địa chỉ shop',
    'sửa hóa đơn trong đơn giúp em',
    'hàng giảm giá có được trả không?',
    'hoàn tiền mất bao lâu?',
    'chính sách đổi trả thế nào?',
    'làm ơn đừng hủy đơn của mình',
    'hôm qua mình đã hủy đơn rồi',
    'mình trả giày tuần trước rồi',
    'tiền hoàn về rồi nhưng thiếu',
    'chị mình muốn hủy đơn của chị ấy',
    'nếu thứ sáu không tới thì mình hủy',
    'trả một món thôi thì sao?',
    'sao đơn của mình bị hủy?',
    '"tôi muốn hủy đơn hàng" tiếng Anh nói sao?',
    'phí gửi trả ai chịu?',
    'không muốn đổi hàng',
  ],
  th: [
    'ขอที่อยู่ร้านหน่อย',
    'ช่วยแก้ใบกำกับของออเดอร์หน่อย',
    'สินค้าลดราคาคืนได้ไหม',
    'คืนเงินใช้เวลากี่วัน',
    'นโยบายการคืนสินค้าเป็นยังไง',
    'กรุณาอย่ายกเลิกออเดอร์ของฉัน',
    'เมื่อวานยกเลิกออเดอร์ไปแล้ว',
    'คืนรองเท้าไปแล้วอาทิตย์ก่อน',
    'ได้เงินคืนแล้วแต่ไม่ครบ',
    'เพื่อนอยากยกเลิกออเดอร์ของเขา',
    'ถ้าวันศุกร์ไม่มาจะยกเลิก',
    'คืนแค่ชิ้นเดียวจะเป็นยังไง',
    'ทำไมออเดอร์ถูกยกเลิก',
    '"ฉันอยากยกเลิกออเดอร์" ภาษาอังกฤษพูดว่าอะไร',
    'ค่าส่งคืนใครออก',
    'ไม่อยากเปลี่ยนสินค้า',
  ],
  ja: [
    'お店の住所を教えてください',
    '荷物はまだですか。住所はそのままでお願いします',
    '注文の請求書を会社名に変更してください',
    'セール品は返品できますか',
    '返金にはどのくらいかかりますか',
    '返品ポリシーを教えてください',
    '注文をキャンセルしないでください',
    '昨日注文をキャンセルしました',
    '靴は先週返品しました',
    '返金されましたが金額が足りません',
    '姉が注文をキャンセルしたいと言っています',
    '金曜までに来なかったらキャンセルします',
    '一点だけ返品したらどうなりますか',
    'なぜ注文がキャンセルされたのですか',
    '「注文をキャンセルしたい」は英語で何と言いますか',
    '返品の送料は誰が払うのですか',
    '交換はしたくないです',
  ],
  ko: [
    '매장 주소 좀 알려주세요',
    '주문 계산서를 회사 명의로 변경해 주세요',
    '세일 상품도 반품되나요?',
    '환불은 얼마나 걸려요?',
    '반품 규정이 어떻게 되나요',
    '제 주문 취소하지 말아 주세요',
    '어제 주문 취소했어요',
    '신발은 지난주에 반품했어요',
    '환불은 받았는데 금액이 모자라요',
    '언니가 주문을 취소하고 싶다고 해요',
    '금요일까지 안 오면 취소할게요',
    '하나만 반품하면 어떻게 돼요?',
    '왜 제 주문이 취소됐어요?',
    '"주문 취소하고 싶어요"는 영어로 뭐예요?',
    '반품 배송비는 누가 내요?',
    '교환은 원하지 않아요',
  ],
  zh: [
    '把店铺地址发给我',
    '这个订单的发票改成公司抬头',
    '打折商品可以退货吗',
    '退款要多久',
    '退货政策是什么',
    '请不要取消我的订单',
    '我昨天取消了订单',
    '鞋子上周已经退回去了',
    '退款到了但是金额不对',
    '我姐姐想取消她的订单',
    '如果周五还不到我就取消',
    '只退一件会怎么样',
    '为什么我的订单被取消了',
    '“我要取消订单”用英语怎么说',
    '退货运费谁出',
    '我不想换货',
  ],
};

/** What every locale must still hear as a wish for a write. */
/** What is cancelled, exchanged and paid back elsewhere. */
const OF_ANOTHER_MATTER: Record<string, readonly string[]> = {
  en: [
    'cancel my flight to Rome',
    'please refund my train ticket',
    'the cash machine kept my money, please cancel it',
    'cancel my alarm',
    'I need some replacement filters before the weekend',
    'change my address at the bank',
    'return the call from my mother',
    'I want to update my saved card details because my old card has expired',
    'please change the card on file',
    'I have to return the library book',
    'cancel the timer',
    'can you cancel the shipping fee?',
    'refund my overdraft fee',
  ],
  de: [
    'ich möchte die hinterlegte Karte ändern',
    'storniere meinen Flug',
    'bitte tauschen Sie meinen Tarif',
    'storniere den Termin',
    'bitte die Versandkosten stornieren',
  ],
  fr: [
    'je dois rendre mon devoir vendredi',
    'annulez mon vol',
    'je veux changer de travail',
    'changez mon forfait',
    'Pouvez-vous annuler les frais de livraison ?',
    'je demande le remboursement des frais de rejet de chèque',
    'annule le minuteur',
  ],
  es: [
    'quiero cambiar la tarjeta guardada',
    'cancela mi vuelo',
    'tengo que devolver el libro a la biblioteca',
    'quiero cambiar de trabajo',
    'cancela mi cita',
    'cancelen los gastos de envío',
  ],
  pt: ['cancela meu voo', 'quero trocar de emprego', 'troca meu plano de internet'],
  it: ['annulla il mio volo', 'vorrei cambiare lavoro', 'annulla il mio appuntamento'],
  ru: [
    'отчёт надо сдать в пятницу',
    'завтра сдавать экзамен',
    'отмените мой рейс',
    'поменяйте мне тариф',
    'хочу поменять работу',
    'annulla il timer',
    'potete annullare le spese di spedizione?',
  ],
  id: ['batalkan tiket pesawat saya', 'saya mau ganti paket internet', 'tolong batalkan rapat'],
  vi: ['hủy chuyến bay của tôi', 'tôi muốn đổi gói cước', 'hủy lịch hẹn giúp tôi'],
  th: ['ยกเลิกเที่ยวบินของฉัน', 'อยากเปลี่ยนโปรเน็ต', 'อยากเปลี่ยนงานใหม่'],
  ja: ['フライトをキャンセルしてください', '料金プランを変更したい', '会議をキャンセルして'],
  ko: ['비행기 예약 취소해 주세요', '요금제 바꾸고 싶어요', '회의 취소해 줘'],
  zh: ['周五要交回图书馆的书', '请取消我的航班', '我想换个手机套餐', '请帮我取消会议'],
  ar: ['ألغوا رحلتي', 'أريد تغيير باقة الإنترنت', 'الغي حجز الفندق'],
};

const ASKS: Record<string, readonly (readonly [string, string])[]> = {
  en: [
    ['cancel my order, the shipping costs are too high', 'cancellation'],
    ['please cancel my order, it takes too long', 'cancellation'],
    ['I changed my mind and want my money back for order DM-20001', 'refund'],
    ['the vase arrived broken and want a refund', 'refund'],
    ['Please cancel my order DM-20001', 'cancellation'],
    ['I want to cancel the order', 'cancellation'],
    ['could you refund me for the mug?', 'refund'],
    ['it arrived broken, I want my money back', 'refund'],
    ['I would like to return the shoes', 'return'],
    ['please change the delivery address of my order', 'address_change'],
  ],
  es: [
    ['Quiero cancelar mi pedido DM-20001', 'cancellation'],
    ['llegó roto, quiero un reembolso', 'refund'],
    ['quiero devolver los zapatos', 'return'],
    ['por favor cambien la dirección de envío', 'address_change'],
  ],
  pt: [
    ['quero cancelar meu pedido', 'cancellation'],
    ['quero meu dinheiro de volta', 'refund'],
    ['quero devolver o tênis', 'return'],
    ['por favor mudem o endereço de entrega', 'address_change'],
  ],
  fr: [
    ["j'ai changé d'avis et veux être remboursée", 'refund'],
    ['je souhaite annuler ma commande', 'cancellation'],
    ['je veux être remboursé', 'refund'],
    ['je voudrais retourner les chaussures', 'return'],
    ["merci de changer l'adresse de livraison", 'address_change'],
  ],
  de: [
    ['ich habe es mir anders überlegt und möchte mein Geld zurück', 'refund'],
    ['Bitte stornieren Sie meine Bestellung', 'cancellation'],
    ['ich möchte mein Geld zurück', 'refund'],
    ['ich möchte die Schuhe zurückgeben', 'return'],
    ['bitte ändert die Lieferadresse', 'address_change'],
  ],
  it: [
    ['vorrei annullare il mio ordine', 'cancellation'],
    ['voglio il rimborso', 'refund'],
    ['vorrei restituire le scarpe', 'return'],
    ["per favore cambiate l'indirizzo di consegna", 'address_change'],
  ],
  ru: [
    ['отмените мой заказ, пожалуйста', 'cancellation'],
    ['хочу вернуть деньги', 'refund'],
    ['хочу вернуть ботинки', 'return'],
    ['измените, пожалуйста, адрес доставки', 'address_change'],
  ],
  ar: [
    ['أريد إلغاء طلبي', 'cancellation'],
    ['أريد استرداد المبلغ', 'refund'],
    ['أريد إرجاع الحذاء', 'return'],
    ['ممكن تغيير عنوان التوصيل', 'address_change'],
  ],
  id: [
    ['tolong batalkan pesanan saya', 'cancellation'],
    ['saya minta refund', 'refund'],
    ['saya mau retur sepatunya', 'return'],
    ['tolong ganti alamat pengiriman', 'address_change'],
  ],
  vi: [
    ['hủy đơn giúp mình', 'cancellation'],
    ['mình muốn hoàn tiền', 'refund'],
    ['mình muốn trả giày', 'return'],
    ['đổi địa chỉ giao hàng giúp mình', 'address_change'],
  ],
  th: [
    ['ช่วยยกเลิกออเดอร์ให้หน่อยค่ะ', 'cancellation'],
    ['ขอเงินคืนค่ะ', 'refund'],
    ['อยากคืนรองเท้าค่ะ', 'return'],
    ['ช่วยเปลี่ยนที่อยู่จัดส่งหน่อย', 'address_change'],
  ],
  ja: [
    ['注文をキャンセルしてください', 'cancellation'],
    ['返金をお願いします', 'refund'],
    ['靴を返品したいです', 'return'],
    ['お届け先住所を変更してください', 'address_change'],
  ],
  ko: [
    ['주문 취소해 주세요', 'cancellation'],
    ['환불해 주세요', 'refund'],
    ['신발 반품하고 싶어요', 'return'],
    ['배송지 변경해 주세요', 'address_change'],
  ],
  zh: [
    ['请帮我取消订单', 'cancellation'],
    ['我要退款', 'refund'],
    ['我要退货，鞋子太小', 'return'],
    ['麻烦帮我改一下收货地址', 'address_change'],
  ],
};

const WISHES = ['refund_request', 'cancel_order', 'change_address', 'return_exchange'] as const;

describe('a write that nobody asked for', () => {
  it.each(Object.keys(SPEAKS_ONLY))('is never proposed in %s', async (locale) => {
    const texts = SPEAKS_ONLY[locale] ?? [];
    const proposals = await Promise.all(texts.map((text) => proposalOf(text, locale)));
    expect(texts.filter((_, index) => proposals[index] !== null)).toEqual([]);
  });

  it.each(Object.keys(SPEAKS_ONLY))(
    'is not proposed in %s even where the classifier takes it for one',
    (locale) => {
      const bold = (SPEAKS_ONLY[locale] ?? []).filter((text) =>
        WISHES.some((wish) => writeAsked(wish, text) !== null),
      );
      expect(bold).toEqual([]);
    },
  );

  it.each(Object.keys(OF_ANOTHER_MATTER))(
    'is not proposed in %s for what no shop has to do with',
    async (locale) => {
      const texts = OF_ANOTHER_MATTER[locale] ?? [];
      expect(Object.keys(OF_ANOTHER_MATTER).sort()).toEqual(Object.keys(ASKS).sort());
      const bold = texts.filter((text) => WISHES.some((wish) => writeAsked(wish, text) !== null));
      expect(bold).toEqual([]);
      for (const text of texts) expect(await proposalOf(text, locale)).toBeNull();
    },
  );

  it('is not proposed for what somebody else is quoted with', () => {
    fc.assert(
      fc.property(anAsk(), ({ text }) => {
        expect(requestsIn(`"${text}"`)).toEqual([]);
      }),
      { seed: 20261126 },
    );
  });

  it.each([
    ['en', (ask: string) => `how long does it take if I say: ${ask}`],
    ['en', (ask: string) => `my friend asked, what happens when I write ${ask}`],
  ])('is not proposed when a question is put before it (%s)', async (_, put) => {
    for (const [text] of ASKS.en ?? []) expect(await proposalOf(put(text), 'en')).toBeNull();
  });
});

describe('a write that is asked for', () => {
  it.each([
    ['please cancel my order, my flight leaves tomorrow', 'cancellation'],
    ['can you send it to my hotel instead, please change the address', 'address_change'],
    ['I want to return the alarm clock', 'return'],
  ])('is named though another matter stands beside it: %s', (text, kind) => {
    expect(writes(text)).toContain(kind);
  });

  it.each(Object.keys(ASKS))('is named in %s', async (locale) => {
    const heard = await Promise.all(
      (ASKS[locale] ?? []).map(async ([text]) => [text, await proposalOf(text, locale)]),
    );
    expect(heard).toEqual(ASKS[locale]);
  });

  it('is named whatever order number, courtesy or shouting stands around it', () => {
    fc.assert(
      fc.property(anAsk(), fc.constantFrom('DM-20001', '#W2611340', '48213'), (ask, code) => {
        expect(writes(`${ask.text} ${code}`)).toEqual(writes(ask.text));
        expect(writes(`${code}: ${ask.text}!`)).toEqual(writes(ask.text));
      }),
      { seed: 20261126 },
    );
  });
});

async function proposalOf(text: string, locale: string): Promise<string | null> {
  return proposalAsked(await understand(text, locale));
}

function writes(text: string): (string | null)[] {
  return WISHES.map((wish) => writeAsked(wish, text));
}

function anAsk() {
  return fc.constantFrom(
    ...Object.entries(ASKS).flatMap(([locale, asks]) => asks.map(([text]) => ({ locale, text }))),
  );
}
