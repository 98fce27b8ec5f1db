/*
 * The forms in which people ask a shop to do something, and those in which they only speak of it, over the folded text of
 * one sentence. A form is looked for in all languages at once, since shoppers mix them; a doubtful one counts as speaking.
 */

const VERBS =
  '(?:cancel|cncel|refund|reimburse|return|exchange|swap|replace|change|update|edit|modify|correct|switch|ship|send|deliver|redirect|remove|delete|take|stop|give|add|use|charge|get|have|make|process|issue|undo|withdraw|revoke|abort|drop|pay|call)';
const OPENERS =
  '(?:please|pls|plz|kindly|just|simply|so|ok|okay|hi|hello|hey|dear|sir|team|then|and|now|also|actually|instead|immediately|urgent|urgently|<user>)';

/** "I want to …", "please …", "could you …", an order given; by language. */
const ASKING: readonly string[] = [
  // en
  `^(?:${OPENERS} )*(?:${VERBS} |money back|refunds? (?:me|my|the|this|it)|cancell?ation (?:of|for) (?:my|order))`,
  `(?:please|pls|plz|kindly|just) (?:\\w+ ){0,2}${VERBS} `,
  `(?:can|could|would|will) (?:you|u|y'all|someone|somebody) (?:guys )?(?:please |pls |just |kindly |help me (?:to )?)*${VERBS} `,
  `(?:^|and |so |please )(?:can|could|may) i (?:please |just )?${VERBS} (?:it|this|these|them|that|my|mine|the)(?: \\w+){0,3} (?:for|to|into|with) (?:a|an|the|my|another) `,
  "(?:i|we) (?:(?:really|just|urgently|also|now|still|do|would|am|'m) )*(?:want|wanna|need|would like|wish|like|demand|request|require|requesting|demanding)(?= |$)",
  "(?:i'd|we'd) (?:really |also )?(?:like|love|prefer)(?= |$)",
  `(?:^|<user> )(?:want|wanna|need|would like|requesting|request|demand) (?:to ${VERBS} |a |an |my |the |full )`,
  // "It came broken and want my money back": the subject is the one before.
  `(?: and| so|,) (?:now |just |really |also |therefore )*(?:want|wanna|need|would like|demand|request) (?:to ${VERBS} |a |an |my |the |full |it )`,
  `you (?:guys )?(?:need|have|must|should)(?: to)? ${VERBS} |y'?all need to ${VERBS} `,
  `expect (?:a|my|full)(?= )|need (?:\\w+ ){1,3}(?:cancell?ed|refunded|exchanged|replaced|returned)|(?:so|and|then) (?:please )?(?:cancel|refund) |cancel (?:one|both|all) |(?:want|need|get) (?:some )?(?:help|assistance) (?:to |with |in )?(?:cancel|return|exchang|refund|chang)`,
  `(?:help|assist) (?:me )?(?:to )?${VERBS} `,
  '(?:please|pls|plz|asap|right now|immediately|now|thanks|thank you|thx)$',
  // es
  'quiero|quisiera|queremos|necesito|deseo|me gustaria|solicito|exijo|requiero|(?<!me )pido(?= |$)|por favor|porfa|(?<!se )pueden? (?:por favor |me )?(?:cancel|anul|devolv|reembols|cambi|envi)|podrian|podrias|podeis|ayud(?:en|a)me|cancel(?:en|ad|ame|enme|adme|alo|a mi|a el)|anul(?:en|ad|ame|alo|a mi|a el)|devuelv(?:an|e)me|devolved|reembols(?:en|ad|ame|enme|adme)|cambi(?:en|ad|ame|enme|adme|alo)|envi(?:en|ad)(?:lo|la|melo)?(?= |$)|mand(?:en|ad)(?:lo|la|melo)?(?= |$)',
  // pt
  'quero|queria|gostaria|preciso|desejo|exijo|peco|pfv|podem (?:por favor )?(?:me )?(?:cancel|devolv|estorn|reembols|troc|mud|envi|mand|alter)|poderia|cancel(?:em|a|e) (?:o|a|um|uma|meu|minha|esse|isso|tudo)(?= |$)|devolve (?:o|a|meu)(?= |$)|^(?:\\w+ )?estorna |cancelem|devolvam|estornem|reembolsem|troquem|mudem|mandem|enviem|alterem|me ajud',
  // fr
  "je (?:veux|voudrais|souhaite|desire|demande|exige|reclame)|j'(?:aimerais|exige|ai besoin)|s'il (?:vous|te) plait|svp|stp|merci d|veuillez|pouvez vous|vous pouvez|vous pourriez|pourriez|peux tu|annul(?:ez|e ma|e la|e mon)|rembours(?:ez|e moi)|echangez|changez|modifiez|envoyez|livrez|reprenez|remplacez|rendez|rends moi|aidez|nous (?:voulons|souhaitons)|(?:^| )et (?:veux|voudrais|souhaite|demande|exige) (?:mon|ma|un|une|le|la|etre|qu)",
  // de
  '(?<!was )(?:ich|wir) (?:\\w+ ){0,2}(?:will|wollen|mochte|mochten|brauche|verlange|fordere|beantrage|wunsche|widerrufe|storniere|hatte)(?= |$)|(?:will|mochte|brauche|verlange|fordere) (?:ich|wir|mein|meine|eine|einen|die|das|den|es)(?= |$)|^(?:\\w+ )?(?:will|mochte|brauche|hatte gern)|bitte|(?:konnen|konnten) sie|(?:konnt|konntet) ihr|kannst du|stornier(?:t|en sie|e)(?= |$)|erstatte(?:t|n sie)(?= |$)|(?:gebt|geben sie) mir|schick(?:t|en sie)(?= |$)|tausch(?:t|en sie)(?= |$)|ander(?:t|n sie)(?= |$)|hiermit|helf(?:t|en sie) mir',
  // it
  "voglio|vorrei|vogliamo|desidero|chiedo|pretendo|esigo|richiedo|rivoglio|ho bisogno|mi serve|per favore|per piacere|potete|potreste|puoi|annulla(?:te|temi|mi| il| l'| quest| tutto)|rimborsate|restituitemi|ridatemi|cambiate|sostituite|modificate|mandate|spedite|togliete|toglietemi|datemi|fermate|cancellate|gradirei|aiutatemi",
  // ru
  '(?<!не )(?:хочу|хотел|хотела|хотим|желаю|прошу|требую|нужно|надо|необходимо)(?= |$)|нужен|нужна|пожалуиста|плиз|помогите|можете|отмените|отменяите|отмени(?= |$)|аннулируите|верните|возместите|оформите|замените|поменяите|обменяите|измените|отправьте|привезите|заберите|уберите|остановите|отдаите|не (?:отправляите|высылаите)',
  // ar
  '(?:^| )و?(?:اريد|ابي|ابغي|ابغا|ابغى|عايز|عايزه|عاوز|بدي|نبي|ودي|اود|ارغب|ارجو|رجاء|ممكن|اطلب|اطالب|احتاج|محتاج|يرجي|يرجى|الرجاء|الغوا|رجعوا|ارجعوا|غيروا|بدلوا|استبدلوا|ارسلوا)(?= |$)|لو سمحت|من فضلك|من فضلكم',
  // id
  '(?:^| )(?:mau|buruan|ingin|minta|tolong|mohon|pengen|pengin|butuh|bantu|please|dong|batalin|batalkan|balikin|kembalikan|tukarin|tukarkan|gantiin|ubahin|kirimin|kirimkan)(?= |$)|(?:refund|cancel) (?:dong|aja|saya|uang|ya|pesanan)|stop pesanan|hapus (?:satu|pesanan)',
  // vi
  '(?:^| )(?:muon|de nghi|chi hoan|xin|giup|dum|vui long|lam on|yeu cau|cho (?:minh|toi|em|tui)|nho|can (?:huy|doi|tra|hoan))(?= |$)|^(?:shop oi )?(?:huy|hoan|doi|tra|bo|dung|khoan) ',
  // th
  'แค่คืน|เอาเงิน|ขอ(?!บคุณ|ง|โทษ)|อยาก|ต้องการ|ช่วย|กรุณา|รบกวน|โปรด|(?:หน่อย|ด้วย|ให้ที)(?:นะ)?(?:ค่ะ|คะ|ครับ|$)|^(?:ยกเลิก|คืนเงิน|เปลี่ยน|เอา)|อย่าเพิ่งส่ง|ก่อนส่งนะ',
  // ja
  'ください|下さい|お願い|おねがい|ほしい|欲しい|たい(?:です|のです|んです|と思|$| )|希望します|求めます|てくれ|てもらえ|てもらい|ていただけ|(?:返|戻|取り消|替え|換え|返金|返品|キャンセル)(?:し)?て$|手続き(?:を)?したい|キャンセルで$|(?:発送|送ら)(?:し)?ないで',
  // ko
  '주세요|주실|줘|주십시오|싶어|싶습|싶은데|원해|원합|부탁|요청(?:합|드|해)|바랍니다|바래요|할게|할래|하겠|내놔|(?:환불|취소) ?(?:좀|급)|보내지 ?(?:마|말아)',
  // zh
  '我要|我想|想要?(?:取消|退|换|改)|请|麻烦|帮我|帮忙|给我|申请|要求|需要|赶紧|立刻|马上|退我|还给我|退给我|吧$|一下$|换成|改成|改到|寄到|^(?:直接|那就|快)|取消(?:掉|一个|吧)|退(?:我|掉)|别(?:发|送)',
];

/** Questions, conditions, what others want, what has happened or must not happen. */
const SPEAKING: readonly string[] = [
  // en
  "^(?:so |and |but |ok |hi |hello |hey |dear |excuse me |please |sorry |just )*(?:how|when|what|why|who|whose|where|which|is|are|am|does|do i|do you|do we|did|has|have you|have i|had|was|were|should|shall|will i|will my|will the|would i|must i)(?: |'|$)",
  "how (?:do|can|could|to|long|much|many|does|would|should|i)(?= |$)|what (?:if|happens|is|are|do|does|would)|where (?:do|can|is|are)|when (?:can|do|does|will|is)|(?:if|unless|whether|in case|suppose|assuming|before i|until) (?:i|you|u|it|we|they|the|my|this|that|there|not|he|she|possible|something|a)(?= |')|when (?:i|you) (?:return|cancel|refund)",
  '(?:want|like|need|love|wish) to (?:know|ask|understand|find out|check|see|learn|hear|say|thank|complain)|wonder|curious|question about|tell me (?:about|if|when|how|what|why)|(?:explain|know|understand|clarify) |information|info (?:on|about)',
  "polic(?:y|ies)|terms|condition|eligib|allowed|permitted|possible|supposed to|entitled|hypothetic|theoretic|in general|generally|usually|normally|some ?times|always|ever(?= |$)|used to|(?:would|should|could|might) have|instead of|without|rather than|refus|reject|denied|den(?:y|ies)|forgot|tried to|trying to (?:get|reach|contact)|about to|(?:i'm|i am|im|we're) (?:going|planning|thinking|considering)|gonna|(?:i'll|i will|will) be (?:returning|cancell?ing|exchanging)|any reason|thinking (?:of|about)|consider|might|maybe|may have|never (?:want|ask|cancel|mind|said)",
  "(?:was|were|been|be|got|get|gets|getting|being|is|are|it's) (?:\\w+ ){0,2}(?:refunded|cancell?ed|returned|exchanged|replaced|reimbursed|changed|approved|processed)|(?:i|i've|we|we've|you|you've|they|he|she|it|seller|driver|courier|shop|bank|someone|who) (?:have |has |had |already |just |finally |only |even )*(?:cancell?ed|returned|refunded|exchanged|replaced|asked|requested|sent (?:\\w+ ){0,4}back|got|received|gave|wanted|changed(?! (?:my|our) mind)|updated|applied|applied for)(?= |$)|(?:cancell?ed|refunded|returned|replaced) (?:my|the|it|by|on|without|order)|already|still (?:no|not|waiting|haven|hasn|pending)|waiting|(?:mistake|error|fault) (?:of|by) you|promised|claimed|said|says|told|approved|status|progress|pending|took|takes(?! (?:too|so|way|for ?ever|ages)\\b)|refund(?:ed)? (?:was|is|has|should|will|came|hasn|didn|never)|(?:my|the|your) (?:refund|return|exchange|replacement|cancell?ation) (?:was|is|has|should|will|came|hasn|didn|request|never|still|got)|got (?:a|my|the) (?:\\w+ )?(?:refund|money|replacement)",
  "(?:he|she|they|my (?:\\w+ )?(?:friend|wife|husband|mother|mom|mum|father|dad|sister|brother|neighbou?r|boss|son|daughter)|people|customers?|someone|somebody|others) (?:\\w+ )?(?:wants?|wanted|asked|asks|said|says|told|needs?|needed|can|could|would)|(?:don't|dont|do not|not|no need to|never) (?:cancel|refund|return|exchange|change|replace|send|ship|deliver)|no (?:refund|return|cancell?ation|exchange)s?(?= |$)",
  '(?:return|refund|cancell?ation|exchange|shipping|delivery) (?:fee|fees|cost|costs|charge|time|times|option|options|window)(?!s? (?:is|are) (?:too|so|way) )|(?:return|refund|cancell?ation|exchange) (?:label|fee|fees|cost|costs|charge|address|form|portal|page|window|period|time|times|option|options|process|procedure|number|slip|link|button|details|confirmation|email|mail|date|rate)|membership|subscri|newsletter|prime(?= |$)|trial|account(?= |$)|thank you (?:for|again|so)|thanks (?:for|again)|great service',
  // es
  'como (?:puedo|hago|se |cancel|devolv|devuelv|solicit|pido|obteng|funciona|consigo|tramit|cambi|va)|cuando|cuant[oa]s?(?= |$)|por que|(?:^| )donde|que pasa|que ocurre|quien paga|(?:^| )si (?:no |lo |la |me |mi |el |un |una |ya )?(?:puedo|llega|quiero|devuelvo|cancelo|cambio|compro|pido|pedido|es|esta|se|hay|viene|abro|tengo)|politica|condiciones|plazo|posible|se puede|puedo|podria (?:yo )?(?:cancel|devolv|cambi)|tengo (?:que|derecho)|hay que|(?:ya |me |lo |la |se )*(?:he|ha|han|habia|habeis|fue|esta|estaba) (?:cancelad|anulad|devuelt|reembolsad|cambiad|pedid|solicitad)|(?:cancele|devolvi|cambie|anule|solicite|pedi el reembolso|cancelaron|anularon|devolvieron|reembolsaron)(?= |$)|estado del?|sigo esperando|todavia|aun no|prometi|dijeron|dice que|me dicen|saber|pregunta|informacion|duda|no (?:quiero|hace falta|necesito|deseo) (?:que )?(?:l[oa] )?(?:cancel|anul|devolv|reembols|cambi|un reembolso)|mi (?:amig|herman|madre|padre|marido|mujer|espos)\\w+ (?:quiere|dice|pidio)|suscripcion|gracias por (?:el|la|su)',
  // pt
  'como (?:eu |faco|posso|cancel|devolv|troc|solicit|peco|funciona|e que)|(?:^| )quando|quant[oa]s?(?= |$)|por ?que(?= |$)|(?:^| )onde|quem paga|o que acontece|(?:^| )se (?:nao |eu |o |a |meu |voces |ele )?(?:for|chegar|chega|quiser|der|devolver|cancelar|trocar|comprar|puder|posso|vier|tiver)|(?:^| )caso(?= |$)|condicoes|politica|prazo|possivel|(?:^| )posso(?= |$)|(?:^| )da (?:pra|para)|tem como|tenho (?:que|direito)|(?:ja|foi|fui|tinha|havia|foram) (?:\\w+ )?(?:cancelad|devolvid|estornad|reembolsad|trocad|pedi|solicitei|cancelei|devolvi)|(?:cancelei|devolvi|troquei|solicitei|cancelaram|estornaram|devolveram|reembolsaram)(?= |$)|status d|esperando|ainda nao|promet|disseram|diz que|falaram|saber|duvida|pergunta|informac|nao (?:quero|precisa|desejo|e para) (?:que )?(?:cancel|devolv|estorn|reembols|troc|um reembolso)|meu (?:amigo|irmao|pai|marido)\\w* (?:quer|disse)|minha (?:amiga|irma|mae|esposa) (?:quer|disse)|assinatura|obrigad[oa] (?:pelo|pela)',
  // fr
  "comment|(?:^| )quand(?= |$)|combien|pourquoi|(?:^| )ou (?:est|en|puis|dois)|quelles?(?= |$)|quels?(?= |$)|qui (?:paie|paye)|est ce (?:que|qu')|(?:^| )si (?:je|vous|le|la|les|ca|c'est|l'|on|mon|ma|jamais|un|une|elle|tu)(?= |')|s'il (?!vous|te)|condition|politique|delai|possible|peut on|puis je|dois je|je (?:peux|dois|pourrai)|(?:j'ai|nous avons|on a|on m'a|vous avez|vous m'avez|avez vous|a ete|ont ete|il a|elle a|est) (?:\\w+ ){0,3}(?:annulee?|rembourse|renvoye|retourne|echange|demande|rendu)(?:e|s|es)?(?= |$)|deja|pas (?:l')?(?:annuler|rembourser|echanger|retourner|renvoyer)|n'annulez|ne (?:veux|souhaite) pas|statut|etat (?:de|du)|(?:j'|je l')attends|toujours pas|promis|dit que|disent|savoir|question|renseign|information|mon (?:ami|frere|pere|mari) (?:veut|dit)|ma (?:mere|soeur|femme) (?:veut|dit)|abonnement|merci pour",
  // de
  '(?:^|und |aber |hallo |hi )(?:\\w+ ){0,1}(?:wie|wann|warum|wieso|weshalb|was|wo|wer|welche\\w*|gibt es|gilt|geht|darf|muss|soll|ist|sind|hat|habt|haben sie|wird|werden|wurde|kann (?:ich|man))(?= |$)|wie (?:kann|konnte|lange|bekomme|funktioniert|geht|lauft|mache|gebe|schicke|tausche|storniere|widerrufe)|(?:^| )(?:ob|wenn|falls|sofern|bevor)(?= |$)|moglich|bedingung|frist(?= |$)|stornogebuhr|stornokosten|(?:was|wie viel) kostet|gebuhren? (?:fur|bei|an)|wissen|frage|information|(?:habe?|haben|hatte|hat|wurde|wurden|ist|habt) (?:\\S+ ){0,8}(?:storniert|zuruckgeschickt|zuruckgesendet|zuruckgegeben|erstattet|beantragt|umgetauscht|widerrufen|abgelehnt|bestatigt|angefordert)|worden|bereits|schon (?:storniert|zuruck|erstattet)|(?:nicht|nichts|kein\\w*) (?:\\w+ )?(?:stornier|zuruckgeb|zuruckschick|umtausch|erstatt|ander)|wo bleibt|status|warte(?= |$)|versproch|gesagt|sagt|behaupt|mein\\w* (?:freund|frau|mann|mutter|vater|schwester|bruder)\\w* (?:will|mochte|sagt)|abo(?= |$)|danke fur',
  // it
  "come (?:faccio|posso|si|funziona|annull|restitu|chied|ottengo|richied|rend|cambi|mai)|(?:^| )quando|quant[oiae](?= |$)|perche|dov'e|(?:^| )dove|quali?(?= |$)|chi paga|(?:cosa|che) succede|(?:^| )se (?:non|il|la|lo|mi|voglio|posso|arriva|e|ho|vi|si|decido|compro|qualcosa)(?= |$)|(?:^| )se l'|condizioni|politica|termini|possibile|(?:^| )posso(?= |$)|si puo|(?:^| )devo(?= |$)|(?:ho|abbiamo|avete|mi avete|ha|hanno|e stato|e stata|sono stat\\w) (?:\\w+ ){0,3}(?:annullat[oa]|rimborsat[oai]|restituit[oai]|reso|rispedit[oai]|cambiat[oa]|chiest[oa]|richiest[oa])(?= |$)|(?:^| )gia (?:annull|rimbors|res[oa]|restitu|stat|chiest|fatt|ricev)|non (?:voglio|vorrei|annull|intendo|serve)|stato (?:del|di)|aspett|ancora (?:niente|nulla|non)|promess|detto|dicono|sapere|domanda|informazion|mi[ao] (?:amic|fratell|sorell|madre|padre|marit|mogli)\\w+ (?:vuole|dice)|abbonamento|grazie (?:per|del)",
  // ru
  '(?:^| )как (?:\\S+ )?(?:вернуть|отменить|обменять|сдать|оформить|получить|поменять|изменить|сделать|происходит|работает|мне)|когда|сколько|почему|зачем|(?:^| )где(?= |$)|куда|какие|какои|каков|что (?:будет|делать)|(?:^| )если(?= |$)|можно ли|(?:^| )ли(?= |$)|(?:^| )(?:можно|могу)(?= |$)|вдруг|услови|правил|политик|срок|возможно|уже|(?:я|мы|вы|они|он|она|магазин|продавец|курьер) (?:\\S+ )?(?:вернул|отменил|обменял|сдал|заменил)\\S*|(?:вернул|отменил|сдал|обменял)(?:а|и|о)?(?= |$)|отменен|возвращен|статус|жду|ждать|обещал|сказал|говорят|узнать|вопрос|интересует|подскажите|скажите|объясните|не (?:хочу|надо|нужно|прошу|собираюсь|отменяите|возвращаите)|(?:муж|жена|мама|папа|друг|подруга|сестра|брат) (?:хочет|сказал|просит)|подписк|спасибо за',
  // ar
  '(?:^| )و?(?:كيف|ازاي|شلون|متي|امتي|كم|ليش|لماذا|ليه|وين|فين|اين|هل|اذا|لو(?! سمحت)|ايش|وش|ما هي|ما هو|ماهي)(?= |$)|سياسة|شروط|مدة|حالة|حاله|(?:^| )(?:تم|رجعت|الغيت|استبدلت|رجعتوا|الغيتوا|طلبت (?:استرجاع|ارجاع|الغاء|استرداد))(?= |$)|(?:^| )(?:لا|ما|مو|مش) (?:اريد|ابي|ابغي|تلغ\\S*|عايز|بدي|احتاج)|وعد|قالوا|قال لي|يقول|لسه|انتظر|اعرف|استفسر|استفسار|سؤال|معلومات|(?:صديقي|زوجي|زوجتي|امي|ابي يريد|اخي) (?:يريد|تريد|يبي|تبي)|اشتراك|شكرا علي',
  // id
  '(?:^| )(?:gimana|bagaimana|gmn|cara(?:nya)?|kapan|berapa|kenapa|mengapa|kok|apakah|boleh(?:kah)?|kalau|kalo|klo|jika|bila|seandainya|misal(?:nya)?|apa (?:bisa|boleh|ada)|bisa(?:kah)? (?:gak|nggak|ga|tidak|saya|kah|di)|bisakah)(?= |$)|(?:bisa|boleh) (?:\\S+ ){0,6}(?:gak|nggak|ga|kan|tidak|kah)(?= |$)|kebijakan|syarat|(?:sudah|udah|udh) (?:masuk|diterima|cair|sampai)|(?:sudah|udah|udh|telah) (?:\\S+ ){0,2}(?:di)?(?:refund|retur|batal|cancel|kembali|balik|tukar|ganti)|(?:belum|blm)(?= |$)|dibatalkan|status|katanya|bilang|janji|(?:teman|suami|istri|ibu|kakak|adik|dia)(?:ku| saya)? (?:mau|ingin|minta|bilang)|(?:jangan|tidak|gak|nggak|ga|bukan) (?:mau |usah |perlu |ingin )?(?:di)?(?:batal|cancel|refund|retur|tukar|ganti)|(?:mau|ingin|pengen) (?:tahu|tau|tanya|nanya|cek|bertanya)|langganan|makasih (?:sudah|udah|atas)|terima kasih (?:sudah|atas)',
  // vi
  '(?:^| )(?:lam sao|lam the nao|the nao|nhu the nao|cach|bao gio|khi nao|bao lau|may ngay|tai sao|vi sao|o dau|neu|lo ma|gia su|lieu)(?= |$)|(?:^| )sao(?= |$)|^(?!.*(?:giup|dum|cho (?:minh|toi|em)(?= |$))).*(?:duoc khong|duoc ko|khong a|(?:^| )co (?:\\S+ ){1,8}khong)(?= |$)|chinh sach|dieu kien|(?:^| )da (?:\\S+ )?(?:huy|hoan|tra|doi)|(?:huy|hoan|tra|doi|nhan) (?:\\S+ ){0,4}(?:roi|chua)(?= |$)|(?:chua|van chua) (?:\\S+ )?(?:hoan|nhan|huy|tra|thay)|bi huy|(?:khong|dung|chua) (?:muon |can |phai )?(?:huy|hoan|tra|doi)|(?:muon|xin) (?:hoi|biet|xem)|hoi (?:ve|xem|thu)|cho hoi|(?:chong|vo|ban|me|chi|anh) (?:toi|minh|em) (?:muon|noi|bao)|noi (?:la|rang)|trang thai|tinh trang|hua|goi thanh vien|cam on (?:da|vi)',
  // th
  'ยังไง|อย่างไร|เมื่อไหร่|เมื่อไร|กี่วัน|นานแค่ไหน|นานไหม|ทําไม|ที่ไหน|อยู่ไหน|ตรงไหน|ถ้า|หาก|กรณี|เผื่อ|^(?!.*ช่วย).*(?:ไหม|มั้ย|มั๊ย|ได้ไม|หรือเปล่า|รึเปล่า)|หรือยัง|รึยัง|นโยบาย|เงื่อนไข|ระยะเวลา|(?:คืน|ยกเลิก|เปลี่ยน|ขอ).{0,14}(?:ไปแล้ว|แล้วแต่|แล้วยัง|มาแล้ว)|สถานะ|ยังไม่(?:ได้|เข้า)|ไม่(?:อยาก|ต้องการ|ต้อง|ได้(?:อยาก|ขอ)|ขอ)(?:จะ|ให้)?(?:คืน|ยกเลิก|เปลี่ยน|เงิน)|อย่ายกเลิก|บอกว่า|เพื่อน|แฟน(?:อยาก|จะ)|สอบถาม|อยากรู้|อยากทราบ|วิธี|ขั้นตอน|ถูกยกเลิก|โดนยกเลิก|สมาชิก|ขอบคุณที่',
  // ja
  'どう(?:すれば|やって|したら|やれば|なり|いう)|方法|やり方|手順|いつ|何日|何時|なぜ|どうして|なんで|どこ|いくら|場合|もし|(?:届かなかったら|来なかったら|遅れたら|なったら|したら|すれば|するなら|ければ)|ポリシー|規定|条件|期限|可能(?:です|でしょう)|でき(?:ます|る|ない)(?:か|の|でしょう|$)|(?:返品|返金|キャンセル|交換|取り消し|変更)(?:を|は|が)?(?:し|され|して|申請し|依頼し)(?:ました|た(?!い)|てい|てから|てもら(?:った|いました)|ちゃ)|済み|まだ|状況|進捗|たくない|たくあり|たいわけ|知りたい|教えて|聞きたい|確認したい|質問|問い合わせ|と(?:言|い)(?:わ|って|う)|友達|友人|母が|父が|夫が|妻が|らしい|しなくて|(?:キャンセル|返品|返金|交換)しないで|定期|会員|ありがとう',
  // ko
  '어떻게|언제|얼마나|왜|며칠|몇 ?일|어디|방법|절차|가능(?:한가|해요|할까|한지|합니까|하나)|되나요|되는지|될까요|돼요 \\?|(?:할|될|받을) 수 있|있나요|인가요|나요 \\?|(?:취소|환불|반품|교환|변경) ?(?:을|를)? ?(?:했|됐|되었|받았|신청했|요청했|하셨|당했|된|한 ?(?:지|거|후|뒤))|아직|상태|진행|정책|규정|조건|기간|(?:하|되|오|으|없|있|르|안 오)면|(?:할|일|올|될) 경우|만약|혹시|친구가|남편이|아내가|엄마가|동생이|라고|다고|알고 싶|궁금|알려|문의|안내|(?<!보내)지 ?(?:마|말)|싶지 ?않|안 ?(?:할|해도|하고)|필요 ?없|구독|멤버십|감사합니다 ?$',
  // zh
  '怎么|如何|怎样|多久|什么时候|啥时候|何时|几天|为什么|为啥|为何|哪里|哪儿|在哪|多少|什么|谁|^(?!.*(?:帮|给我|麻烦|请)).*(?:吗|么|能不能|可不可以|可以不|呢)|如果|要是|万一|假如|假设|的话|除非|政策|规则|规定|条件|期限|(?:已经?|早就|昨天|前天|上周|刚)?(?:取消|退货|退款|换货|申请)(?:了|过)(?!吧)|(?:退|寄|换)(?:回去|回来)?了|被取消|被退|到账|进度|状态|还没|没收到|(?:不|别|没|无需|不用|不想|不要)(?:想|要|用)?(?:取消|退款|退货|换货|退换|改)|他|她|我朋友|我老公|我老婆|我妈|说|答应|承诺|请问|咨询|想问|问一下|想知道|了解|会员|谢谢你们',
];

/** Short for "it has been cancelled": a fragment in this form asks for nothing. */
const DONE: readonly string[] = [
  '(?:cancell?ed|refunded|returned|exchanged|received|delivered|cancelad[oa]|devuelt[oa]|reembolsad[oa]|devolvid[oa]|estornad[oa]|annulee?|remboursee?|retournee?|storniert|erstattet|zuruckgeschickt|annullat[oa]|rimborsat[oa]|reso)(?= |$)',
  '(?:arrived|came|приш\\p{L}*|получил\\p{L}*|sudah|udah|llego|chegou|arrive|arrivat[oa]|ist da|kam|nhan)(?= |$)|왔|와요|来|到',
  'отмен[её]н|возвращ[её]н|الغي|تم |dibatalkan|da (?:huy|hoan|tra)|แล้ว|済|された|しました|됐|되었|했|已|了$',
  '(?:no|not|never|kein\\w*|nicht|pas|non|nao|sin|sem|без|нет|не|لا|ما|tidak|gak|khong|ไม่|없|안|不|没|無) ?',
  '(?:label|fee|fees|cost|costs|status|policy|address|number|form|window|portal|info|question|problem|issue|team|department|email|button|option|options)(?= |$)',
];

export const REQUEST_FORMS = {
  asking: union(ASKING),
  speaking: union(SPEAKING),
  done: union(DONE),
};

function union(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join('|'), 'u');
}
