import { asksWhetherPersonNeeded } from './asks-whether-person-needed.ts';
import { asListed } from './chinese-script.ts';
import { primaryLanguage } from './languages.ts';
import { plainPhrase } from './phrase-match.ts';

/**
 * Whether the message as a whole is an explicit wish for a person ("agent please", "let me talk to a human").
 * Long messages, questions about whether this is a machine, and refusals ("no need for an agent") are left to the model.
 */
export function asksForPerson(text: string, locale: string): boolean {
  const plain = ` ${plainPhrase(asListed(text, locale))} `;
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(plain);
  if (/\p{Script=Thai}/u.test(plain) && plain.length > LONGEST_THAI) return false;
  if (dense ? plain.length > LONGEST_DENSE : plain.split(' ').length > MOST_WORDS) return false;
  if (asksWhetherPersonNeeded(text, locale)) return false;
  const languages = new Set([primaryLanguage(locale), 'en']);
  for (const language of languages) {
    const wish = WISHES[language];
    if (wish === undefined || wish.not.test(plain)) continue;
    if (wish.asks.some((pattern) => pattern.test(plain))) return true;
  }
  return false;
}

/** Whether the message says that no person is wanted: "I don't need an agent, just tell me". */
export function declinesPerson(text: string, locale: string): boolean {
  const plain = ` ${plainPhrase(asListed(text, locale))} `;
  return [primaryLanguage(locale), 'en'].some(
    (language) => DECLINES[language]?.test(plain) ?? false,
  );
}

const MOST_WORDS = 18;
const LONGEST_DENSE = 40;
const LONGEST_THAI = 90;

interface Wish {
  asks: readonly RegExp[];
  not: RegExp;
}

const EN_PERSON =
  '(?:human|humans|human being|real human|person|real person|actual person|live person|agent|live agent|human agent|real agent|representative|rep|customer rep|customer service|customer support|customer care|support agent|support team|support person|operator|advisor|adviser|manager|supervisor|someone|somebody|staff|staff member|team member|employee|colleague|associate|specialist)';
const ES_PERSON =
  '(?:persona|persona real|persona de verdad|humano|ser humano|humana|agente|agente humano|asesor|asesora|operador|operadora|representante|alguien|encargado|encargada|supervisor|gerente|empleado|atencion al cliente|atención al cliente|servicio al cliente)';
const PT_PERSON =
  '(?:pessoa|pessoa real|pessoa de verdade|humano|ser humano|atendente|atendente humano|agente|operador|operadora|representante|alguém|alguem|funcionário|funcionario|gerente|supervisor|suporte humano|atendimento humano|atendimento ao cliente|assistente humano)';
const FR_PERSON =
  "(?:personne|vraie personne|personne réelle|humain|être humain|un humain|conseiller|conseillère|conseillere|agent|opérateur|operateur|représentant|quelqu'un|responsable|service client|employé|téléconseiller|collègue|superviseur)";
const DE_PERSON =
  '(?:menschen|mensch|echten menschen|person|echte person|echten person|mitarbeiter|mitarbeiterin|echten mitarbeiter|berater|beraterin|kundenberater|kundenservice|kundendienst|support mitarbeiter|jemandem|jemanden|jemand|vorgesetzten|chef|sachbearbeiter|agenten|kollegen)';
const JA_PERSON =
  '(?:人間|担当者|担当の方|オペレーター|オペレータ|スタッフ|係の人|係員|店員|有人|カスタマーサポートの人|人)';
const ZH_PERSON = '(?:人工|真人|客服|人工客服|真人客服|活人|客服人员|工作人员|专员|经理|主管|店员)';
const AR_PERSON =
  '(?:موظف|موظفة|شخص|شخص حقيقي|انسان|بشري|ممثل|ممثل خدمة العملاء|خدمة العملاء|المشرف|مشرف|المدير|مدير|احد|حد|وكيل|مندوب|الدعم)';

const IT_PERSON =
  '(?:persona|persona reale|persona vera|persona in carne e ossa|umano|essere umano|operatore|operatrice|operatore umano|addetto|addetta|agente|consulente|assistente umano|assistenza clienti|servizio clienti|responsabile|supervisore|collega|qualcuno|impiegato)';
const KO_PERSON =
  '(?:상담원|상담사|상담팀|상담 팀|고객지원팀|상담 직원|상담직원|직원|사람|담당자|고객센터|고객 센터|매니저|책임자|실제 사람|진짜 사람|관리자)(?:분|님)?';
const RU_PERSON =
  '(?:человек|человеком|человека|живым человеком|живого человека|живой человек|оператор|оператором|оператора|оператору|сотрудник|сотрудником|сотрудника|сотруднику|менеджер|менеджером|менеджера|менеджеру|специалист|специалистом|специалиста|специалисту|консультант|консультантом|консультанта|консультанту|поддержкой|службой поддержки|службу поддержки|поддержку|руководителем|руководителя|администратором|администратора|кем нибудь|кем то|представителем|агентом)';
const ID_PERSON =
  '(?:manusia|orang|orang asli|orang beneran|orang sungguhan|admin|cs|customer service|customer care|agen|petugas|operator|staf|staff|karyawan|layanan pelanggan|supervisor|manajer|atasan|seseorang|tim support|pegawai)';
const VI_PERSON =
  '(?:người|người thật|con người|nhân viên|nhân viên tư vấn|nhân viên hỗ trợ|nhân viên cskh|tư vấn viên|tổng đài viên|tổng đài|chăm sóc khách hàng|cskh|quản lý|giám sát|admin|ai đó|nguoi that|nhan vien|tu van vien)';
const TH_PERSON =
  '(?:เจ้าหน้าที่|พนักงาน|แอดมิน|คนจริง|คนจริงๆ|มนุษย์|คน|ฝ่ายบริการลูกค้า|ฝ่ายลูกค้าสัมพันธ์|คอลเซ็นเตอร์|ผู้จัดการ|หัวหน้า|ตัวแทน|โอเปอเรเตอร์)';

const DECLINES: Record<string, RegExp> = {
  en: new RegExp(
    ` (?:don't|dont|do not) (?:want|need)(?: to (?:talk|speak) (?:to|with))? (?:a |an |any |the )?${EN_PERSON} | no need for (?:a |an )?${EN_PERSON} `,
  ),
  es: new RegExp(
    ` no (?:quiero|necesito|hace falta|es necesario)(?: hablar con| llamar a| que me pase con)? (?:a |un |una |ningún |ninguna |al |el )*${ES_PERSON} `,
  ),
  pt: new RegExp(
    ` n[ãa]o (?:quero|preciso|precisa|é preciso)(?: de| falar com| chamar)? (?:um |uma |nenhum |nenhuma )*${PT_PERSON} `,
  ),
  fr: new RegExp(` pas (?:besoin )?(?:de |d')?(?:parler à )?(?:un |une )*${FR_PERSON} `),
  de: new RegExp(` (?:brauche|will|möchte|benötige) (?:keinen |keine |kein )${DE_PERSON} `),
  it: new RegExp(
    ` non (?:voglio|serve|mi serve|ho bisogno di)(?: parlare con)? (?:un |una |nessun )*${IT_PERSON} `,
  ),
  ru: new RegExp(` не (?:нужен|нужно|надо|хочу) (?:\\S+ )?${RU_PERSON} `, 'u'),
  ja: new RegExp(
    `${JA_PERSON}(?:に|へ|と|は|を)?(?:つながなく|繋がなく|呼ばなく|話さなく|代わらなく)て(?:も)?(?:大丈夫|いい|結構|良い)|${JA_PERSON}は(?:不要|いりません|必要ありません|結構です)`,
    'u',
  ),
  ko: new RegExp(
    `${KO_PERSON}(?:은|는|이|까지|한테)? ?(?:괜찮|필요 ?없|됐고|됐어|말고|안 ?불러|연결 ?안|연결하지)`,
    'u',
  ),
  zh: new RegExp(`(?:不用|不要|不需要|不必|别)(?:帮我|给我)?(?:转|找|叫|接)?${ZH_PERSON}`, 'u'),
  ar: new RegExp(` (?:لا|ما|مو|مش) (?:اريد|احتاج|ابي|ابغي|داعي ل|محتاج) ?(?:ال)?${AR_PERSON}`, 'u'),
  id: new RegExp(
    ` (?:tidak|gak|ga|nggak|enggak|ngga|tak) (?:mau|perlu|usah|butuh)(?: dipanggil| panggil| sambung ke| ke)? ${ID_PERSON} `,
  ),
  vi: new RegExp(` (?:không|ko|khỏi|chẳng) (?:cần|muốn)(?: gặp| gọi| chuyển)? ${VI_PERSON} `, 'u'),
  th: new RegExp(`ไม่(?:ต้อง|อยาก|ต้องการ)(?:เรียก|ตาม|โอน|คุยกับ|ให้)?${TH_PERSON}`, 'u'),
};

const WISHES: Record<string, Wish> = {
  en: {
    not: /n't (?:want|need|wanna)|not (?:want|need)|no need|rather not|without (?:a|any) (?:human|person|agent)|are you|is this|am i|were you| said | told | shipping agent| customs agent/,
    asks: [
      new RegExp(
        `^ (?:please |pls |hi |hello |hey |ok |just )*(?:a |an |the |your |real |live )*${EN_PERSON}(?: please| pls| plz| now| here| asap| thanks)* $`.replace(
          '|someone|somebody|staff',
          '|staff',
        ),
      ),
      new RegExp(
        ` (?:talk|speak|chat|talking|speaking|transfer|connect|transferred|connected|put|pass|forward|escalate|switch|get)(?: me| this| us)?(?: right)?(?: now)?(?: through| over)? (?:to|with|in touch with|onto) (?:a |an |the |your |my |some |one of your |any |another )*(?:\\p{L}+ )?${EN_PERSON} `,
        'u',
      ),
      / (?:want|need|wanna|would like|get me|give me|i'd like|can i have|can i get|may i have|find me|call me|send me)(?: to have| to get)? (?:a |an |the |your |some )*(?:real |actual |live |proper )*(?:human|human being|person|agent|human agent|live agent|representative|rep|operator|manager|supervisor|support agent|support person|advisor|adviser|staff member|customer service|customer support)(?: please| now| here| to help me| to help| to look at this)* $/,
      / (?:is there|are there) (?:a |an |any )*(?:real |actual |live )*(?:human|humans|person|people|agent|agents|someone|anyone|anybody) (?:i can|who can|that can|to) /,
      / (?:hand|pass) (?:me|this) (?:over|off) /,
      / (?:live|human) (?:chat|support|agent|help) (?:please|pls|now) /,
    ],
  },
  es: {
    not: / no (?:quiero|necesito|hace falta|es necesario)|eres (?:un|una)|es usted|hablo con|sin /,
    asks: [
      new RegExp(
        `^ (?:hola |por favor |un |una )*${ES_PERSON}(?: por favor| porfa| ya| ahora| gracias)* $`.replace(
          '|alguien',
          '',
        ),
      ),
      new RegExp(
        ` (?:hablar|hablo|chatear|comunicarme|comunicar|contactar|comuníqueme|comuniqueme|comuníquenme|pásame|pasame|páseme|paseme|pásenme|conéctame|conectame|conécteme|conectar|transfiérame|transfiereme|transferir|póngame|ponme|atienda|atender)(?:me)? (?:directamente )?(?:con|a|por) (?:un |una |el |la |su |algún |algun |al )*${ES_PERSON} `,
      ),
      new RegExp(
        ` (?:quiero|necesito|quisiera|deseo|dame|deme|busco|exijo)(?: que me atienda| hablar con)? (?:a |con )?(?:un |una |el |la )+${ES_PERSON} `,
      ),
      new RegExp(` que me (?:atienda|ayude|llame|contacte) (?:un |una )*${ES_PERSON} `),
    ],
  },
  pt: {
    not: / n[ãa]o (?:quero|preciso|é necessário|precisa)|você é|voce é|vc é|falo com|sem /,
    asks: [
      new RegExp(
        `^ (?:oi |olá |por favor |um |uma )*${PT_PERSON}(?: por favor| pfv| já| agora| obrigado)* $`.replace(
          '|alguém|alguem',
          '',
        ),
      ),
      new RegExp(
        ` (?:falar|falo|conversar|contatar|contactar|conectar|transferir|transfira|transfere|passar|passa|passe|encaminhar|encaminha|chamar|chama)(?:-me| me)? (?:direto )?(?:com|para|pra|a|por) (?:um |uma |o |a |algum |alguma )*${PT_PERSON} `,
      ),
      new RegExp(
        ` (?:quero|preciso|gostaria|queria|exijo)(?: de| que)? (?:um |uma |o |a )+${PT_PERSON} `,
      ),
      new RegExp(
        ` (?:chama|chame|passa|passe|me passa|transfere) (?:um |uma |o |a |pro |pra )*${PT_PERSON} `,
      ),
    ],
  },
  fr: {
    not: / (?:ne|n')(?: veux| ai| souhaite)?.* pas (?:besoin|parler)|pas besoin|êtes vous|etes vous|es tu|est ce que je parle|sans /,
    asks: [
      new RegExp(
        `^ (?:bonjour |svp |un |une |le )*${FR_PERSON}(?: s'il vous plaît| s'il vous plait| svp| stp| merci| maintenant)* $`.replace(
          "|quelqu'un",
          '',
        ),
      ),
      new RegExp(
        ` (?:parler|parle|discuter|échanger|contacter|joindre|transférer|transferer|transférez moi|passer|passez moi|passe moi|mettez moi en relation|connecter|être mis en relation|entrer en contact|mettre en relation)(?: directement)?(?: à| a| avec| au| vers)? (?:un |une |le |la |votre |l'|du )*(?:vrai |vraie )?${FR_PERSON} `,
      ),
      new RegExp(
        ` (?:veux|voudrais|souhaite|j'aimerais|besoin|exige|demande)(?: d'| de | avoir | parler à)? ?(?:un |une |d'un |d'une )+(?:vrai |vraie )?${FR_PERSON} `,
      ),
    ],
  },
  de: {
    not: / (?:kein|keine|keinen|keiner) |nicht (?:mit|nötig)|bist du|sind sie|spreche ich|ohne /,
    asks: [
      new RegExp(
        `^ (?:hallo |bitte |einen |ein |eine |den )*${DE_PERSON}(?: bitte| jetzt| sofort| danke)* $`.replace(
          '|jemandem|jemanden|jemand',
          '',
        ),
      ),
      new RegExp(
        ` (?:mit|zu|an|durch) (?:einem |einer |einen |eine |dem |den |der |ihrem |ihren |irgend )*(?:echten |richtigen |echte |menschlichen )?${DE_PERSON} (?:sprechen|reden|chatten|verbinden|verbunden|weiterleiten|weitergeleitet|telefonieren|durchstellen|weiterverbinden|kontakt|bitte)`,
      ),
      new RegExp(
        ` (?:sprechen|reden|verbinden sie mich|verbinde mich|verbinden|weiterleiten)(?: mich)?(?: bitte)? (?:mit|zu|an) (?:einem |einer |einen |eine |dem |den )*(?:echten |richtigen |echte |menschlichen )?${DE_PERSON} `,
      ),
      new RegExp(
        ` (?:will|möchte|moechte|brauche|hätte gern|hätte gerne|geben sie mir|gib mir)(?: bitte| sofort| jetzt)? (?:einen |eine |ein )(?:echten |richtigen |echte |menschlichen )?${DE_PERSON} `,
      ),
    ],
  },
  zh: {
    not: /不(?:要|用|需要|想)(?:转|找|和|跟|联系)?(?:人工|真人|客服)|你是(?:人工|真人|机器)|是人工吗|是真人吗|人工费/u,
    asks: [
      /^ ?(?:你好|您好|请|请问|麻烦)? ?(?:人工|真人|人工客服|真人客服|人工服务|转人工|客服|找客服|人工人工)(?:呢|吧|谢谢|在吗|服务|处理)? ?$/u,
      new RegExp(
        `(?:转|找|叫|换|接|要|联系|接通|呼叫|需要|想找|安排)(?:个|一个|一下|到|给|成|你们|你们的|一位)*${ZH_PERSON}`,
        'u',
      ),
      new RegExp(
        `(?:跟|和|与|同)(?:你们|你们的|一个|个|一位)*(?:${ZH_PERSON}|人)(?:说|聊|谈|沟通|讲|对话|通话|说话)`,
        'u',
      ),
      /(?:轉|找|接)(?:真人|人工|客服|專員)/u,
    ],
  },
  ja: {
    not: /必要ありません|不要|いりません|ではなく|ですか $|でしょうか $|じゃなくていい/u,
    asks: [
      /^ ?(?:すみません)? ?(?:人間|担当者|オペレーター|オペレータ|スタッフ|有人(?:対応|チャット)?|人)(?:を|に|と|で)?(?:お願いします|おねがいします|希望|お願い|出して(?:ください)?|代わって(?:ください)?|対応|と話したい){0,3} ?$/u,
      new RegExp(
        `${JA_PERSON}(?:と|に|へ|を|から)(?:直接|今すぐ|すぐ)?(?:話|はな|相談|つない|繋い|つなげ|繋げ|代わ|替わ|変わ|かわ|取り次|連絡|呼ん|出し|お願い|対応|チャット|電話)`,
        'u',
      ),
      /有人(?:対応|チャット|サポート)(?:に|を|へ|希望|お願い)/u,
    ],
  },
  ar: {
    not: / (?:لا|ما|مش|مو) (?:اريد|احتاج|ابي|ابغي|عايز|داعي)|هل انت|انت روبوت|بدون /u,
    asks: [
      new RegExp(
        `^ (?:مرحبا |من فضلك |لو سمحت |اريد )*(?:ال)?${AR_PERSON}(?: حقيقي| بشري| من فضلك| لو سمحت| الان| شكرا)* $`,
        'u',
      ),
      new RegExp(
        ` (?:اتكلم|التكلم|اتحدث|التحدث|احكي|اكلم|اتواصل|التواصل|تحدث|كلم|حولني|حولوني|تحويلي|وصلني|اوصلني|تحويل|اكلم|احاكي|اتصل|ربطني|التحويل|كلموني) (?:مع |الي |ل|ب|الى |علي )?(?:ال|لل|ل|ب)?${AR_PERSON}`,
        'u',
      ),
      / (?:اريد|احتاج|ابي|ابغي|عايز|عاوز|بدي|محتاج|ممكن) (?:ال)?(?:موظف|موظفة|شخص|انسان|ممثل|مدير|مشرف|خدمة العملاء)/u,
    ],
  },
  it: {
    not: / non (?:voglio|vorrei|ho bisogno|mi serve|serve|è necessario|occorre)|senza |sei (?:un|una)|sto parlando con|parlo con (?:un|una) (?:persona|umano|robot|bot)\b.* $|è (?:un|una) bot/,
    asks: [
      new RegExp(
        `^ (?:ciao |buongiorno |salve |per favore |un |una |l'|il )*${IT_PERSON}(?: per favore| per piacere| grazie| ora| adesso| subito)* $`.replace(
          '|qualcuno',
          '',
        ),
      ),
      new RegExp(
        ` (?:parlare|parlarne|chattare|comunicare|passami|mi passi|passatemi|mi passate|passarmi|collegami|mettetemi in contatto|mettimi in contatto|mi metta in contatto|essere messo in contatto|entrare in contatto|contattare|trasferiscimi|trasferitemi|chiamami|chiamate|chiama)(?: direttamente| subito)?(?: con| a| da)? ?(?:un |una |un'|l'|il |lo |la |il vostro |qualche )*(?:vero |vera )?${IT_PERSON} `,
      ),
      new RegExp(
        ` (?:voglio|vorrei|ho bisogno di|mi serve|chiedo|esigo|posso avere|datemi|dammi) (?:parlare con )?(?:un |una |un'|l'|il )(?:vero |vera )?${IT_PERSON} `,
      ),
    ],
  },
  ko: {
    not: /필요 ?없|아니어도|상담원 ?말고|사람 ?말고|않아도|사람(?:인가요|이에요|이세요|입니까|이야|이니|맞)|상담원(?:인가요|이에요|이세요|입니까)|(?:로봇|봇)(?:인가요|이에요|입니까)|원하지 않|싫어/u,
    asks: [
      new RegExp(
        `^ ?(?:안녕하세요 |저기요 |지금 |빨리 )*${KO_PERSON}(?: ?연결| ?상담| ?바꿔| ?불러| ?부탁)?(?:을|를|이랑|하고|과|와)? ?(?:해 ?주세요|해줘요?|해 ?주실래요|부탁드립니다|부탁드려요|부탁해요|부탁합니다|원해요|원합니다|요|좀|주세요|줘요?|연결|나와요?)* ?$`,
        'u',
      ),
      new RegExp(
        `${KO_PERSON}(?:이랑|랑|하고|과|와|에게|한테|께|으로|로|을|를|이|가)? ?(?:좀 |직접 |바로 |지금 )*(?:통화|이야기|얘기|대화|말하|상담|연결|바꿔|바꾸|불러|불러줘|전화|채팅|나와|넘겨)`,
        'u',
      ),
    ],
  },
  ru: {
    not: / не (?:хочу|нужен|нужна|нужно|надо|надо звать|зовите|переводите)|без (?:оператора|человека|сотрудника)| вы (?:человек|робот|бот|живой)| ты (?:человек|робот|бот|живой)|это (?:робот|бот|человек)|я говорю с| (?:роста|любовью) /u,
    asks: [
      new RegExp(
        `^ (?:здравствуйте |привет |пожалуйста |позовите |позови |дайте |нужен |нужна |хочу |живого |живой |соедините с |переведите на )*${RU_PERSON}(?: пожалуйста| плиз| срочно| сейчас| на связь| в чат| спасибо)* $`,
        'u',
      ),
      new RegExp(
        ` (?:поговорить|говорить|пообщаться|общаться|связаться|связать|свяжите|свяжи|соедините|соедини|соединить|переключите|переключи|переведите|переведи|переключить|позовите|позови|пригласите|подключите|подключи)(?: меня| нас)?(?: пожалуйста| срочно| сейчас)?(?: с| со| на| к)? (?:живым |живого |вашим |вашего |реальным |настоящим |каким нибудь |любым )*${RU_PERSON} `,
        'u',
      ),
      new RegExp(
        ` (?:нужен|нужна|хочу|дайте|требую|можно|прошу) (?:мне |вашего |живого |живой |настоящий |реального )*${RU_PERSON} `,
        'u',
      ),
    ],
  },
  id: {
    not: / (?:tidak|gak|ga|nggak|enggak|ngga|tak) (?:mau|perlu|usah|butuh|ingin)| tanpa |apakah (?:kamu|anda|ini)|kamu (?:manusia|orang|bot|robot)|anda (?:manusia|orang|bot|robot)|ini (?:bot|robot|manusia)| orang lain| orang tua/,
    asks: [
      new RegExp(
        `^ (?:halo |hai |tolong |mohon |minta |mau |kak |min |saya mau |panggil |panggilkan |sambungkan ke )*${ID_PERSON}(?: dong| ya| kak| please| sekarang| tolong| asli| dulu| donk| aja| saja)* $`,
      ),
      new RegExp(
        ` (?:bicara|ngobrol|ngomong|berbicara|chat|chatting|komunikasi|terhubung|dihubungkan|hubungkan|sambungkan|disambungkan|hubungi|panggilkan|panggil|alihkan|dialihkan|konsultasi)(?: saya| aku)?(?: langsung)?(?: dengan| sama| ke| kepada| pada)? (?:seorang |salah satu )?${ID_PERSON} `,
      ),
      new RegExp(
        ` (?:minta|butuh|perlu|mau|ingin) (?:dengan |sama |bantuan )?${ID_PERSON} (?!lain)`,
      ),
    ],
  },
  vi: {
    not: / (?:không|ko|khỏi|chẳng) (?:cần|muốn|phải gặp|thích)|bạn (?:có phải|là) (?:người|robot|bot|máy)|có phải (?:người|robot|bot|máy)|đây là (?:bot|robot|máy|người)|người (?:nhận|gửi|khác|bán|mua|giao|lớn|dùng|ta) /,
    asks: [
      new RegExp(
        `^ (?:chào |xin |làm ơn |cho |cho mình |cho tôi |gọi |gặp |cần |cần gặp |muốn gặp |mình muốn gặp |tôi muốn gặp |chuyển )*(?:một |1 )?${VI_PERSON}(?: thật| đi| nhé| ạ| với| giúp mình| giúp tôi| ngay| vui lòng)* $`.replace(
          '(?:người|',
          '(?:',
        ),
        'u',
      ),
      new RegExp(
        ` (?:nói chuyện|trò chuyện|chat|nói|gặp|liên hệ|liên lạc|kết nối|nối máy|chuyển|gọi|trao đổi|noi chuyen|gap)(?: cho| giúp)?(?: mình| tôi| em)?(?: trực tiếp)?(?: với| cho| sang| tới| đến| qua| voi)? (?:một |1 |bạn |anh |chị )*${VI_PERSON} `,
        'u',
      ),
      new RegExp(
        ` (?:cần|muốn|yêu cầu|cho tôi|cho mình) (?:một |1 )*${VI_PERSON} (?:hỗ trợ|tư vấn|giúp|thật|nói chuyện|trả lời)`,
        'u',
      ),
      / có (?:ai|nhân viên nào|người nào) .*(?:nói chuyện|trò chuyện|hỗ trợ trực tiếp|gặp) /u,
    ],
  },
  th: {
    not: /ไม่(?:ต้อง|อยาก|เอา|ต้องการ)|(?<!ที่)เป็น(?:คน|บอท|หุ่นยนต์|มนุษย์)|(?:คน|บอท)หรือ|ใช่คนไหม|ไม่ใช่คน/u,
    asks: [
      new RegExp(
        `^ ?(?:สวัสดี ?)?(?:ขอ|เรียก|ตาม|อยากคุยกับ|ต้องการ)?${TH_PERSON}(?:ด้วย|หน่อย|ที|ค่ะ|ครับ|คะ|ตัวจริง|ๆ|เลย| )* ?$`.replace(
          '|คน|',
          '|',
        ),
        'u',
      ),
      new RegExp(
        `(?:คุย|พูด|สนทนา|แชท|แชต|ติดต่อ|ต่อสาย|โอนสาย|โอน|ปรึกษา|คุยสาย|พูดสาย)(?:กับ|ถึง|หา|ไปที่|ไปหา|ให้)? ?${TH_PERSON}`,
        'u',
      ),
      new RegExp(
        `(?:ขอ|เรียก|ตาม|อยากได้|ต้องการ)(?:คุยกับ|พบ|สาย)?(?:${TH_PERSON.replace('|คน|', '|')})`,
        'u',
      ),
      new RegExp(`(?:มี|ขอ)${TH_PERSON.replace('|คน|', '|')}.{0,14}(?:คุย|พูด|ติดต่อ|ช่วย|ตอบ)`, 'u'),
    ],
  },
};
