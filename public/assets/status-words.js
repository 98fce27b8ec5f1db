import { locale } from './words.js';

/* Short words for the codes on cards. Order: the codes as listed, one line a language. */
const CODES =
  'pending processing shipped delivered cancelled return_requested returned exchange_requested authorized captured partially_refunded refunded failed expired not_found info_received picked_up in_transit departed_origin arrived_destination customs_processing customs_action_required customs_delayed customs_released handed_to_last_mile out_for_delivery ready_for_pickup delivery_failed delayed returning damaged lost exception no_update requires_action succeeded card paypal ideal wero sofort klarna grabpay gopay shopeepay boleto cash_on_delivery bank_transfer gift_card'.split(
    ' ',
  );

const BRANDS = 'PayPal|iDEAL|Wero|SOFORT|Klarna|GrabPay|GoPay|ShopeePay|Boleto';

const WORDS = {
  en: `pending|being prepared|shipped|delivered|cancelled|return requested|returned|exchange requested|authorised|paid|partly refunded|refunded|failed|expired|not found yet|announced|picked up|on its way|left the country of origin|arrived in the country|at customs|customs needs something from you|delayed at customs|released by customs|with the local carrier|out for delivery|ready to collect|delivery attempt failed|delayed|on its way back|damaged|lost|a problem on the way|no news|needs action|done|card|${BRANDS}|cash on delivery|bank transfer|gift card`,
  zh: `待处理|备货中|已发货|已送达|已取消|已申请退货|已退回|已申请换货|已授权|已付款|部分退款|已退款|失败|已过期|暂无信息|已登记|已揽收|运输中|已离开始发国|已到达目的国|清关中|海关需要您处理|清关延误|已清关|已交本地承运商|派送中|可自取|派送失败|延误|退回途中|破损|丢失|运输异常|无更新|需要处理|已完成|银行卡|${BRANDS}|货到付款|银行转账|礼品卡`,
  es: `pendiente|en preparación|enviado|entregado|cancelado|devolución solicitada|devuelto|cambio solicitado|autorizado|pagado|reembolsado en parte|reembolsado|fallido|vencido|aún sin datos|anunciado|recogido|en camino|salió del país de origen|llegó al país de destino|en aduana|la aduana necesita algo de usted|retrasado en aduana|liberado por la aduana|con el transportista local|en reparto|listo para recoger|intento de entrega fallido|retrasado|de vuelta al remitente|dañado|perdido|incidencia|sin novedades|requiere acción|hecho|tarjeta|${BRANDS}|contra reembolso|transferencia bancaria|tarjeta regalo`,
  pt: `pendente|em preparação|enviado|entregue|cancelado|devolução solicitada|devolvido|troca solicitada|autorizado|pago|reembolsado em parte|reembolsado|falhou|vencido|ainda sem dados|anunciado|coletado|a caminho|saiu do país de origem|chegou ao país de destino|na alfândega|a alfândega precisa de algo seu|atrasado na alfândega|liberado pela alfândega|com a transportadora local|saiu para entrega|pronto para retirada|tentativa de entrega sem sucesso|atrasado|voltando ao remetente|danificado|perdido|ocorrência|sem novidades|requer ação|concluído|cartão|${BRANDS}|pagamento na entrega|transferência bancária|vale-presente`,
  fr: `en attente|en préparation|expédiée|livré|annulé|retour demandé|retourné|échange demandé|autorisé|payé|remboursé en partie|remboursé|échoué|expiré|pas encore d’information|annoncé|pris en charge|en chemin|parti du pays d’origine|arrivé dans le pays|en douane|la douane attend quelque chose de vous|retardé en douane|dédouané|chez le transporteur local|en cours de livraison|prêt à retirer|échec de livraison|retardé|en cours de retour|endommagé|perdu|incident|sans nouvelles|action requise|fait|carte|${BRANDS}|paiement à la livraison|virement bancaire|carte cadeau`,
  de: `offen|in Vorbereitung|versandt|zugestellt|storniert|Rücksendung angefragt|zurückgesandt|Umtausch angefragt|autorisiert|bezahlt|teilweise erstattet|erstattet|fehlgeschlagen|abgelaufen|noch keine Daten|angekündigt|abgeholt|unterwegs|Ursprungsland verlassen|im Zielland angekommen|beim Zoll|der Zoll braucht etwas von Ihnen|beim Zoll verzögert|vom Zoll freigegeben|beim örtlichen Zusteller|in Zustellung|zur Abholung bereit|Zustellversuch gescheitert|verspätet|auf dem Rückweg|beschädigt|verloren|Problem unterwegs|keine Neuigkeiten|Handlung nötig|erledigt|Karte|${BRANDS}|Nachnahme|Überweisung|Geschenkkarte`,
  ja: `保留中|準備中|発送済み|配達済み|キャンセル済み|返品申請中|返品済み|交換申請中|承認済み|支払い済み|一部返金済み|返金済み|失敗|期限切れ|情報なし|発送予定|集荷済み|輸送中|発送国を出発|到着国に到着|通関中|税関でお手続きが必要|通関遅延|通関完了|現地配送業者へ引き渡し|配達中|受け取り可能|配達失敗|遅延|返送中|破損|紛失|輸送中の問題|更新なし|対応が必要|完了|カード|${BRANDS}|代金引換|銀行振込|ギフトカード`,
  ar: `قيد الانتظار|قيد التحضير|تم الشحن|تم التسليم|ملغى|طُلب الإرجاع|مُرجَع|طُلب الاستبدال|مُصرَّح به|مدفوع|مُسترَد جزئيًا|مُسترَد|فشل|منتهي|لا بيانات بعد|مُعلَن|تم الاستلام من البائع|في الطريق|غادر بلد المنشأ|وصل إلى البلد|في الجمارك|الجمارك تحتاج شيئًا منك|متأخر في الجمارك|أفرجت عنه الجمارك|لدى شركة التوصيل المحلية|خرج للتوصيل|جاهز للاستلام|تعذّر التسليم|متأخر|في طريق العودة|تالف|مفقود|مشكلة في الطريق|لا جديد|يلزم إجراء|تم|بطاقة|${BRANDS}|الدفع عند الاستلام|تحويل بنكي|بطاقة هدية`,
};

/** @param {string} code a status or method as records carry it */
export function statusWord(code) {
  const index = CODES.indexOf(code);
  const words = (WORDS[locale.split('-')[0]] ?? WORDS.en).split('|');
  return index === -1 ? code.replaceAll('_', ' ') : words[index];
}
