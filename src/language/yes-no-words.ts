/** Phrases separated by commas. The longest that fits is read, so “please confirm” is not “please” and “confirm”. */
interface YesNoWords {
  yes: string;
  no: string;
  /** a no as well, unless it was asked whether to cancel */
  cancel: string;
  /** may stand beside either and says neither: courtesy, disbelief, hesitation, “please confirm”, “it is fine as it is” */
  courtesy: string;
}

/** Understood in every language. `no` is not among them: in Polish and Czech it means yes. */
export const EVERYWHERE: YesNoWords = {
  yes: 'ok, okay, oki, yes, yes please, 👍, 👌, ✅, ✔, 🆗',
  no: '👎, ❌, no thanks, no thank you',
  cancel: '',
  courtesy: '🙏, 🙂, 😊, 😀, 😄, 😃, 😁, 😉, ☺, 🤗, ❤, 🙌, 👏, 🤝, 🎉',
};

export const YES_NO: Record<string, YesNoWords> = {
  en: {
    yes: "yes, y, yep, yup, yeah, yea, ya, yess, yes do it, do it, do that, sure, sure thing, of course, absolutely, definitely, certainly, correct, that's correct, that is correct, that's right, right, exactly, confirm, confirmed, i confirm, i confirm that, yes i confirm, agreed, i agree, i accept, accepted, go ahead, please go ahead, go for it, proceed, please proceed, please do, sounds good, looks good, that works, works for me, that's fine, that is fine, fine, fine by me, alright, all right, k, kk, okey, okay do it, yes go ahead, yes refund it, refund it, yes i do, i do, yes i want that, yes that's right, perfect, great, good, make it so, deal, approve, approved, yes i am sure, i am sure, i'm sure, yes i'm sure, go on then, yeah go on, yeah go on then, do it then, yep do that, yep do it",
    no: "no, n, nope, nah, no way, never, never mind, nevermind, don't, do not, don't do it, do not do it, don't do that, please don't, not now, not yet, stop, wait, hold on, i don't want that, i don't want it, i do not want that, i changed my mind, changed my mind, i don't agree, i disagree, i decline, decline, declined, reject, leave it, forget it, absolutely not, definitely not, of course not, certainly not, no don't, not correct, that's wrong, wrong, incorrect, not right, that's not right, i'd rather not, rather not",
    cancel: 'cancel, cancel that, cancel it',
    courtesy:
      'please, pls, plz, thanks, thank you, thank you very much, thank you so much, many thanks, thx, ty, cheers, kindly, sir, hi, hello, then, that would be great, that would be nice, please confirm, pls confirm, plz confirm, kindly confirm, please do confirm, confirm please, confirm pls, confirm plz, yeah right, yea right, ya right',
  },
  zh: {
    yes: '是, 是的, 对, 对的, 好, 好的, 好啊, 好吧, 好呀, 好哒, 好滴, 行, 行的, 行吧, 可以, 可以的, 可, 嗯, 嗯嗯, 恩, 恩恩, 确认, 确定, 我确认, 我确定, 确认退款, 确定退款, 同意, 我同意, 没问题, 没错, 当然, 当然可以, 要, 要的, 需要, 就这样, 就这样吧, 请继续, 继续, 继续吧, 请办理, 办理吧, 请处理, 请帮我办理, 退吧, 接受, 我接受, 成, 中, ok的, 是啊, 是呀, 可以了, 麻烦了, 確認, 確定, 對, 對的, 沒問題, 沒錯, 當然, 我確認, 退款吧, 请退款, 那就退吧, 好的可以, 嗯就这样, 行退吧, 就这么办, 就这么办吧, 办吧, 中啊',
    no: '不, 不是, 不是的, 不对, 不對, 不要, 不要了, 不用, 不用了, 不需要, 不行, 不可以, 不好, 不同意, 我不同意, 不确认, 不确定, 不接受, 算了, 算了吧, 先不要, 先不用, 暂时不要, 暂时不用, 暂不, 别, 别退, 不退了, 先别, 等等, 等一下, 停, 拒绝, 否, 没有, 我不要, 我不想, 不必, 不必了, 我改主意了, 当然不',
    cancel: '取消, 取消吧',
    courtesy:
      '谢谢, 谢谢你, 谢谢您, 多谢, 谢了, 感谢, 请, 麻烦你, 麻烦您, 辛苦了, 辛苦, 亲, 您好, 你好, 啦, 哈, 謝謝, 麻煩你, 拜托, 那, 请确认, 请确定, 麻烦你确认, 麻烦您确认, 拜托确认',
  },
  es: {
    yes: 'sí, si, sip, sii, síp, claro, claro que sí, claro que si, por supuesto, desde luego, correcto, es correcto, exacto, exactamente, eso es, de acuerdo, vale, dale, listo, bueno, está bien, esta bien, ok dale, confirmo, lo confirmo, sí confirmo, si confirmo, confirmado, confirmar, acepto, aceptado, lo acepto, adelante, proceda, procede, hágalo, hagalo, hazlo, sí quiero, si quiero, perfecto, genial, me parece bien, estoy de acuerdo, seguro, estoy seguro, estoy segura, sí por favor, si por favor, así es, asi es, eso, ándale, órale, sale, nomás, sí nomás, dale nomás, así mismo, así nomás, hazlo nomás, va, sí va',
    no: 'no, nop, nope, no gracias, para nada, claro que no, por supuesto que no, desde luego que no, de ninguna manera, en absoluto, no quiero, no lo quiero, no lo haga, no lo hagas, mejor no, ahora no, todavía no, todavia no, aún no, aun no, no es correcto, incorrecto, no estoy de acuerdo, no confirmo, no acepto, espera, espere, un momento, para, déjalo, dejalo, olvídalo, olvidalo, cambié de opinión, he cambiado de opinión, nunca, rechazo, no estoy seguro, no estoy segura',
    cancel: 'cancelar, cancela, cancele, cancélalo, cancelalo, cancélelo, cancelelo',
    courtesy:
      'por favor, porfa, porfavor, gracias, muchas gracias, mil gracias, señor, señorita, hola, amable, muy amable, pues, entonces, por favor confirmar, confirmar por favor, porfa confirmar, confirmar porfa',
  },
  pt: {
    yes: 'sim, s, ss, sim senhor, claro, claro que sim, com certeza, certeza, certo, tá certo, está certo, ta certo, correto, isso, isso mesmo, exato, exatamente, tá, ta, tá bom, ta bom, tá bem, está bem, está bom, beleza, blz, ok pode, pode, pode sim, pode ser, pode fazer, pode prosseguir, pode seguir, pode confirmar, pode reembolsar, confirmo, eu confirmo, sim confirmo, confirmado, confirmar, aceito, eu aceito, sim aceito, concordo, de acordo, estou de acordo, quero, quero sim, sim quero, perfeito, ótimo, combinado, fechado, faça isso, faz isso, prossiga, siga, tenho certeza, pode ir, bora, positivo, uhum, aham, manda ver, pode mandar, pode mandar ver, isso aí, é isso, vai lá, faz aí',
    no: 'não, nao, n, nn, não obrigado, não obrigada, nao obrigado, nao obrigada, não quero, nao quero, claro que não, claro que nao, de jeito nenhum, de maneira nenhuma, nem pensar, agora não, agora nao, ainda não, ainda nao, melhor não, melhor nao, não faça isso, nao faça isso, não pode, nao pode, não concordo, nao concordo, não aceito, nao aceito, não confirmo, nao confirmo, espera, espere, peraí, pera, para, deixa, deixa pra lá, deixa para lá, esquece, esqueça, mudei de ideia, errado, incorreto, nunca, negativo, não tenho certeza, nao tenho certeza',
    cancel: 'cancelar, cancela, cancele, pode cancelar',
    courtesy:
      'por favor, pfv, pf, obrigado, obrigada, muito obrigado, muito obrigada, brigado, brigada, obg, valeu, vlw, grato, grata, se faz favor, oi, olá, moço, moça, então, por favor confirmar, confirmar por favor, pf confirmar, pfv confirmar, confirmar pf, confirmar pfv',
  },
  fr: {
    yes: "oui, ouais, ouep, oui oui, oui bien sûr, bien sûr, bien sur, bien entendu, évidemment, tout à fait, tout a fait, absolument, exactement, exact, c'est exact, c'est ça, c'est ca, c'est correct, correct, d'accord, daccord, dac, je suis d'accord, ça marche, ca marche, ça me va, ca me va, entendu, c'est d'accord, parfait, très bien, tres bien, je confirme, oui je confirme, je valide, oui je valide, validé, confirmé, confirmer, j'accepte, oui j'accepte, accepté, allez y, allez-y, vas y, vas-y, faites le, faites, fais le, volontiers, avec plaisir, je veux bien, oui je veux bien, certainement, sans problème, je suis sûr, je suis sûre, si, ouais vas y, oui c'est bon, ok c'est bon, faites donc, oui faites, banco, go",
    no: "non, nan, nope, non non, non merci, pas du tout, absolument pas, bien sûr que non, bien sur que non, certainement pas, surtout pas, jamais, pas maintenant, pas encore, pas d'accord, je ne suis pas d'accord, je suis pas d'accord, je ne veux pas, je veux pas, ne faites pas ça, ne le faites pas, ne fais pas ça, je refuse, refuser, refusé, attendez, attends, stop, laissez tomber, laisse tomber, oubliez, oublie, j'ai changé d'avis, plutôt pas, mieux vaut pas, incorrect, ce n'est pas correct, c'est faux, faux, je ne suis pas sûr, je ne suis pas sûre",
    cancel: 'annuler, annulez, annule, annulez la',
    courtesy:
      "s'il vous plaît, s'il vous plait, s'il te plaît, s'il te plait, svp, stp, merci, merci beaucoup, merci bien, mille mercis, bonjour, madame, monsieur, je vous en prie, je vous prie, alors, ça va, c'est bon, svp confirmer, confirmer svp, confirmer stp, confirmer s'il vous plaît, confirmer s'il vous plait",
  },
  de: {
    yes: 'ja, jo, jap, jep, jup, joa, ja bitte, ja gerne, ja gern, gerne, gern, sehr gerne, klar, na klar, ja klar, aber klar, sicher, aber sicher, natürlich, natuerlich, selbstverständlich, selbstverstaendlich, auf jeden fall, genau, richtig, das ist richtig, korrekt, das ist korrekt, stimmt, das stimmt, passt, das passt, passt so, geht klar, alles klar, in ordnung, das ist in ordnung, geht in ordnung, einverstanden, ich bin einverstanden, bestätigt, bestaetigt, bestätigen, ich bestätige, ich bestätige das, ich bestaetige, ja ich bestätige, ja ich will, ja machen sie das, machen sie das, mach das, mach mal, bitte machen, ja mach das, tun sie das, perfekt, super, gut, sehr gut, ich stimme zu, ja ich bin sicher, ich bin sicher, jawohl, jawoll, ja das passt, ja genau, bitte ja, mach, mach so, jo mach, ja mach, passt mach so, los, ja los, mach ruhig, nur zu, jo passt',
    no: 'nein, nee, ne, nö, noe, nein danke, danke nein, nein bitte nicht, bitte nicht, lieber nicht, doch nicht, besser nicht, auf keinen fall, keinesfalls, niemals, nie, natürlich nicht, sicher nicht, bestimmt nicht, nicht jetzt, jetzt nicht, noch nicht, nicht einverstanden, ich bin nicht einverstanden, das will ich nicht, will ich nicht, ich will nicht, ich möchte nicht, das möchte ich nicht, machen sie das nicht, mach das nicht, nicht machen, stopp, stop, halt, moment, warte, warten sie, vergiss es, vergessen sie es, lass es, lassen sie es, falsch, das ist falsch, stimmt nicht, das stimmt nicht, nicht richtig, ich habe es mir anders überlegt, abgelehnt, ich lehne ab',
    cancel: 'abbrechen, stornieren, stornieren sie, storniere',
    courtesy:
      'bitte, danke, danke schön, dankeschön, danke sehr, vielen dank, besten dank, herzlichen dank, hallo, guten tag, bitte sehr, dann, freundlicherweise, lieben dank, bitte bestätigen, bitte bestaetigen, bestätigen bitte, bestaetigen bitte',
  },
  ja: {
    yes: 'はい, ハイ, はいはい, ええ, うん, そうです, はいそうです, そうそう, その通りです, そのとおりです, 合っています, 合ってます, 間違いありません, 間違いないです, 正しいです, お願いします, おねがいします, お願い致します, お願いいたします, お願い, 宜しくお願いします, よろしくお願いします, 宜しくお願い致します, よろしくお願いいたします, はいお願いします, それでお願いします, それでいいです, それで大丈夫です, それで構いません, 返金してください, 返金をお願いします, 返金お願いします, 進めてください, 続けてください, 確認しました, 確定, 確定します, 了解, 了解です, 了解しました, 承知しました, 承知です, わかりました, 分かりました, 同意します, 承諾します, 承認します, 確定してください, もちろん, もちろんです, オッケー, オーケー, おけ, オケ, okです, イエス, ぜひ, 是非, それで頼む, それで頼みます, 頼む, 頼みます, それでok, それでおけ, それでokです, それでよろしく, よろしく, うんお願い',
    no: 'いいえ, いえ, いや, いやです, 嫌です, 違います, ちがいます, 違う, ちがう, だめ, だめです, ダメ, ダメです, 駄目です, やめます, やめておきます, やめてください, やめて, やめとく, 止めてください, 不要です, 必要ありません, 要りません, いりません, 要らない, しないでください, 返金しないでください, 遠慮します, 遠慮しておきます, まだ, まだです, 今はいいです, 待ってください, ちょっと待って, ちょっと待ってください, 同意しません, 断ります, お断りします, ノー, 間違いです, 間違っています, 気が変わりました, もちろん違います',
    cancel:
      'キャンセル, キャンセルします, キャンセルしてください, 取り消し, 取り消してください, 取消',
    courtesy:
      'ありがとう, ありがとうございます, 有難うございます, ありがとうございました, どうも, すみません, すいません, どうぞ, では, じゃあ, それでは, こんにちは, 助かります, お手数ですが, お手数おかけします, ね, よ, そうですね',
  },
  ar: {
    yes: 'نعم, اجل, ايوه, ايوة, ايوا, اه, آه, اي, إي, بلي, تمام, تمام التمام, اوكي, اوك, اوكيه, حسنا, حسن, طيب, ماشي, صح, صحيح, هذا صحيح, مضبوط, بالضبط, بالتاكيد, اكيد, طبعا, بالطبع, موافق, موافقة, انا موافق, انا موافقة, نعم موافق, نعم اوافق, اوافق, اقبل, مقبول, اؤكد, نعم اؤكد, اكد, تاكيد, مؤكد, لا مانع, لا مانع لدي, ما في مشكلة, تفضل, تفضلي, تفضلوا, نفذ, نفذ الطلب, كمل, اكمل, استمر, تابع, يلا, ان شاء الله نعم, ممتاز, جيد, اريد ذلك, نعم اريد, نعم اريد ذلك, ابغي, نعم متاكد, متاكد, متاكدة, حاضر, ايه, ايوه كذا, سوها, سووها, سويها, ايه سووها, ايه كذا, اعملها, اعملوها, خلص اعملها, توكل, توكلوا, زين',
    no: 'لا, لا لا, كلا, لأ, لا شكرا, لا اريد, لا اريد ذلك, ما اريد, ما ابي, ما ابغي, مش عايز, مش عاوز, مو موافق, غير موافق, لا اوافق, لست موافقا, لا تفعل, لا تفعل ذلك, ليس الان, مو الحين, مش دلوقتي, ليس بعد, بعدين, توقف, قف, انتظر, استني, لحظة, ارفض, مرفوض, غير صحيح, خطا, هذا خطا, مش صح, ابدا, مستحيل, طبعا لا, بالطبع لا, بالتاكيد لا, اكيد لا, غيرت رايي, لست متاكدا, غير متاكد, بلاش',
    cancel: 'الغاء, الغ, الغي, الغيها, الغه',
    courtesy:
      'شكرا, شكرا لك, شكرا جزيلا, شكرا لكم, مشكور, مشكورين, مشكورة, من فضلك, من فضلكم, لو سمحت, لو سمحتم, لو سمحتي, رجاء, الرجاء, ارجوك, يرجي, جزاك الله خيرا, مرحبا, السلام عليكم, اخي, اختي, يعطيك العافية, الله يعطيك العافية, متشكر, من فضلك اكد, اكد من فضلك, لو سمحت اكد, اكد لو سمحت, رجاء اكد, ارجوك اكد, الرجاء تاكيد, رجاء تاكيد, يرجي تاكيد',
  },
  it: {
    yes: "sì, si, sii, si si, sì sì, certo, certo che sì, certamente, sicuro, sicuramente, assolutamente, ovvio, ovviamente, naturalmente, esatto, esattamente, giusto, è giusto, corretto, è corretto, d'accordo, daccordo, sono d'accordo, va bene, vabbene, ok va bene, bene, benissimo, perfetto, ottimo, confermo, lo confermo, sì confermo, si confermo, confermato, conferma, confermare, accetto, accettato, lo accetto, procedi, proceda, procedete, procedi pure, proceda pure, procediamo, vai, vai pure, vai avanti, fai, fallo, fallo pure, lo faccia, faccia pure, sì grazie, si grazie, sì per favore, sì lo voglio, lo voglio, lo voglio sì, volentieri, con piacere, sono sicuro, sono sicura, dai, sì dai, rimborsami, rimborsatemi, sì rimborsami, ok così, va bene procedi, sì così, vai così, fai così, fate così, ok vai, avanti",
    no: "no, nono, no no, no grazie, no per favore, assolutamente no, certo che no, per niente, per nulla, non voglio, non lo voglio, non lo fare, non farlo, non lo faccia, non farlo per favore, meglio di no, meglio no, non ora, adesso no, ora no, non ancora, non sono d'accordo, non confermo, non accetto, non procedere, non proceda, ferma, fermati, aspetta, aspetti, un attimo, un momento, lascia stare, lasci stare, lascia perdere, ho cambiato idea, sbagliato, è sbagliato, non è corretto, non è giusto, mai, mai più, rifiuto, rifiutato, non sono sicuro, non sono sicura",
    cancel: 'annulla, annullare, annullalo, annullate, annulli, annullatelo',
    courtesy:
      'per favore, per piacere, perfavore, grazie, grazie mille, molte grazie, tante grazie, grazie infinite, gentilmente, ciao, buongiorno, buonasera, signore, signora, allora, pure, prego, va bene così, ok va bene così, per favore conferma, conferma per favore, per favore confermare, confermare per favore',
  },
  ko: {
    yes: '네, 넵, 넹, 네네, 넵넵, 예, 예예, 응, 응응, 어, 그래, 그래요, 그럼요, 그렇습니다, 맞아요, 맞습니다, 맞아, 좋아요, 좋습니다, 좋아, 좋네요, 알겠습니다, 알겠어요, 동의합니다, 동의해요, 확인, 확인합니다, 확인했습니다, 확인했어요, 확정, 확정합니다, 승인, 승인합니다, 수락합니다, 진행해 주세요, 진행해주세요, 진행해 줘, 진행해줘, 진행할게요, 진행하겠습니다, 진행, 계속해 주세요, 계속해주세요, 그렇게 해 주세요, 그렇게 해주세요, 그렇게 해줘, 그대로 진행해 주세요, 그대로 해주세요, 해 주세요, 해주세요, 해줘, 해줘요, 부탁드립니다, 부탁드려요, 부탁해요, 부탁합니다, 물론, 물론이죠, 물론입니다, 당연하죠, 당연히, 당연하지, 오케이, 오키, ㅇㅋ, ㅇㅇ, 콜, 환불해 주세요, 환불해주세요, 네 환불해 주세요, 네 부탁드립니다, 원해요, 원합니다, 완벽해요, 확실해요, 확실합니다, 그렇게 해줘요, 그걸로 해 주세요, 그걸로 해주세요, 그걸로요, 그렇게요, 네 그렇게요, ㅇㅇ 해줘요',
    no: '아니요, 아니오, 아뇨, 아니, 아니에요, 아닙니다, 아니야, 싫어요, 싫습니다, 싫어, 안 해요, 안해요, 안 할래요, 안할래요, 안 할게요, 안할게요, 하지 마세요, 하지마세요, 하지 말아 주세요, 하지 말아주세요, 하지 마, 하지마, 괜찮지 않아요, 동의하지 않습니다, 동의하지 않아요, 동의 안 해요, 원하지 않아요, 원하지 않습니다, 원치 않습니다, 필요 없어요, 필요없어요, 필요 없습니다, 필요없습니다, 그만, 그만할게요, 그만해 주세요, 잠깐만요, 잠시만요, 잠깐, 기다려 주세요, 기다려주세요, 거절합니다, 거절할게요, 틀려요, 틀렸어요, 틀렸습니다, 아직요, 아직이요, 아직 아니에요, 나중에요, 나중에 할게요, 됐어요, 됐습니다, 마음이 바뀌었어요, 마음이 바뀌었습니다, 생각이 바뀌었어요, 절대 안 돼요, 안 돼요, 안돼요, ㄴㄴ, 노, 확실하지 않아요',
    cancel: '취소, 취소할게요, 취소해 주세요, 취소해주세요, 취소합니다, 취소하겠습니다',
    courtesy:
      '감사합니다, 감사해요, 고마워요, 고맙습니다, 고마워, 감사, ㄱㅅ, 수고하세요, 수고하십시오, 수고하십니다, 죄송하지만, 죄송합니다만, 안녕하세요, 저기요, 그럼, 그러면, 꼭, 빨리, 빠르게, 확인 부탁드립니다, 확인 부탁드려요, 확인 부탁해요, 확인 부탁합니다, 확인부탁드립니다, 확인부탁드려요, 확인해 주세요, 확인해주세요, 확인 해 주세요, 확인 해주세요, 확인해 줘, 확인해줘, 확인해줘요, 확인 해줘',
  },
  ru: {
    yes: 'да, дя, ага, угу, да да, да конечно, конечно, конечно да, разумеется, естественно, безусловно, хорошо, ладно, окей, ок, хорошо давайте, давайте, давай, да давайте, да давай, верно, все верно, всё верно, правильно, все правильно, всё правильно, точно, именно, именно так, согласен, согласна, я согласен, я согласна, подтверждаю, да подтверждаю, я подтверждаю, подтвердить, подтверждено, принимаю, одобряю, оформляйте, да оформляйте, оформите, оформляем, да оформляем, делайте, да делайте, сделайте, сделайте так, продолжайте, продолжай, продолжаем, действуйте, действуй, вперед, вперёд, можно, да можно, хочу, да хочу, я хочу, отлично, прекрасно, супер, идет, идёт, годится, подходит, меня устраивает, устраивает, уверен, уверена, я уверен, я уверена, верните, верните деньги, да верните, возвращайте, да возвращайте, так точно, без проблем, не против, я не против, с удовольствием, плюс, давайте так, всё так, все так, да всё так, так и сделайте, пойдет, пойдёт, добро, валяйте, погнали',
    no: 'нет, не, неа, нее, нет нет, нет спасибо, не надо, не нужно, нет не надо, ненадо, не хочу, я не хочу, не согласен, не согласна, я не согласен, я не согласна, не подтверждаю, не принимаю, отказываюсь, отказ, стоп, стой, стойте, подождите, подожди, погодите, минутку, не сейчас, пока нет, пока не надо, еще нет, ещё нет, позже, потом, передумал, передумала, я передумал, я передумала, ни в коем случае, ни за что, никогда, конечно нет, конечно не надо, неверно, не верно, неправильно, не правильно, это неправильно, не делайте, не делай, не делайте этого, не оформляйте, не возвращайте, лучше не надо, лучше нет, забудьте, забудь, не уверен, не уверена, минус',
    cancel: 'отмена, отменить, отмените, отмени, отменяйте, отменяй',
    courtesy:
      'пожалуйста, пж, пжл, пжлст, плиз, спасибо, спасибо большое, большое спасибо, спс, благодарю, благодарю вас, будьте добры, будьте любезны, здравствуйте, привет, добрый день, добрый вечер, тогда, ну, очень прошу, прошу, заранее спасибо, да ну, да ладно, пожалуйста подтвердить, подтвердить пожалуйста, прошу подтвердить',
  },
  id: {
    yes: 'ya, iya, y, iyaa, yaa, iya iya, yup, yoi, yap, yes kak, iya kak, ya kak, betul, betul sekali, benar, benar sekali, tepat, setuju, saya setuju, aku setuju, sepakat, oke, okeh, oke kak, ok kak, oke lanjut, boleh, boleh kak, silakan, silahkan, lanjut, lanjutkan, lanjut saja, lanjut aja, lanjut kak, teruskan, proses, proses saja, proses aja, diproses, tolong diproses, mohon diproses, konfirmasi, saya konfirmasi, ya saya konfirmasi, dikonfirmasi, terima, saya terima, mau, saya mau, iya mau, ya mau, ya saya mau, baik, baiklah, baik kak, sip, siap, mantap, sempurna, pasti, tentu, tentu saja, yakin, saya yakin, gas, gaskeun, deal, jadi, ya jadi, kembalikan, refund saja, tolong refund, sudah benar, sudah sesuai, cocok, iya itu, gas aja, iya gas aja, lanjutin, lanjutin aja, jadiin, oke gas',
    no: 'tidak, tdk, tak, nggak, ngga, enggak, engga, gak, ga, gk, kagak, tidak mau, gak mau, ga mau, nggak mau, enggak mau, saya tidak mau, tidak usah, gak usah, ga usah, nggak usah, tidak perlu, gak perlu, ga perlu, tidak jadi, gak jadi, ga jadi, nggak jadi, jangan, jangan dulu, jangan kak, belum, nanti saja, nanti aja, nanti dulu, bukan, salah, tidak benar, tidak setuju, saya tidak setuju, gak setuju, stop, berhenti, tunggu, tunggu dulu, tunggu sebentar, sebentar, tolak, saya tolak, ditolak, lupakan, lupakan saja, berubah pikiran, saya berubah pikiran, tidak akan, tidak sama sekali, sama sekali tidak, tentu tidak, tidak yakin, saya tidak yakin, tidak kak, tidak terima kasih',
    cancel: 'batal, batalkan, dibatalkan, batal saja, batal aja',
    courtesy:
      'tolong, mohon, terima kasih, terimakasih, terima kasih banyak, makasih, makasi, makasih banyak, trims, thanks kak, kak, kakak, min, admin, gan, sis, bang, mas, mbak, pak, bu, halo, hai, dong, deh, saja, aja, permisi, makasih ya, makasih ya kak, makasi ya, terima kasih ya, terima kasih ya kak, makasih banyak ya, terima kasih banyak ya, tolong ya, tolong ya kak, mohon ya, maaf ya, trims ya, tolong konfirmasi, mohon konfirmasi, tolong dikonfirmasi, mohon dikonfirmasi, konfirmasi dong',
  },
  vi: {
    yes: 'có, có ạ, dạ có, có nhé, có chứ, vâng, vâng ạ, dạ vâng, dạ vâng ạ, dạ được, dạ đúng, ừ, ừm, ừa, uh, uhm, ờ, đúng, đúng rồi, đúng vậy, đúng ạ, chính xác, chuẩn, chuẩn rồi, được, được ạ, được rồi, được chứ, được nhé, ok bạn, ok shop, oke, okie, okela, ok em, đồng ý, tôi đồng ý, mình đồng ý, em đồng ý, tôi xác nhận, mình xác nhận, em xác nhận, xác nhận, đã xác nhận, chấp nhận, tôi chấp nhận, làm đi, làm luôn đi, làm giúp mình, làm giúp tôi, cứ làm đi, cứ làm, tiến hành, tiến hành đi, tiếp tục, tiếp tục đi, tiếp đi, hoàn tiền đi, hoàn tiền giúp mình, hoàn đi, tôi muốn, mình muốn, có tôi muốn, muốn, tất nhiên, tất nhiên rồi, dĩ nhiên, chắc chắn, chắc chắn rồi, tôi chắc chắn, tốt, tốt quá, tuyệt, tuyệt vời, hoàn hảo, nhất trí, duyệt, co, vang, dung roi, duoc, dong y, xac nhan, làm vậy đi, làm vậy đi shop, cứ vậy đi, cứ vậy mà làm, ok luôn, chốt, chốt luôn, triển đi, ừ làm đi',
    no: 'không, không ạ, dạ không, không nhé, ko, k, hong, hông, khong, không cần, ko cần, không cần đâu, không cảm ơn, không muốn, tôi không muốn, mình không muốn, không đồng ý, tôi không đồng ý, mình không đồng ý, không xác nhận, không phải, không đúng, sai, sai rồi, chưa, chưa đâu, chưa ạ, không phải bây giờ, để sau, để sau đi, thôi, thôi khỏi, thôi không cần, khỏi, khỏi cần, đừng, đừng làm, đừng làm vậy, dừng, dừng lại, khoan, khoan đã, chờ đã, đợi đã, chờ chút, đợi chút, từ chối, tôi từ chối, bỏ đi, bỏ qua, quên đi, tôi đổi ý, mình đổi ý, đổi ý rồi, tất nhiên không, không bao giờ, không chắc, tôi không chắc',
    cancel: 'hủy, huỷ, hủy đi, huỷ đi, hủy bỏ',
    courtesy:
      'cảm ơn, cám ơn, cảm ơn bạn, cảm ơn shop, cảm ơn nhiều, cảm ơn nhé, tks, thank, làm ơn, dạ, dạ cảm ơn, xin, xin vui lòng, vui lòng, nhé, nha, ạ, ơi, bạn, shop, em, ad, admin, chào bạn, chào shop, xin chào, giúp mình, giúp em, giúp tôi, với, cho mình, đi, cam on, vui lòng xác nhận, xin vui lòng xác nhận, xin xác nhận, làm ơn xác nhận, xác nhận giúp mình, xác nhận giúp em, xác nhận giúp tôi',
  },
  th: {
    yes: 'ใช่, ใช่ค่ะ, ใช่ครับ, ใช่เลย, ใช่แล้ว, ครับผม, ได้, ได้ค่ะ, ได้ครับ, ได้เลย, โอเค, โอเคค่ะ, โอเคครับ, โอเคเลย, ตกลง, ตกลงค่ะ, ตกลงครับ, ถูกต้อง, ถูกต้องแล้ว, ถูก, ถูกแล้ว, ยืนยัน, ยืนยันค่ะ, ยืนยันครับ, ขอยืนยัน, ฉันยืนยัน, ผมยืนยัน, ยอมรับ, เห็นด้วย, อนุมัติ, เอา, เอาค่ะ, เอาครับ, เอาเลย, ต้องการ, ต้องการค่ะ, ต้องการครับ, อยากได้, ดำเนินการเลย, ดำเนินการได้เลย, ดำเนินการ, ดำเนินการต่อ, ทำเลย, จัดการเลย, จัดเลย, ทำต่อเลย, ต่อเลย, คืนเงินเลย, คืนเงินได้เลย, ขอคืนเงิน, แน่นอน, แน่ใจ, ดี, ดีค่ะ, ดีครับ, ดีเลย, เยี่ยม, ไม่มีปัญหา, อืม, อือ, เออ, ตามนั้น, ตามนั้นเลย, ใช่ตามนั้น, จัดไป, จัดให้เลย, เอาตามนั้น, ได้จ้า, โอเคจ้า, อืมจัดไป',
    no: 'ไม่, ไม่ค่ะ, ไม่ครับ, ไม่ใช่, ไม่ใช่ค่ะ, ไม่ใช่ครับ, ไม่เอา, ไม่เอาค่ะ, ไม่เอาครับ, ไม่เอาแล้ว, ไม่ต้อง, ไม่ต้องค่ะ, ไม่ต้องครับ, ไม่ต้องแล้ว, ไม่ต้องการ, ไม่ต้องการแล้ว, ไม่อยากได้, ไม่ตกลง, ไม่ยืนยัน, ไม่ยอมรับ, ไม่เห็นด้วย, ไม่ถูกต้อง, ไม่ถูก, ผิด, ผิดแล้ว, หยุด, หยุดก่อน, รอก่อน, รอแป๊บ, เดี๋ยวก่อน, เดี๋ยว, ยัง, ยังค่ะ, ยังครับ, ยังไม่, ยังไม่เอา, ยังก่อน, ไว้ก่อน, ทีหลัง, อย่า, อย่าเพิ่ง, อย่าทำ, ปฏิเสธ, ขอปฏิเสธ, ช่างมัน, ช่างเถอะ, เปลี่ยนใจ, เปลี่ยนใจแล้ว, ไม่แน่ใจ, ไม่ได้, ไม่มีทาง, ไม่ดี',
    cancel: 'ยกเลิก, ยกเลิกค่ะ, ยกเลิกครับ, ขอยกเลิก, ยกเลิกเลย',
    courtesy:
      'ขอบคุณ, ขอบคุณค่ะ, ขอบคุณครับ, ขอบคุณมาก, ขอบคุณมากค่ะ, ขอบคุณมากครับ, ขอบใจ, กรุณา, รบกวน, รบกวนด้วย, ด้วย, ด้วยค่ะ, ด้วยครับ, โปรด, นะ, นะคะ, นะครับ, คะ, ค่ะ, ครับ, คับ, จ้า, สวัสดี, สวัสดีค่ะ, สวัสดีครับ, หน่อย, เลย, ค่า, กรุณายืนยัน, โปรดยืนยัน, รบกวนยืนยัน',
  },
};
