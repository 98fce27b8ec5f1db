/** Phrases separated by commas: words of consent, of refusal, and of courtesy that may stand beside either. */
interface YesNoWords {
  yes: string;
  no: string;
  courtesy: string;
}

/** Understood in every language. `no` is not among them: in Polish and Czech it means yes. */
export const EVERYWHERE: YesNoWords = {
  yes: 'ok, okay, oki, yes, yes please, 👍, 👌, ✅, ✔, 🆗',
  no: '👎, ❌, no thanks, no thank you',
  courtesy: '🙏, 🙂, 😊, 😀, 😄',
};

export const YES_NO: Record<string, YesNoWords> = {
  en: {
    yes: "yes, y, yep, yup, yeah, yea, ya, yess, yes do it, do it, do that, sure, sure thing, of course, absolutely, definitely, certainly, correct, that's correct, that is correct, that's right, right, exactly, confirm, confirmed, i confirm, i confirm that, yes i confirm, agreed, i agree, i accept, accepted, go ahead, please go ahead, go for it, proceed, please proceed, please do, sounds good, looks good, that works, works for me, that's fine, that is fine, fine, fine by me, alright, all right, k, kk, okey, okay do it, yes go ahead, yes refund it, refund it, yes i do, i do, yes i want that, yes that's right, perfect, great, good, make it so, deal, approve, approved, yes i am sure, i am sure, i'm sure, yes i'm sure",
    no: "no, n, nope, nah, no way, never, never mind, nevermind, don't, do not, don't do it, do not do it, don't do that, please don't, not now, not yet, cancel, cancel that, cancel it, stop, wait, hold on, i don't want that, i don't want it, i do not want that, i changed my mind, changed my mind, i don't agree, i disagree, i decline, decline, declined, reject, leave it, forget it, absolutely not, definitely not, of course not, certainly not, no don't, not correct, that's wrong, wrong, incorrect, not right, that's not right, i'd rather not, rather not",
    courtesy:
      'please, pls, plz, thanks, thank you, thank you very much, thank you so much, many thanks, thx, ty, cheers, kindly, sir, hi, hello, then, that would be great, that would be nice',
  },
  zh: {
    yes: '是, 是的, 对, 对的, 好, 好的, 好啊, 好吧, 好呀, 好哒, 好滴, 行, 行的, 行吧, 可以, 可以的, 可, 嗯, 嗯嗯, 恩, 恩恩, 确认, 确定, 我确认, 我确定, 确认退款, 确定退款, 同意, 我同意, 没问题, 没错, 当然, 当然可以, 要, 要的, 需要, 就这样, 就这样吧, 请继续, 继续, 继续吧, 请办理, 办理吧, 请处理, 请帮我办理, 退吧, 接受, 我接受, 成, 中, ok的, 是啊, 是呀, 可以了, 麻烦了, 確認, 確定, 對, 對的, 沒問題, 沒錯, 當然, 我確認, 退款吧, 请退款, 那就退吧, 好的可以',
    no: '不, 不是, 不是的, 不对, 不對, 不要, 不要了, 不用, 不用了, 不需要, 不行, 不可以, 不好, 不同意, 我不同意, 不确认, 不确定, 不接受, 取消, 取消吧, 算了, 算了吧, 先不要, 先不用, 暂时不要, 暂时不用, 暂不, 别, 别退, 不退了, 先别, 等等, 等一下, 停, 拒绝, 否, 没有, 我不要, 我不想, 不必, 不必了, 我改主意了, 当然不',
    courtesy:
      '谢谢, 谢谢你, 谢谢您, 多谢, 谢了, 感谢, 请, 麻烦你, 麻烦您, 辛苦了, 辛苦, 亲, 您好, 你好, 啦, 哈, 謝謝, 麻煩你, 拜托, 那',
  },
  es: {
    yes: 'sí, si, sip, sii, síp, claro, claro que sí, claro que si, por supuesto, desde luego, correcto, es correcto, exacto, exactamente, eso es, de acuerdo, vale, dale, listo, bueno, está bien, esta bien, ok dale, confirmo, lo confirmo, sí confirmo, si confirmo, confirmado, confirmar, acepto, aceptado, lo acepto, adelante, proceda, procede, hágalo, hagalo, hazlo, sí quiero, si quiero, perfecto, genial, me parece bien, estoy de acuerdo, seguro, estoy seguro, estoy segura, sí por favor, si por favor, así es, asi es, eso, ándale, órale, sale',
    no: 'no, nop, nope, no gracias, para nada, claro que no, por supuesto que no, desde luego que no, de ninguna manera, en absoluto, no quiero, no lo quiero, no lo haga, no lo hagas, mejor no, ahora no, todavía no, todavia no, aún no, aun no, no es correcto, incorrecto, no estoy de acuerdo, no confirmo, no acepto, cancelar, cancela, cancele, cancélalo, cancelalo, espera, espere, un momento, para, déjalo, dejalo, olvídalo, olvidalo, cambié de opinión, he cambiado de opinión, nunca, rechazo, no estoy seguro, no estoy segura',
    courtesy:
      'por favor, porfa, porfavor, gracias, muchas gracias, mil gracias, señor, señorita, hola, amable, muy amable, pues, entonces',
  },
  pt: {
    yes: 'sim, s, ss, sim senhor, claro, claro que sim, com certeza, certeza, certo, tá certo, está certo, ta certo, correto, isso, isso mesmo, exato, exatamente, tá, ta, tá bom, ta bom, tá bem, está bem, está bom, beleza, blz, ok pode, pode, pode sim, pode ser, pode fazer, pode prosseguir, pode seguir, pode confirmar, pode reembolsar, confirmo, eu confirmo, sim confirmo, confirmado, confirmar, aceito, eu aceito, sim aceito, concordo, de acordo, estou de acordo, quero, quero sim, sim quero, perfeito, ótimo, combinado, fechado, faça isso, faz isso, prossiga, siga, tenho certeza, pode ir, bora, positivo, uhum, aham',
    no: 'não, nao, n, nn, não obrigado, não obrigada, nao obrigado, nao obrigada, não quero, nao quero, claro que não, claro que nao, de jeito nenhum, de maneira nenhuma, nem pensar, agora não, agora nao, ainda não, ainda nao, melhor não, melhor nao, não faça isso, nao faça isso, não pode, nao pode, não concordo, nao concordo, não aceito, nao aceito, não confirmo, nao confirmo, cancelar, cancela, cancele, espera, espere, peraí, pera, para, deixa, deixa pra lá, deixa para lá, esquece, esqueça, mudei de ideia, errado, incorreto, nunca, negativo, não tenho certeza, nao tenho certeza',
    courtesy:
      'por favor, pfv, pf, obrigado, obrigada, muito obrigado, muito obrigada, brigado, brigada, obg, valeu, vlw, grato, grata, se faz favor, oi, olá, moço, moça, então',
  },
  fr: {
    yes: "oui, ouais, ouep, oui oui, oui bien sûr, bien sûr, bien sur, bien entendu, évidemment, tout à fait, tout a fait, absolument, exactement, exact, c'est exact, c'est ça, c'est ca, c'est correct, correct, d'accord, daccord, dac, je suis d'accord, ça marche, ca marche, ça me va, ca me va, ça va, entendu, c'est bon, c'est d'accord, parfait, très bien, tres bien, je confirme, oui je confirme, je valide, oui je valide, validé, confirmé, confirmer, j'accepte, oui j'accepte, accepté, allez y, allez-y, vas y, vas-y, faites le, faites, fais le, volontiers, avec plaisir, je veux bien, oui je veux bien, certainement, sans problème, je suis sûr, je suis sûre, si",
    no: "non, nan, nope, non non, non merci, pas du tout, absolument pas, bien sûr que non, bien sur que non, certainement pas, surtout pas, jamais, pas maintenant, pas encore, pas d'accord, je ne suis pas d'accord, je suis pas d'accord, je ne veux pas, je veux pas, ne faites pas ça, ne le faites pas, ne fais pas ça, je refuse, refuser, refusé, annuler, annulez, annule, attendez, attends, stop, laissez tomber, laisse tomber, oubliez, oublie, j'ai changé d'avis, plutôt pas, mieux vaut pas, incorrect, ce n'est pas correct, c'est faux, faux, je ne suis pas sûr, je ne suis pas sûre",
    courtesy:
      "s'il vous plaît, s'il vous plait, s'il te plaît, s'il te plait, svp, stp, merci, merci beaucoup, merci bien, mille mercis, bonjour, madame, monsieur, je vous en prie, je vous prie, alors",
  },
  de: {
    yes: 'ja, jo, jap, jep, jup, joa, ja bitte, ja gerne, ja gern, gerne, gern, sehr gerne, klar, na klar, ja klar, aber klar, sicher, aber sicher, natürlich, natuerlich, selbstverständlich, selbstverstaendlich, auf jeden fall, genau, richtig, das ist richtig, korrekt, das ist korrekt, stimmt, das stimmt, passt, das passt, passt so, geht klar, alles klar, in ordnung, das ist in ordnung, geht in ordnung, einverstanden, ich bin einverstanden, bestätigt, bestaetigt, bestätigen, ich bestätige, ich bestätige das, ich bestaetige, ja ich bestätige, ja ich will, ja machen sie das, machen sie das, mach das, mach mal, bitte machen, ja mach das, tun sie das, perfekt, super, gut, sehr gut, ich stimme zu, ja ich bin sicher, ich bin sicher, jawohl, jawoll, ja das passt, ja genau, bitte ja',
    no: 'nein, nee, ne, nö, noe, nein danke, danke nein, nein bitte nicht, bitte nicht, lieber nicht, doch nicht, besser nicht, auf keinen fall, keinesfalls, niemals, nie, natürlich nicht, sicher nicht, bestimmt nicht, nicht jetzt, jetzt nicht, noch nicht, nicht einverstanden, ich bin nicht einverstanden, das will ich nicht, will ich nicht, ich will nicht, ich möchte nicht, das möchte ich nicht, machen sie das nicht, mach das nicht, nicht machen, abbrechen, stopp, stop, halt, moment, warte, warten sie, vergiss es, vergessen sie es, lass es, lassen sie es, falsch, das ist falsch, stimmt nicht, das stimmt nicht, nicht richtig, ich habe es mir anders überlegt, abgelehnt, ich lehne ab, stornieren',
    courtesy:
      'bitte, danke, danke schön, dankeschön, danke sehr, vielen dank, besten dank, herzlichen dank, hallo, guten tag, bitte sehr, dann, freundlicherweise, lieben dank',
  },
  ja: {
    yes: 'はい, ハイ, はいはい, ええ, うん, そうです, はいそうです, そうそう, その通りです, そのとおりです, 合っています, 合ってます, 間違いありません, 間違いないです, 正しいです, お願いします, おねがいします, お願い致します, お願いいたします, お願い, 宜しくお願いします, よろしくお願いします, 宜しくお願い致します, よろしくお願いいたします, はいお願いします, それでお願いします, それでいいです, それで大丈夫です, それで構いません, 返金してください, 返金をお願いします, 返金お願いします, 進めてください, 続けてください, 確認しました, 確定, 確定します, 了解, 了解です, 了解しました, 承知しました, 承知です, わかりました, 分かりました, 同意します, 承諾します, 承認します, 確定してください, もちろん, もちろんです, オッケー, オーケー, おけ, オケ, okです, イエス, ぜひ, 是非',
    no: 'いいえ, いえ, いや, いやです, 嫌です, 違います, ちがいます, 違う, ちがう, だめ, だめです, ダメ, ダメです, 駄目です, やめます, やめておきます, やめてください, やめて, やめとく, 止めてください, キャンセル, キャンセルします, キャンセルしてください, 取り消し, 取り消してください, 取消, 不要です, 必要ありません, 要りません, いりません, 要らない, しないでください, 返金しないでください, 遠慮します, 遠慮しておきます, まだ, まだです, 今はいいです, 待ってください, ちょっと待って, ちょっと待ってください, 同意しません, 断ります, お断りします, ノー, 間違いです, 間違っています, 気が変わりました, もちろん違います',
    courtesy:
      'ありがとう, ありがとうございます, 有難うございます, ありがとうございました, どうも, すみません, すいません, どうぞ, では, じゃあ, それでは, こんにちは, 助かります, お手数ですが, お手数おかけします, ね, よ',
  },
  ar: {
    yes: 'نعم, اجل, ايوه, ايوة, ايوا, اه, آه, اي, إي, بلي, تمام, تمام التمام, اوكي, اوك, اوكيه, حسنا, حسن, طيب, ماشي, صح, صحيح, هذا صحيح, مضبوط, بالضبط, بالتاكيد, اكيد, طبعا, بالطبع, موافق, موافقة, انا موافق, انا موافقة, نعم موافق, نعم اوافق, اوافق, اقبل, مقبول, اؤكد, نعم اؤكد, اكد, تاكيد, مؤكد, لا مانع, لا مانع لدي, ما في مشكلة, تفضل, تفضلي, تفضلوا, نفذ, نفذ الطلب, كمل, اكمل, استمر, تابع, يلا, ان شاء الله نعم, ممتاز, جيد, اريد ذلك, نعم اريد, نعم اريد ذلك, ابغي, نعم متاكد, متاكد, متاكدة, حاضر',
    no: 'لا, لا لا, كلا, لأ, لا شكرا, لا اريد, لا اريد ذلك, ما اريد, ما ابي, ما ابغي, مش عايز, مش عاوز, مو موافق, غير موافق, لا اوافق, لست موافقا, لا تفعل, لا تفعل ذلك, ليس الان, مو الحين, مش دلوقتي, ليس بعد, بعدين, الغاء, الغ, الغي, الغيها, الغه, توقف, قف, انتظر, استني, لحظة, ارفض, مرفوض, غير صحيح, خطا, هذا خطا, مش صح, ابدا, مستحيل, طبعا لا, بالطبع لا, بالتاكيد لا, اكيد لا, غيرت رايي, لست متاكدا, غير متاكد, بلاش',
    courtesy:
      'شكرا, شكرا لك, شكرا جزيلا, شكرا لكم, مشكور, مشكورين, مشكورة, من فضلك, من فضلكم, لو سمحت, لو سمحتم, لو سمحتي, رجاء, الرجاء, ارجوك, يرجي, جزاك الله خيرا, مرحبا, السلام عليكم, اخي, اختي, يعطيك العافية, الله يعطيك العافية, متشكر',
  },
};
