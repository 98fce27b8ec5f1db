import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanForDetection } from '../../src/language/clean-text.ts';
import { detectLanguage } from '../../src/language/detect.ts';
import { LANGUAGES } from '../../src/language/languages.ts';

describe('a message as people type it', () => {
  it.each([
    ['hi', 'bhai mera paisa kab milega, ek hafta ho gaya'],
    ['hi', 'mujhe yeh jacket pasand nahi aayi'],
    ['hi', 'aap log phone kyun nahi uthate'],
    ['ar', 'feen el shantah elly talabtaha'],
    ['ar', 'ana mesh 3aref a3mel eh delwa2ti'],
    ['ar', 'shokran 3ala el mosa3da ya basha'],
    ['ar', 'fen el order beta3i ya gama3a'],
    ['ar', 'lessa mawsalsh 7aga le7ad delwa2ty'],
    ['ar', '3ayza arga3 el gazma de 3ashan kebira'],
    ['hi', 'mera parcel kahan hai'],
    ['hi', 'galat saman bhej diya aapne'],
    ['hi', 'kripya mera refund jaldi karo'],
  ])('knows %s in Latin letters: %s', async (language, text) =>
    expect((await detectLanguage(text)).language).toBe(language),
  );

  it.each([
    ['es', 'cuando llegara mi telefono nuevo'],
    ['pt', 'voces nao entregam em sao paulo'],
    ['fr', 'le tailleur a ete livre abime hier apres-midi'],
    ['de', 'koennen sie mir die groesse aendern'],
    ['pl', 'prosze o zmiane adresu dostawy na inny'],
    ['cs', 'chtela bych zmenit dorucovaci adresu'],
    ['tr', 'gonderdiginiz ayakkabi cok kucuk cikti'],
    ['vi', 'minh muon doi sang mau khac duoc khong'],
    ['ro', 'doresc sa schimb masura la pantofi'],
    ['hu', 'szeretnek egy masik meretet kerni'],
    ['sv', 'jag vill ha hjalp med min bestallning'],
    ['da', 'jeg har ikke modtaget min ordre endnu, hvornaar kommer den'],
    ['no', 'naar kommer pakken min, jeg har ikke faatt noe ennaa'],
    ['fi', 'milloin lahetatte tilaukseni, olen odottanut jo viikon'],
    ['sk', 'kedy mi pride balicek, uz cakam tyzden'],
  ])('knows %s without its accents: %s', async (language, text) =>
    expect((await detectLanguage(text)).language).toBe(language),
  );

  it.each([
    ['de', 'mein order ist nicht shipped, bitte checken'],
    ['es', 'el tracking dice delivered pero no tengo nada'],
    ['tl', 'yung order ko po delivered daw pero wala naman'],
    ['zh', '我的 iPhone case 什么时候 ship 出来'],
    ['ja', 'orderをcancelしたいです'],
    ['hi', 'मेरा refund अभी तक pending है'],
    ['ru', 'мой order DM-48213 до сих пор pending'],
    ['fr', 'Hello, le colis est marqué delivered mais je n’ai rien'],
    ['ms', 'saya nak cancel order ni boleh tak'],
    ['id', 'kak order saya belum di-shipping ya, kok lama banget'],
    ['pt', 'o tracking diz delivered mas não chegou nada'],
    ['ko', '주문한 iPhone case 배송 status 알려주세요'],
    ['th', 'order DM-48213 ยังไม่ ship เลยค่ะ'],
    ['ar', 'وين الـ order تبعي، الـ tracking ما يتحدث'],
    ['uk', 'мій order ще pending, коли буде delivery'],
    ['el', 'το order μου είναι ακόμα pending, πότε delivery'],
    ['bg', 'моят order още е pending, кога ще има delivery'],
    ['he', 'ה־order שלי עדיין pending, מתי ה־delivery'],
    ['en', 'is the matryoshka «матрёшка» still in stock'],
  ])('takes the language that carries a mixed message, %s: %s', async (language, text) =>
    expect((await detectLanguage(text)).language).toBe(language),
  );

  it.each([
    ['en', 'es', 'hola, where is my order, necesito el paquete'],
    ['en', 'fr', 'bonjour, I need help with my refund, merci beaucoup pour votre aide'],
    ['en', 'de', 'Wo ist mein Paket? Where is my package?'],
    ['es', 'pt', '¿Dónde está mi pedido? Onde está meu pedido?'],
    ['id', 'vi', 'pesanan saya belum sampai juga kak, đơn hàng của tôi đâu rồi'],
    ['en', 'zh', '我的订单在哪里 where is my order please tell me'],
    ['en', 'ru', 'где мой заказ, where is my order please'],
    ['en', 'ja', '注文はどこですか where is my order please'],
    ['en', 'ar', 'أين طلبي من فضلك where is my order please'],
  ])('is not sure where half is %s and half %s: %s', async (one, other, text) => {
    const { language, confidence } = await detectLanguage(text);
    expect([one, other]).toContain(language);
    expect(confidence).toBeLessThan(0.6);
    const among = await detectLanguage(text, { candidates: [one, other] });
    expect(among.confidence).toBeLessThan(0.6);
  });

  it.each(['en', 'es'])('answers half and half in the language expected, %s', async (prior) => {
    const text = 'hola, where is my order, necesito el paquete';
    expect((await detectLanguage(text, { prior })).language).toBe(prior);
  });

  it.each([
    ['de', 'mein order ist nicht shipped, bitte checken'],
    ['en', 'I bought the déjà vu perfume and the El Niño shirt but they have not arrived'],
    ['zh', '我的 iPhone case 什么时候 ship 出来'],
    ['en', 'is the matryoshka «матрёшка» still in stock'],
    ['pt', 'comprei o casaco há duas semanas e ainda não recebi nada, podem verificar'],
    ['no', 'jeg bestilte to par sko forrige uke og har ikke fått noen bekreftelse'],
  ])('stays sure of %s with an odd word: %s', async (language, text) => {
    const found = await detectLanguage(text);
    expect(found.language).toBe(language);
    expect(found.confidence).toBeGreaterThan(0.8);
  });

  it.each([
    ['es', 'DONDEEEEE ESTAAAA MI PEDIDOOOO!!!!! 😡😡'],
    ['en', 'https://shop.example/de/warenkorb?x=1 pls check this link for me'],
    ['fr', 'marie.dupont@beispiel.de voici mon adresse mail'],
    ['it', 'ordine #DM-10042 1Z999AA10123456784 12/03/2026 non arrivato'],
  ])('looks past links, addresses, codes and shouting, %s: %s', async (language, text) =>
    expect((await detectLanguage(text)).language).toBe(language),
  );
});

describe('cleanForDetection', () => {
  it('keeps the digits that stand for Arabic letters and drops codes', () => {
    expect(cleanForDetection('3ayez bta3i DM-10042 iphone7 5kg a1b2c3')).toBe('3ayez bta3i');
  });

  it('reads a word said twice in Malay or Indonesian', () => {
    expect(cleanForDetection('barang2 lain2 DM2 2kg v2')).toBe('barang lain');
  });

  it.each([
    ['marks stacked on every letter', 'h̷̛̝e̵͓͑l̶̰̈l̴̻̾o̷̦͂ ̵̘͝ǒ̷͉r̶̨̛ḏ̸̾e̵̫̋r̷̟͐', 'hello order'],
    ['letters struck through', 'r̶e̶f̶u̶n̶d̶ please', 'refund please'],
    [
      'two marks a letter, as Vietnamese has',
      'đơn hàng bị trễ quá'.normalize('NFD'),
      'đơn hàng bị trễ quá',
    ],
    ['marks that Yoruba and Arabic need', 'ẹrù ọ̀sẹ̀ طَلَبِي', 'ẹrù ọ̀sẹ̀ طَلَبِي'],
    ['full-width letters', 'ｗｈｅｒｅ　ｉｓ', 'where is'],
    [
      'a word said over and over',
      'a.a.a.a.a.a lain-lain hello hello hello hello',
      'a a lain lain hello hello',
    ],
  ])('reads %s', (_what, text, cleaned) => expect(cleanForDetection(text)).toBe(cleaned));

  it('keeps words, and two of the letters repeated for stress', () => {
    expect(cleanForDetection('Heeeelp!!! www.a.de/x @you #tag “Größe” 42')).toBe('heelp größe');
  });
});

describe('a language outside the 36', () => {
  it.each([
    ['Yoruba', 'Mo fẹ́ kí ẹ dá owó mi padà nítorí pé ẹrù náà kò tíì dé'],
    ['Yoruba without marks', 'mo fe ki e da owo mi pada nitori eru naa ko tii de'],
    ['Swahili', 'mzigo wangu bado haujafika, naomba mnirudishie pesa yangu'],
    ['Hausa', 'ina so a mayar mini da kudina saboda kayan bai iso ba'],
    ['Zulu', 'ngicela ukubuyiselwa imali yami ngoba iphasela alikafiki'],
    ['Somali', 'waxaan rabaa in lacagtayda la ii soo celiyo'],
    ['Igbo', 'achọrọ m ka unu nyeghachi m ego m n’ihi na ngwa ahụ abịabeghị'],
    ['Icelandic', 'pakkinn minn er ekki kominn og ég vil fá endurgreitt'],
    ['Estonian', 'minu pakk ei ole veel saabunud, soovin raha tagasi'],
    ['Lithuanian', 'mano siuntinys dar neatvyko, noriu susigrąžinti pinigus'],
    ['Albanian', 'pakoja ime nuk ka ardhur ende, dua paratë mbrapsht'],
    ['Basque', 'nire paketea ez da oraindik iritsi, dirua itzuli nahi dut'],
    ['Welsh', 'nid yw fy mharsel wedi cyrraedd eto, dwi eisiau fy arian yn ôl'],
    ['Kazakh', 'менің сәлемдемем әлі келген жоқ, ақшамды қайтарғым келеді'],
    ['Macedonian', 'каде ми е пратката, ќе ми ги вратите ли парите, сè уште чекам'],
    ['Urdu', 'میرا پارسل ابھی تک نہیں پہنچا، مجھے پیسے واپس چاہییں'],
    ['Marathi', 'माझे पार्सल अजून आले नाही, मला पैसे परत हवे आहेत'],
    ['Nepali', 'मेरो पार्सल अझै आएको छैन, मलाई पैसा फिर्ता चाहियो'],
    ['Georgian', 'ჩემი ამანათი ჯერ არ მოსულა'],
    ['Catalan', 'encara no m’ha arribat el paquet, vull que em torneu els diners'],
    ['Afrikaans', 'my pakkie het nog nie opgedaag nie, ek wil my geld terughê'],
    ['Serbian', 'мој пакет још није стигао, хоћу да ми вратите новац'],
    ['Croatian', 'moj paket još nije stigao, želim povrat novca'],
    ['Slovene', 'moj paket še ni prispel, rad bi denar nazaj'],
    ['Latvian', 'mana paciņa vēl nav pienākusi, gribu naudu atpakaļ'],
    ['Belarusian', 'мая пасылка яшчэ не прыйшла, хачу вярнуць грошы'],
    ['Azerbaijani', 'bağlamam hələ gəlməyib, pulumu geri istəyirəm'],
  ])('is not mistaken for one of them: %s', async (_name, text) => {
    const { language, confidence } = await detectLanguage(text);
    if (LANGUAGES.some((one) => one === language)) expect(confidence).toBeLessThan(0.6);
  });

  it.each([
    ['yo', 'mo fe ki e da owo mi pada nitori eru naa ko tii de'],
    ['ha', 'ina so a mayar mini da kudina saboda kayan bai iso ba'],
    ['sw', 'mzigo wangu bado haujafika, naomba mnirudishie pesa yangu'],
    ['af', 'my pakkie het nog nie opgedaag nie, ek wil my geld terughê'],
    ['ca', 'encara no m’ha arribat el paquet, vull que em torneu els diners'],
    ['ur', 'میرا پارسل ابھی تک نہیں پہنچا، مجھے پیسے واپس چاہییں'],
    ['sr', 'мој пакет још није стигао, хоћу да ми вратите новац'],
    ['hr', 'moj paket još nije stigao, želim povrat novca'],
    ['mr', 'माझे पार्सल अजून आले नाही, मला पैसे परत हवे आहेत'],
    ['ka', 'ჩემი ამანათი ჯერ არ მოსულა'],
    ['hy', 'որտեղ է իմ պատվերը'],
    ['am', 'እቃዬ ገና አልደረሰም'],
    ['gu', 'મારો ઓર્ડર ક્યાં છે'],
    ['pa', 'ਮੇਰਾ ਆਰਡਰ ਕਿੱਥੇ ਹੈ'],
    ['kn', 'ನನ್ನ ಆರ್ಡರ್ ಎಲ್ಲಿದೆ'],
    ['ml', 'എന്റെ ഓർഡർ എവിടെ'],
    ['si', 'මගේ ඇණවුම කොහෙද'],
    ['km', 'កញ្ចប់របស់ខ្ញុំនៅឯណា'],
    ['lo', 'ພັດສະດຸຂອງຂ້ອຍຢູ່ໃສ'],
    ['my', 'ကျွန်တော့်ပစ္စည်း ဘယ်မှာလဲ'],
  ])('is known as itself, %s: %s', async (language, text) =>
    expect((await detectLanguage(text)).language).toBe(language),
  );

  it('is none of the candidates where it is written in letters of its own', async () => {
    const among = { candidates: ['en', 'ru'] };
    expect((await detectLanguage('ჩემი ამანათი ჯერ არ მოსულა', among)).language).toBeNull();
  });
});

describe('what does not tell', () => {
  it('is a letter over and over', async () =>
    expect((await detectLanguage('a.'.repeat(5_000))).confidence).toBeLessThan(0.6));

  it.each(
    (
      'aaaaaaaaaaaa jjjj www wwwww a x ok OK! okay hahaha haha ahahahah hehehe lol lololol xD hmm mmmm eh zzzz asdf asdasdasd ' +
      'qwerty poiuy XL 1234 :) ??? ... ааааа хахаха ах ههههههه हाहाहा PayPal Visa'
    ).split(' '),
  )('is in every language: %s', async (text) => {
    expect(await detectLanguage(text)).toEqual({ language: null, confidence: 0 });
    expect(await detectLanguage(text, { prior: 'es', candidates: ['en', 'es', 'hi'] })).toEqual({
      language: null,
      confidence: 0,
    });
  });

  it.each([
    ['de', 'ok, wo ist mein Paket hahaha'],
    ['es', 'jajajaja'],
    ['tl', 'oo naman'],
    ['zh', '哈哈哈'],
    ['ko', 'ㅋㅋㅋㅋ'],
    ['fr', 'oui'],
    ['de', 'der Wert'],
    ['es', 'a mi casa'],
  ])('is not what has a word or a script of its own, %s: %s', async (language, text) =>
    expect((await detectLanguage(text)).language).toBe(language),
  );

  // Before the text was cut, half of these took a minute and more.
  it.each([
    'a',
    'a-',
    '1a',
    'a@',
    'a.',
    'é',
    'a\u0301',
    'http://',
    '好',
    'where is my order ',
    '😀',
  ])(
    'is answered at once however long it is: %s',
    async (part) => {
      const { confidence } = await detectLanguage(part.repeat(200_000 / part.length));
      expect(confidence).toBeLessThanOrEqual(1);
    },
    2_000,
  );

  it.each(['xkcd', 'hmm', 'ok', 'qwrtz', 'A', 'DHL', 'XXL', 'Anna', 'iPhone', 'hotel', 'PayPal'])(
    'is never taken for sure: %s',
    async (text) => expect((await detectLanguage(text)).confidence).toBeLessThan(0.75),
  );

  it.each(['asdf jkl qwer', 'lkjhg fdsa poiuy', 'zxcvbnm', 'hjkl dfgh'])(
    'is hardly believed where keys were pressed at random: %s',
    async (text) => expect((await detectLanguage(text)).confidence).toBeLessThan(0.6),
  );

  it('answers anything with a confidence between 0 and 1', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
        const { language, confidence } = await detectLanguage(text);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        if (language === null) expect(confidence).toBe(0);
      }),
      { numRuns: 300 },
    ));
});

describe('prior and candidates', () => {
  it('lets a prior settle what two languages share, and no more', async () => {
    expect((await detectLanguage('hvor er pakken', { prior: 'no' })).language).toBe('no');
    expect((await detectLanguage('hvor er pakken', { prior: 'da' })).language).toBe('da');
    expect((await detectLanguage('où est donc passé mon colis ?', { prior: 'en' })).language).toBe(
      'fr',
    );
  });

  it('knows a region and an alias by the language', async () => {
    expect((await detectLanguage('bom dia', { candidates: ['pt-BR', 'es-MX'] })).language).toBe(
      'pt',
    );
    expect((await detectLanguage('takk skal du ha', { candidates: ['nb', 'sv'] })).language).toBe(
      'no',
    );
  });

  it('is little sure of a candidate where the text is in none of them', async () => {
    const among = { candidates: ['en', 'es'] };
    const text = 'hol van a csomagom, még mindig nem érkezett meg';
    expect((await detectLanguage(text, among)).confidence).toBeLessThan(0.7);
  });
});
