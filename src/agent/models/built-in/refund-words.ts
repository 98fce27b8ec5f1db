/*
 * The many ways to ask for money back, to want none, and to ask about the rules, beside those in
 * cues.ts. Written as folding leaves them: Vietnamese without its marks, Russian with и for й and е for ё.
 */

const WORDS = {
  refund: {
    it: "rimbors|riaccredit|miei soldi|mio denaro|(?:ridat|ridam|rivogli|restitu|riaver|rendetemi|indietro)[\\p{L}']*[^|]{0,25}(?:soldi|denaro|import|somma|euro|cifra)|(?:soldi|denaro|importo|somma)[^|]{0,15}indietro|storn\\w+ (?:l'addebito|sulla carta)|(?:voglio|preferisco|datemi|adesso) i soldi|ridatemi tutto|(?:rivogli|restitu)\\w* quanto|restituzione totale|addebiti va restituito",
    ko: '환불|환급|리펀|반환|돌려 ?(?:받|주|줘|달)|돈(?:을|이)? ?(?:좀 ?)?(?:돌려|내놔|언제|아직|안 ?들어)|대금 ?반환|돈으로 ?보상|돈(?:이나)? ?(?:줘|주세요)',
    ru: 'возврат|рефанд|ман[иэ]б[эе]к|возмест|компенсир|компенсац|мо[ие] деньг|(?:верни|верну|возвра|отда)\\p{L}*[^|]{0,30}(?:деньг|денюж|средств|сумм|стоимост|оплат|рубл|разниц|переплат|платеж|бабл|бабк|кровн|денег|<num>|част|доставк|списан|уплач|плати)|обратно деньг|получить деньги|переводите деньги|возвращени\\p{L}* денег|на карту верните|выплат\\p{L}* обратно|(?:деньг|денег|средств|сумм|бабл|бабк)\\p{L}*[^|]{0,25}(?:верн|возвра|обратно|назад)',
    id: 'refund|pengembalian (?:dana|uang)|ganti rugi|minta uang|(?:mau|ganti) (?:uang|duit)|diganti uang|yang satu balik|(?:uang|duit) (?:saya|aku|gue|gw|ku)\\b|(?:uang|duit)ku|(?:kembali|balik)\\w*[^|]{0,20}(?:uang|duit|dana|bayar|ongkir|ongkos|selisih)|(?:uang|duit|dana|ongkir|ongkos|selisih)\\w*[^|]{0,25}(?:kembali|balik)',
    vi: 'hoan(?: \\p{L}+){0,3} tien|hoan (?:phi|phan|khoan|lai|tra|chi phi|mot phan|ve the|<num>|cho \\p{L}+ <num>)|(?:tien|khoan) hoan|boi thuong|den tien|(?:tra|gui|lay|doi|nhan|chuyen|xin|dua)(?: \\p{L}+){0,2} lai(?: \\p{L}+){0,3} tien|(?:tra|gui|chuyen|dua)(?: \\p{L}+){0,2} tien(?: \\p{L}+){0,3} lai|tra tien (?:(?:cho )?(?:toi|tui|minh|em|tao)\\b|di\\b|don)|tra lai (?:phi|mot lan)',
    th: 'คืนเงิน|เงินคืน|รีฟัน|โอนคืน|ยอดคืน|ชดเชย|คืน(?:ค่า|ตัง|ยอด|ส่วนต่าง|ส่วนที่|บางส่วน|เป็นเงิน)|(?:เงิน|ตัง|ค่า|ยอด|ส่วนต่าง).{0,20}คืน|ขอคืน ?<num>|คืน(?:เข้าบัตร|เข้าบัญชี|ให้รอบ)',
    en: 'cash back|pay me back',
    es: 'reintegr|(?:mi|quiero la|dame la) plata|mi lana|(?:devuelv|devolv|regres)\\p{L}*[^|]{0,25}(?:dinero|plata|import|lo que pague|lo cobrado|euros|gastos|pagos)|devolucion del importe|plata de vuelta|(?:quiero|denme|dame|den|regres\\p{L}*|devuelv\\p{L}*) mis <num>|me (?:devuelv|regres)\\p{L}* (?:algo|una parte)|de vuelta lo del',
    pt: '(?:devolv|devolucao)\\p{L}*[^|]{0,25}(?:dinheiro|grana|reais|frete|valor|cobraram|que paguei)|paguei de volta|quero o dinheiro',
    fr: "mes sous|rend\\p{L}*(?: moi)? (?:l'argent|la thune)|recredit|recuperer (?:ce que j'ai paye|l'argent|les <num>)|(?:veux|rend\\p{L}*|filez|redonnez)(?: moi)?(?: mon| mes| les)? (?:fric|<num>)|recuperer les frais",
    de: 'geld (?:retour|wieder)|mit meinem geld|kohle zuruck|will das geld|(?:abbuchung|euro)[^|]{0,15} zuruck|zuruck was ich|gutschrift auf|(?:will|her mit|gebt mir) (?:meine|die) <num>|versandkosten (?:zuruck|wieder)|krieg ich da [^|]{0,20}(?:zuruck|wieder)|geld her',
    zh: '退(?:还)?给?我|退一?下款|退一笔|钱还|还我钱|款退|退差价|差价退|退到卡|钱拿回|退一部分|补退|麻烦退|(?:钱|付的|[百千万块]\\p{L}?)得?还给?我',
    ja: '代金.{0,4}返|金返せ|リファンド|(?:送料|一部|円|払った)[^|]{0,10}返し',
    ar: 'رجعوا? (?:لي )?(?:مبلغ|الفلوس|رسوم|فرق|علي البطاقه|علي البطاقة)|ارجعوا مبلغ|مصاري|مصرياتي|ترجعون',
  },
  refundDeclined: {
    ja: '返金(?:は|を)?(?:しなくて|いいです|やめ)|返金(?:して)?(?:ほしい|欲しい)?(?:わけ|の|ん)?(?:じゃ|では)(?:な[いく]て?|ありません)',
    it: '(?:non (?:voglio|vorrei|chiedo|cerco|mi serve|serve)(?: (?:il|un|nessun|alcun|piu il))?|niente|nessun|senza|invece del) rimbors',
    ko: '환불(?:은|을|까지는)? ?(?:필요 ?없|안 ?(?:해도|할래|할게|받을|원)|말고|하지 ?마|싫|원하지 ?않)|환불이? ?아니라',
    ru: '(?:не (?:надо|нужен|нужно|хочу|прошу|требую)|без|вместо) (?:никакого )?возврат|возврат\\p{L}*(?: (?:денег|средств))? не (?:нуж|надо|хоч|треб)',
    id: '(?:gak|ga|nggak|ngga|enggak|tidak|tak|bukan|jangan|gausah|tanpa)(?: (?:mau|usah|perlu|ingin|butuh|minta))? (?:di)?(?:refund|pengembalian dana)',
    vi: '(?:khong|ko|khoi|dung)(?: (?:can|muon|phai))? (?:hoan (?:lai )?tien|refund)|khong hoan tien nua',
    th: 'ไม่ได้(?:จะ|อยาก|มา)?(?:ขอ)?(?:คืนเงิน|เงินคืน)|(?:ไม่(?:ต้อง|อยาก|ขอ|เอา|ใช่|ต้องการ)|อย่า)(?:ขอ|ได้)?(?:คืนเงิน|เงินคืน)',
  },
  refundExplained: {
    it: '(?:politic|condizion|regol|termin)\\p{L}* (?:di|del|per il|per|sui|dei) rimbors|come funzion\\p{L}* (?:i|il) rimbors',
    ko: '환불 ?(?:정책|규정|조건|기준)',
    ru: '(?:услови|правил|политик|порядок|поряд)\\p{L}* возврат',
    id: '(?:kebijakan|syarat|aturan|ketentuan)(?: \\p{L}+)? (?:refund|pengembalian|dana)',
    vi: '(?:chinh sach|quy dinh|dieu kien)(?: \\p{L}+)? (?:hoan|tra|doi)',
    th: '(?:นโยบาย|เงื่อนไข|กติกา)(?:การ|ขอ)?คืนเงิน',
  },
  refundUnderWay: {
    en: 'approved|was promised|been promised|waiting for (?:my|the) refund',
    it: 'approvat|promess|da (?:giorni|settimane|due settimane) aspetto',
    ko: '승인(?:됐|된|났)|기다리는 ?중|기다리고',
    ru: 'одобр|обещал|(?:^| )жду(?: |$)',
    id: 'disetujui|di ?acc\\b|dijanjikan|(?:nunggu|menunggu|tunggu) (?:dana|uang|refund)',
    vi: '\\bduyet\\b|van trong|dang cho|van cho|cho (?:tien|khoan) hoan|da bao hoan',
    th: 'รอ(?:ยอด|เงิน|การ)|อนุมัติ',
  },
} as const;

/** More words for the cue of that name in cues.ts, for text that was folded. */
export const REFUND_WORDS = {
  named: patternOf('refund'),
  declined: patternOf('refundDeclined'),
  explained: patternOf('refundExplained'),
  underWay: patternOf('refundUnderWay'),
} as const;

// Folding takes Thai letters apart in the same way.
function patternOf(cue: keyof typeof WORDS): RegExp {
  return new RegExp(Object.values(WORDS[cue]).join('|').normalize('NFKC'), 'u');
}
