/*
 * Words that stand in postal addresses, beside names and numbers, as shoppers of each country write them.
 */

/** Words of streets, in Latin letters; after them or before them stands a name. */
const STREET_WORDS =
  'street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|boulevard|blvd|bd|court|ct|square|terrace|highway|hwy|' +
  'calle|c\\/|avenida|avda|paseo|plaza|carrera|rue|chemin|impasse|allée|quai|via|viale|piazza|corso|largo|' +
  'rua|travessa|alameda|praça|praca|estrada|straat|laan|weg|plein|gracht|ul|ulica|al|aleja|os|cadde|caddesi|cad|sokak|sok|mahallesi|mah|bulvarı|' +
  'jalan|jl|jln|gang|gg|kelurahan|kel|kecamatan|kec|kab|đường|phố|ngõ|hẻm|phường|quận|huyện|số nhà|tp|lorong|jalan|barangay|brgy|' +
  'utca|út|tér|strada|str|bulevardul|gata|vägen|gade|vej|vei|katu|tie';
/** Ends of streets' names: Hauptstraße, Kerkstraat, Storgatan. */
const STREET_ENDS =
  'straße|strasse|str|gasse|platz|allee|damm|ufer|straat|laan|weg|gracht|plein|gatan|vägen|gade|vej|katu|gata|veien';
const LATIN = `(?<![\\p{L}])(?:${STREET_WORDS})(?![\\p{L}])|\\p{L}{3,}(?:${STREET_ENDS})(?![\\p{L}])`;

/** Districts, streets and houses. A house's number stands before or after these. */
const CYRILLIC =
  '(?<!\\p{L})(?:ул|улица|просп|проспект|пр-т|пр-кт|пер|переулок|бульвар|б-р|шоссе|наб|набережная|пл|площадь|мкр|микрорайон|обл|область|р-н|район|г|гор|город|д|дом|корп|корпус|стр|кв|квартира|вул|вулиця|буд|будинок|м|бул|ж\\.?к|бл|вх|ап)(?!\\p{L})\\.?';
const ARABIC =
  '(?<!\\p{L})(?:شارع|طريق|حي|عمارة|بناية|مبنى|شقة|الطابق|الدور|منطقة|محافظة|مدينة|برج|فيلا|ص\\.?\\s?ب|صندوق بريد|الرمز البريدي|رمز بريدي|خیابان|کوچه|پلاک|واحد|کدپستی)(?!\\p{L})';
const THAI =
  'ถนน|ถ\\.|ซอย|ซ\\.|แขวง|เขต|ตำบล|ต\\.|อำเภอ|อ\\.|จังหวัด|จ\\.|หมู่บ้าน|หมู่|ม\\.|บ้านเลขที่|กรุงเทพ|กทม|คอนโด|อาคาร|ชั้น';
const CHINESE_OR_JAPANESE =
  '〒|[省市区區县縣镇鎮乡鄉郡都府県町村]|路|街|大道|巷|弄|丁目|番地|(?<=\\p{Nd})番(?![号號])|(?<=\\p{Nd})[号號](?!码|碼)|[楼樓栋棟层層室階]|单元|單元|マンション|ビル|ハイツ|コーポ';
const KOREAN =
  '(?:특별시|광역시|[가-힣]{2,}[시도군구])(?=\\s|$)|[가-힣]{1,}\\d*(?:로|길|동|읍|면|리)(?=\\s?\\d|\\s|$)|\\d+(?:동|호|층|번지)|아파트|빌딩|빌라|우편번호';
const HEBREW = '(?<!\\p{L})(?:רחוב|רח|שדרות|שד|דירה|קומה|מיקוד|כניסה)(?!\\p{L})';
const GREEK = '(?<!\\p{L})(?:οδός|οδος|λεωφόρος|λεωφ|τ\\.?κ)(?!\\p{L})';
const INDIC = 'मार्ग|नगर|गली|सड़क|रोड|मकान|कॉलोनी|सेक्टर|पिन|রোড|সড়ক|বাড়ি|তলা|தெரு|நகர்|సాలై|వీధి|నగర్';

export const ADDRESS_WORD = new RegExp(
  [
    LATIN,
    CYRILLIC,
    ARABIC,
    THAI,
    CHINESE_OR_JAPANESE,
    KOREAN,
    HEBREW,
    GREEK,
    INDIC,
    'p\\.?o\\.? box',
  ].join('|'),
  'giu',
);

/** What makes a sentence of words like those above: who asks, and what for. No address has it. */
export const SENTENCE_WORD = new RegExp(
  '[我你您请請吗嗎呢吧的了把给給想要帮幫]|地址|订单|訂單|包裹|' +
    'です|ます|まし|ください|下さい|たい|ません|お願い|届|住所|注文|[をはがにへ](?![が])(?=[\\p{Script=Han}\\p{Script=Katakana}])|' +
    '(?:요|니다|니까|세요|해줘|주세요|까지|으로|에서)(?=\\s|[?!.]|$)|주문|배송|주소|' +
    '(?<!\\p{L})(?:мой|моя|мне|моё|мое|адрес\\p{L}*|заказ\\p{L}*|посылк\\p{L}*|хочу|можно|нужно|где|когда|почему|не|на|я|это|пожалуйста|моє|мені|замовлення|де|коли)(?!\\p{L})|' +
    '(?<!\\p{L})(?:أريد|اريد|عنوان\\p{L}*|عنواني|طلبي|الطلب|هل|إلى|الى|متى|أين|اين|لم|لو سمحت|من فضلك|آدرس\\p{L}*|سفارش\\p{L}*|است)(?!\\p{L})|' +
    'ครับ|ค่ะ|คะ|ช่วย|ขอ|ส่ง|เปลี่ยน|ที่อยู่|ไหม|อยาก|พัสดุ|สั่ง|' +
    '(?<!\\p{L})(?:כתובת|ההזמנה|אני|איפה|שלי|בבקשה)(?!\\p{L})|(?<!\\p{L})(?:διεύθυνση|παραγγελία|θέλω|μου)(?!\\p{L})|पता|मेरा|मेरी|ऑर्डर|है',
  'iu',
);
