/**
 * Frequent short words of the Latin-script languages: function words and what shoppers say. They decide about messages
 * too short for n-grams ("wo ist mein paket"). A word in several lists speaks a little for each.
 */
const WORDS: Record<string, string> = {
  en: "the is my of and to where when what how why who i i'm im me you your it it's its a an has have had not don't dont doesn't didn't can can't cant could would will was were be been for with this that there from do does did get got any please pls plz thanks thank thx hi hello hey order orders package parcel refund delivery shipping shipped delivered tracking payment paid card help want need still yet yes no ok okay why wrong broken cancel return exchange address track status late money back received arrive arrived item size stuck customs someone talk human agent person good morning bye cheers ur u okay ok hello hi yeah yep nope nah bye sure confirm sorry where's wheres where's whats what's",
  es: 'el la los las de que y en un una mi mis es está esta están donde dónde cuando cuándo como cómo por para con no sí si lo le me se su al del ha he han hay pero más ya porque qué quiero quisiera puedo puede necesito pedido pedidos paquete envío envio reembolso dinero pago pagar tarjeta gracias hola buenas buenos días dias tardes ayuda llegó llego llega llegado ha sido compra devolver devolución devolucion cambiar cancelar dirección direccion ayer todavía todavia aún aun alguien hablar persona humano favor vale cuánto cuanto tengo tiene esto ese producto talla roto',
  pt: 'o a os as de que e em um uma meu minha meus é está esta estão onde quando como por para com não nao sim se no na do da dos das ao me te lhe foi tem há mas mais já ja porque quero queria posso pode preciso pedido pedidos pacote encomenda envio entrega reembolso dinheiro pagamento pagar cartão cartao boleto obrigado obrigada oi olá ola bom dia boa tarde noite ajuda chegou chega chegar compra devolver devolução devolucao trocar troca cancelar endereço endereco ontem ainda alguém alguem falar pessoa atendente favor você voce vocês vcs vc quanto tenho isso esse produto tamanho quebrado rastreio rastrear cadê cade tô tá pra',
  fr: "le la les de des du que qui et en un une mon ma mes est où ou quand comment pourquoi pour par avec ne pas plus non oui si je j'ai jai tu vous nous il elle on ce cette c'est cest ça ca sa son au aux dans sur mais a été ai avez ont veux voudrais peux pouvez besoin commande commandes colis livraison livré remboursement remboursé argent paiement payé payer carte merci bonjour salut bonsoir aide arrivé arrive reçu recu retour retourner échanger annuler adresse hier encore toujours quelqu'un parler personne humain conseiller svp s'il plaît plait combien quel quelle produit taille cassé suivi d'accord l'adresse qu'il qu'est n'ai n'est",
  de: 'der die das den dem des ein eine einen meine mein meinen meiner ist sind war wo wann wie warum was wer ich du sie ihr wir es und oder aber nicht kein keine noch schon bitte danke dank hallo guten tag morgen für fuer mit von zu zum zur auf im in an bei nach aus hat habe haben kann können koennen möchte moechte will brauche bestellung bestellt paket lieferung geliefert versand rückerstattung erstattung geld zurück zurueck bezahlt zahlung karte hilfe angekommen erhalten rückgabe umtausch umtauschen stornieren adresse gestern immer jemand sprechen mensch mitarbeiter produkt größe kaputt sendung sendungsverfolgung ihre ihnen mir mich uns sich als auch nur ja nein wurde werden wird',
  it: "il lo la i gli le di che e in un una mio mia miei è sono dove quando come perché perche per con non sì mi ti si ci ho hai ha abbiamo hanno ma più già voglio vorrei posso può puoi ordine ordini pacco spedizione consegna rimborso soldi pagamento pagato pagare carta grazie ciao buongiorno salve buonasera aiuto arrivato arriva ricevuto reso restituire cambiare annullare indirizzo ieri ancora qualcuno parlare persona operatore prego quanto questo questa prodotto taglia rotto del della dei al alla nel da dal l'ordine c'è dov'è",
  nl: 'de het een mijn is zijn waar wanneer hoe waarom wat wie ik je jij u uw wij we en of maar niet geen nog al graag alstublieft bedankt dank hallo hoi goedemorgen voor met van naar op in aan bij uit heeft heb hebben kan kunt wil bestelling besteld pakket pakje levering bezorgd verzending terugbetaling geld terug betaald betaling kaart hulp aangekomen ontvangen retour ruilen annuleren adres gisteren steeds iemand spreken mens medewerker maat kapot zou dit dat deze er ook ja nee wordt',
  pl: 'jest są gdzie kiedy jak dlaczego co kto ja mój moje moja moją mi się nie tak i w z na do od za po czy już jeszcze proszę prosze dziękuję dzięki dzieki cześć dzień dobry witam chcę chce chciałbym mogę można potrzebuję zamówienie zamówienia zamowienie paczka paczkę paczki przesyłka przesyłki dostawa zwrot pieniądze pieniędzy płatność zapłaciłem karta pomoc dotarła dotarło przyszła anulować adres wczoraj ktoś rozmawiać człowiek konsultant rozmiar uszkodzony to ten ta ale mam ma',
  tr: 've bir bu ne nerede nerde zaman nasıl neden kim ben sen siz benim mı mi mu mü değil yok var için ile çok daha henüz hala lütfen teşekkürler teşekkür merhaba selam istiyorum sipariş siparişim siparişimi kargo kargom paket iade para param ödeme kart yardım geldi gelmedi ulaşmadı teslim iptal adres dün biri müşteri temsilcisi evet hayır beden kırık nasil siparis',
  vi: 'tôi của là và có không được cho với này đó ở đâu khi nào bao giờ sao tại vì thế đơn hàng đặt giao vận chuyển hoàn tiền thanh toán thẻ giúp xin chào cảm ơn bạn mình chưa đã rồi muốn cần hủy đổi trả địa chỉ hôm qua người nhân viên nói chuyện vâng ạ em anh chị gói kiện bị nhận',
  id: 'saya aku anda kamu yang dan di ke dari ini itu apa kapan dimana mana bagaimana kenapa mengapa siapa tidak bukan belum sudah ada bisa mau ingin tolong terima kasih makasih halo hai selamat pagi siang malam pesanan warna hitam putih hari minggu dapat sekarang beli dibeli baju berapa ubah tukar penjual toko sepatu nggak enggak nih pesananku pesenan nyampe kak gan min gw gue lu loh deh aja kalo blm blum sdh pengembalian dong paket paketnya pengiriman kirim dikirim uang kembali pembayaran bayar kartu bantuan sampai diterima batal batalkan alamat kemarin seseorang bicara orang cs ukuran rusak barang barangnya untuk dengan dong sih nya gimana gak ga nggak udah kok',
  ms: 'saya awak anda yang dan di ke dari ini itu apa bila mana bagaimana kenapa siapa tidak tak bukan belum sudah dah ada boleh mahu nak hendak tolong terima kasih helo hai selamat pagi petang pesanan bungkusan parcel penghantaran hantar dihantar wang duit balik bayaran bayar kad bantuan sampai terima batal batalkan alamat semalam seseorang bercakap orang saiz rosak barang untuk dengan lagi macam pulangan pembayaran kat ni tu je saya pun korang encik puan pemulangan pulangkan ubah sila bolehkah adakah kenapa berapa warna hitam kasut baju tukar rosakkan ringgit kedai beli dibeli tempahan penjual talian jenama sekarang esok hari minggu dapat',
  tl: 'ang ng sa na ay mga ko mo niya ako ikaw siya kami kayo sila ito iyan iyon ano saan nasaan kailan paano bakit sino hindi wala may mayroon meron pa po opo salamat kumusta kamusta magandang araw gusto kong ko kailangan order pakete pera bayad binayaran pabalik tulong dumating natanggap kanselahin kausap tao naman lang ba din rin kasi yung nung nang ung q asan nasan nyo niyo natin namin kami inyo iyo akin lang nga daw raw muna pwede puwede puede bang nito nitong itong iyong lahat marami konti bakit magkano kailangan ayaw sana sapatos damit sukat mali maling padala darating dumarating bayaran ibalik palitan kanselasyon ikansela natatanggap nagbayad bumili binili mahal mura bukas kahapon ngayon linggo oras tulungan tanong gumagana sira nasira',
  sv: 'och är att det en ett min mitt mina var när hur varför vad vem jag du ni vi inte ingen än ännu men eller för med av till på i om har kan vill skulle behöver beställning order paket paketet leverans frakt återbetalning pengar pengarna tillbaka betalat betalning kort hjälp kommit fått retur byta avbryta adress igår någon prata människa tack hej god ja nej storlek trasig den som',
  da: 'og er at det en et min mit mine hvor hvornår hvordan hvorfor hvad hvem jeg du i vi ikke ingen endnu men eller for med af til på har kan vil ville gerne behøver bestilling ordre pakke pakken levering forsendelse refusion penge pengene tilbage betalt betaling kort hjælp kommet modtaget retur bytte annullere adresse går nogen tale menneske tak hej god ja nej størrelse ødelagt som den mig',
  no: 'og er å det en et min mitt mine hvor når hvordan hvorfor hva hvem jeg du dere vi ikke ingen ennå men eller for med av til på har kan vil ville gjerne trenger bestilling ordre pakke pakken levering frakt refusjon penger pengene tilbake betalt betaling kort hjelp kommet mottatt retur bytte avbestille adresse går noen snakke menneske takk hei god ja nei størrelse ødelagt som den meg',
  fi: 'on ja ei en missä milloin miten miksi mikä mitä kuka minä minun minulla olen olet se tämä tilaus tilaukseni paketti pakettini toimitus palautus rahat rahani takaisin maksu maksoin kortti apua tullut saapunut vielä jo mutta tai kanssa kiitos hei moi terve haluan voisin voinko tarvitsen peruuttaa osoite eilen joku puhua ihminen koko rikki kun että jos ole saanut',
  cs: 'je jsou kde kdy jak proč co kdo já můj moje moji mi se ne ano a v s na do od za po zda už ještě prosím děkuji díky dobrý den ahoj chci chtěl bych mohu můžu potřebuji objednávka objednávku objednávky balík balíček zásilka zásilku doručení vrácení peníze peněz platba zaplatil karta pomoc dorazila dorazil zrušit adresa včera někdo mluvit člověk velikost rozbité to ale mám že jsem nemám',
  sk: 'je sú kde kedy ako prečo čo kto ja môj moja moje mi sa nie áno a v s na do od za po či už ešte prosím ďakujem dobrý deň ahoj chcem chcel by môžem potrebujem objednávka objednávku objednávky balík balíček zásielka zásielku doručenie vrátenie peniaze peňazí platba zaplatil karta pomoc dorazila prišla zrušiť adresa včera niekto hovoriť človek veľkosť rozbité to ale mám že som nemám',
  hu: 'a az és egy hol mikor hogyan miért mi ki én te nem igen van nincs még már de vagy kérem köszönöm köszi szia jó napot üdv szeretnék szeretném tudok kell rendelés rendelésem rendelésemet csomag csomagom szállítás visszatérítés pénz pénzem vissza fizetés fizettem kártya segítség érkezett megérkezett kaptam lemondani cím tegnap valaki beszélni ember méret törött hogy ez meg',
  ro: 'este sunt unde când cum de ce cine eu meu mea mele mi se nu da și si în cu pe la din pentru sau dar mai încă deja vă rog mulțumesc multumesc bună salut ziua vreau aș dori pot am nevoie comanda comandă comenzii colet coletul livrare rambursare bani banii înapoi plată plătit card ajutor ajuns primit retur schimb anula adresa ieri cineva vorbi om mărime stricat ați fost că unei',
};

// Letters that only some of these languages write, by language: each hit counts as much as a frequent word.
const LETTERS: readonly (readonly [RegExp, Record<string, number>])[] = [
  [/ñ/gu, { es: 2 }],
  [/[áéíóú]/gu, { es: 0.4, pt: 0.3, hu: 0.3, cs: 0.3, sk: 0.3, vi: 0.2 }],
  [/ã|õ|ção|ções/gu, { pt: 2 }],
  [/ç/gu, { pt: 0.6, fr: 0.6, tr: 0.6 }],
  [/lh|nh/gu, { pt: 0.5 }],
  [/[èêëîïûœ]|où/gu, { fr: 1 }],
  [/à/gu, { fr: 0.5, it: 0.5, pt: 0.2 }],
  [/(?:^| )(?:[ldjcmnst]|qu)'/gu, { fr: 1, it: 0.4 }],
  [/é/gu, { fr: 0.5 }],
  [/ß/gu, { de: 3 }],
  [/[äö]/gu, { de: 0.6, sv: 0.6, fi: 0.6, hu: 0.2, sk: 0.1 }],
  [/ü/gu, { de: 0.7, tr: 0.6, hu: 0.4, es: 0.1 }],
  [/sch|ung(?= |$)|ich(?= |$)/gu, { de: 0.7 }],
  [/ù|ò|ì|zione|gli /gu, { it: 1 }],
  [/ij|aa|oo(?=[rnkd])|ee(?=[nl]d)/gu, { nl: 0.4, fi: 0.2 }],
  [/[ąęłśźćń]|ż/gu, { pl: 1.5 }],
  [/sz|cz|rz/gu, { pl: 0.6, hu: 0.3 }],
  [/[ğış]/gu, { tr: 1.5 }],
  [/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/gu, { vi: 0.9 }],
  [/[ăâîșțşţ]/gu, { ro: 0.9 }],
  [/å/gu, { sv: 1, da: 1, no: 1 }],
  [/[æø]/gu, { da: 1, no: 1 }],
  [/[ěřů]/gu, { cs: 2 }],
  [/[ľĺŕôä]/gu, { sk: 0.6 }],
  [/[čšžť]/gu, { cs: 0.6, sk: 0.6 }],
  [/[őű]/gu, { hu: 2 }],
  [/ää|öö|yy|uu|kk/gu, { fi: 0.5 }],
  [/nya(?= |$)|(?:^| )(?:meng|ber|di)[a-z]{4}/gu, { id: 0.4, ms: 0.3 }],
  [/th|wh|ing(?= |$)|'(?:s|t|ve|re|m)(?= |$)/gu, { en: 0.4 }],
];

let index: Map<string, { language: string; weight: number }[]> | null = null;

/** How strongly words and letters of a cleaned Latin text speak for each of the languages given. Languages without a hit are left out. */
export function latinHints(cleaned: string, languages: ReadonlySet<string>): Map<string, number> {
  index ??= buildIndex();
  const scores = new Map<string, number>();
  const add = (language: string, weight: number) => {
    if (languages.has(language)) scores.set(language, (scores.get(language) ?? 0) + weight);
  };
  for (const word of cleaned.split(' '))
    for (const { language, weight } of index.get(word) ?? []) add(language, weight);
  for (const [pattern, weights] of LETTERS) {
    const hits = cleaned.match(pattern)?.length ?? 0;
    if (hits > 0)
      for (const [language, weight] of Object.entries(weights))
        add(language, weight * Math.min(hits, 4));
  }
  return scores;
}

/** Whether a word is so frequent in a language that it tells nothing about what is searched for. */
export function isCommonWord(word: string, language: string): boolean {
  index ??= buildIndex();
  return index.get(word)?.some((entry) => entry.language === language) ?? false;
}

function buildIndex(): Map<string, { language: string; weight: number }[]> {
  const languagesOf = new Map<string, Set<string>>();
  for (const [language, words] of Object.entries(WORDS))
    for (const word of words.split(' '))
      languagesOf.set(word, (languagesOf.get(word) ?? new Set()).add(language));
  const built = new Map<string, { language: string; weight: number }[]>();
  for (const [word, languages] of languagesOf) {
    // A long word that one list alone holds is nearly proof; a single letter shared by six is hardly a hint.
    const weight = (word.length === 1 ? 0.6 : word.length <= 3 ? 1.4 : 2.2) / languages.size ** 0.8;
    built.set(
      word,
      [...languages].map((language) => ({ language, weight })),
    );
  }
  return built;
}
