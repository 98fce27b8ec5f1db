import { anyOf } from './any-of.ts';
import { foldForFeatures } from './fold.ts';
import { namesNoGoods } from './query-words.ts';

/*
 * Which of the goods found is meant: "the cheapest", "the second one". Lists over folded text, a line a language; the lists
 * of single words say what to leave out of a search.
 */

/** By price, or by place in the list just told: 1 is the first, -1 the last; or all, colour by colour. */
export type Picked = 'cheapest' | 'dearest' | 'colours' | number;

/** By price: "which is the cheapest?", "anything cheaper?". */
export function pickByPrice(text: string): 'cheapest' | 'dearest' | null {
  const folded = foldForFeatures(text);
  if (CHEAPEST.test(folded)) return 'cheapest';
  return DEAREST.test(folded) ? 'dearest' : null;
}

/** What leans on the list just told, and names no goods of its own: "how much is the second one?"; null for anything else. */
export function pickAmongShown(text: string, locale: string): Picked | null {
  const byPrice = pickByPrice(text);
  if (byPrice !== null) return namesNoGoods(withoutPrice(text), locale) ? byPrice : null;
  if (asksColours(text, locale)) return 'colours';
  const place = placeIn(text);
  return place !== null && namesNoGoods(without(text, PLACE_WORD, PLACE_DENSE), locale)
    ? place
    : null;
}

/** A text without its words of price: what is left can be searched for. */
export function withoutPrice(text: string): string {
  return without(text, PRICE_WORD, PRICE_DENSE);
}

/** "What colours does the scarf come in?" */
export function asksForColours(text: string): boolean {
  return COLOURS.test(foldForFeatures(text));
}

/** "What colours are there?", and no goods named beside. */
function asksColours(text: string, locale: string): boolean {
  return asksForColours(text) && namesNoGoods(without(text, COLOUR_WORD, COLOUR_DENSE), locale);
}

/** "The second one", "no. 2", "2": a place in a list, from 1, or -1 for the last; null where none is named. */
export function placeIn(text: string): number | null {
  const folded = foldForFeatures(text);
  const written = PLACES.findIndex((place) => place.test(folded));
  if (written !== -1) return written === PLACES.length - 1 ? -1 : written + 1;
  const digit = (BARE.exec(text) ?? NUMBERED.exec(text))?.slice(1).find((one) => one !== undefined);
  return digit === undefined ? null : Number(digit);
}

function without(text: string, word: RegExp, dense: RegExp): string {
  return text
    .replace(NUMBERED, ' ')
    .replace(dense, ' ')
    .split(/\s+/u)
    .filter((one) => {
      const plain = foldForFeatures(one).replace(/[^\p{L}\p{M}]+/gu, '');
      return !word.test(plain) && !WHICH.test(plain);
    })
    .join(' ');
}

/** Words of the question itself. */
const WHICH =
  /^(?:which|ones?|of|them|these|those|laquelle|lesquel\p{L}*|lequel|quel\p{L}*|cual(?:es)?|qual|quali|welch\p{L}*|davon|de|est[ao]s|뭐\p{L}*|어떤|어느|무엇\p{L}*|ما|هو|هي|منه[ام]|اي|как\p{L}{2}|из|них|mana|nya|cai|chiec|loai|nao|la|thi)$/u;

const COLOURS = anyOf(
  /\b(?:what|which|other|any|how many)(?: \w+)? colou?rs?\b|\bcolou?rs? (?:are|is|do|does|options?)\b/u,
  /\b(?:que|cual(?:es)?|otros?|cuantos) color(?:es)?\b|\b(?:que|quais|qual|outras?|quantas) cor(?:es)?\b/u,
  /\b(?:quel(?:le)?s?|d'autres?|autres) (?:couleur|coloris)|\bcouleurs? (?:avez|disponible|existe)/u,
  /\b(?:welche[nrs]?|andere[nrs]?|was fur|wie viele) farben?\b|\b(?:che|quali|altri|quanti) color[ei]\b/u,
  /何色|どんな色|色は(?:何|どれ|どんな|ある|あり)|(?:他|ほか)の色|色違い|カラー(?:展開|バリエーション|は)/u,
  /(?:무슨|어떤|다른|몇 가지) ?(?:색|컬러)|(?:색상|색깔|색|컬러)(?:은|는|이)? ?(?:뭐|어떤|있|몇)/u,
  /(?:什么|哪些|哪几[种個个]|几[种个]|其他|别的|什麼|幾[種個])(?:的)?(?:颜色|顏色)|(?:颜色|顏色)(?:有哪|有什|都有)/u,
  /(?:ما هي |ما |اي |شو |ايش )(?:ال)?(?:لون|الوان)|(?:ال)?الوان (?:ال)?متوفر|الوان (?:اخر|ثاني)/u,
  /как(?:ои|ие|ого|их) (?:есть )?(?:цвет|расцветк)|друг(?:ои|ие|ого|их) (?:цвет|расцветк)|цвета (?:есть|какие)/u,
  /\bwarna(?:nya)? (?:apa|ap|lain|mana)|\b(?:apa|ada) (?:aja |saja )?warna|\bmau (?:gi|nao|khac|sac)|\b(?:may|nhung) mau\b/u,
  /สี(?:อะไร|ไหน|อื่น)|กี่สี|มีสี/u,
);
const COLOUR_WORD =
  /^(?:colou?rs?|options?|what|other|any|how|many|are|there|come|available|avez(?:vous)?|color(?:es|i|e)?|otros?|cuantos|cor(?:es)?|outras?|quantas|couleurs?|coloris|autres?|disponibles?|existe(?:nt)?|farben?|andere[nrs]?|fur|viele|wie|altri|quanti|색\p{L}*|컬러\p{L}*|무슨|다른|몇|가지\p{L}*|있\p{L}*|\p{L}{0,2}لون|\p{L}{0,2}الوان|\p{L}{0,2}متوفر\p{L}*|اخرى|ثانيه?|شو|ايش|цвет\p{L}*|расцветк\p{L}*|друг\p{L}+|есть|warna(?:nya)?|apa|ap|lain(?:nya)?|aja|saja|ada|mau|gi|khac|sac|may|nhung|co|vay|the)$/u;
const COLOUR_DENSE =
  /(?:何|どんな|他の|ほかの)?色(?:違い)?|カラー(?:展開|バリエーション)?|どれ|何|ほか|他|(?:什么|哪些|哪几[种個个]|几[种个]|其他|别的|什麼|幾[種個])?的?(?:颜色|顏色)|都有|哪些|什么|สี|อะไร|ไหน|กี่|อื่น|มี/gu;

const CHEAPEST = anyOf(
  /\bcheap(?:est|er)\b|\bleast expensive|\bless expensive|\blowest[- ]pric|\bmost affordable|\bmore affordable/u,
  /\bmas (?:barat|economic)|\bmenos car[oa]|\bmenor precio/u,
  /\bmais (?:barat|em conta)|\bmenor preco/u,
  /\bmoins cher|\bplus abordable|\bmeilleur marche/u,
  /gunstig(?:st|er)|billig(?:st|er)|preiswertest/u,
  /\bmeno car|\bpiu (?:economic|convenient)|\bprezzo piu basso/u,
  /(?:一番|いちばん|最も|もっと)安|最安/u,
  /最便宜|更便宜|便宜点|便宜一点|便宜點|便宜一點/u,
  /(?:가장|제일|더) ?(?:싼|저렴)|최저가/u,
  /ارخص|اقل سعر/u,
  /дешевле|самы\p{L}{1,2} (?:дешев|недорог)|сам[аоу]\p{L}{1,2} (?:дешев|недорог)/u,
  /\b(?:paling|lebih) murah|\btermurah/u,
  /\bre (?:nhat|hon)/u,
  /ถูก(?:ที่)?สุด|ถูกกว่า|ถูกลง/u,
);

const DEAREST = anyOf(
  /\bmost expensive|\bpriciest|\bdearest|\bhighest[- ]pric/u,
  /\bmas car[oa]s?\b|\bmais car[oa]s?\b|\bpiu car[oaie]\b|\b(?:le|la|les) plus ch\p{L}+/u,
  /teuerst/u,
  /(?:一番|いちばん|最も)高|最貴|最贵/u,
  /(?:가장|제일) ?비싼/u,
  /اغل[ىي]|самы\p{L}{1,2} дорог|сам[аоу]\p{L}{1,2} дорог/u,
  /\bpaling mahal|\btermahal|\b(?:dat|mac) nhat|แพง(?:ที่)?สุด/u,
);

/** The first four, then the last. */
const PLACES = [
  anyOf(
    /\bfirst\b|\bprimer[oa]?\b|\bprimeir[oa]\b|\bpremiere?\b|\berste[nrs]?\b|\bprim[oa]\b|最初|一つ目|一番目|一番上/u,
    /第一(?:个|個|款|件|种|種)|첫 ?번째|الاول|перв\p{L}{2,3}\b|\bpertama\b|\b(?:thu nhat|dau tien)\b|(?:อัน|ตัว|ชิ้น)แรก/u,
  ),
  anyOf(
    /\bsecond\b|\bsegund[oa]\b|\bdeuxieme\b|\bseconde\b|\bzweite[nrs]?\b|\bsecond[oa]\b|二つ目|二番目/u,
    /第二(?:个|個|款|件|种|種)|두 ?번째|الثاني|втор\p{L}{2,3}(?!\p{L})|\bkedua\b|\bthu hai\b|ที่สอง/u,
  ),
  anyOf(
    /\bthird\b|\btercer[oa]?\b|\bterceir[oa]\b|\btroisieme\b|\bdritte[nrs]?\b|\bterz[oa]\b|三つ目|三番目/u,
    /第三(?:个|個|款|件|种|種)|세 ?번째|الثالث|трет\p{L}{2,3}(?!\p{L})|\bketiga\b|\bthu ba\b|ที่สาม/u,
  ),
  anyOf(
    /\bfourth\b|\bcuart[oa]\b|\bquart[oa]\b|\bquatrieme\b|\bvierte[nrs]?\b|四つ目|四番目/u,
    /第四(?:个|個|款|件|种|種)|네 ?번째|الرابع|четверт\p{L}{2,3}(?!\p{L})|\bkeempat\b|\bthu tu\b|ที่สี่/u,
  ),
  anyOf(
    /\blast (?:one|item)|\bultim[oa]\b|\bdernier|\bletzte[nrs]?\b|最後の|最后(?:一个|一款|一件|那个)|最後(?:一個|一款|一件)/u,
    /마지막|الاخير|последн\p{L}{2,3}(?!\p{L})|\bterakhir\b|\bcuoi cung\b|อันสุดท้าย|ตัวสุดท้าย/u,
  ),
];

/** The number alone, as an answer. */
const BARE = /^\s*([1-4])\s*[.)]?\s*$/u;
/** "No. 2", "2nd", "2番目": over the text as it was written. */
const NUMBERED =
  /(?:#|\bno\.? ?|\bnr\.? ?|\bnumber |\bn[º°o]\.? ?|\bnúmero |\bnuméro |\bnummer |\bnumero |\bnomor |\bke-?|\bthứ |\bsố |第|ที่ ?|№ ?|номер )([1-4])(?!\d)|(?<!\d)([1-4])(?:st\b|nd\b|rd\b|th\b|番目|つ目|번째?|-?й\b|-?я\b)/iu;

const PRICE_WORD = new RegExp(
  `^(?:${[
    'cheap(?:er|est)?|least|less|most|more|expensive|affordable|lowest|highest|priced?|priciest|dearest',
    'mas|menos|barat[oa]s?|economic[oa]s?|car[oaie]s?|menor|mayor|precio|mais|em|conta|preco|sale|algo',
    'moins|plus|chere?s?|abordables?|meilleur|marche|prix',
    'am|gunstig\\p{L}*|billig\\p{L}*|teuer\\p{L}*|preiswert\\p{L}*',
    'meno|piu|economic[aio]|economiche|convenient[ei]|prezzo|basso|alto',
    '가장|제일|더|싼\\p{L}*|싸\\p{L}*|저렴\\p{L}*|비싼\\p{L}*|최저가\\p{L}*|거\\p{L}*|것\\p{L}*|건|게',
    '\\p{L}{0,2}ارخص\\p{L}*|\\p{L}{0,2}اغل[ىي]|\\p{L}{0,2}اقل|سعرا?',
    'сам(?:ы\\p{L}+|ая|ое|ую|ои|ого)|дешев\\p{L}*|подешевле|недорог\\p{L}*|дорог\\p{L}*|есть|что',
    'paling|lebih|murah|termurah|mahal|termahal|yang|yg|re|nhat|hon|dat|mac',
  ].join('|')})$`,
  'u',
);
const PRICE_DENSE =
  /(?:一番|いちばん|最も|もっと)?(?:安い|高い|安く|最安)(?:のは?|もの)?|どれ|どちら|最便宜|更便宜|便宜一?[点點]|最[贵貴]|哪[个個款种種]|(?:อัน|ตัว|ชิ้น)?ไหน|ถูก(?:ที่)?สุด|ถูกกว่า|ถูกลง|แพง(?:ที่)?สุด|กว่านี้|นี้|(?:อัน|ตัว|ชิ้น|แบบ)ที่/gu;

const PLACE_WORD = new RegExp(
  `^(?:${[
    'ones?|first|second|third|fourth|last|item|number|option|about|what',
    'primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|ultim[oa]|primeir[oa]|terceir[oa]|quart[oa]|cuesta|sale|custa',
    'premiere?|deuxieme|seconde?|troisieme|quatrieme|derniere?|celui|celle|coute',
    'erste[nrs]?|zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|letzte[nrs]?|prim[oa]|second[oa]|terz[oa]|costa|viene',
    '첫|두|세|네|번째\\p{L}*|(?:첫|두|세|네)번째\\p{L}*|마지막\\p{L}*|거\\p{L}*|것\\p{L}*|건|게',
    '\\p{L}{0,2}الاول\\p{L}?|\\p{L}{0,2}الثاني\\p{L}?|\\p{L}{0,2}الثالث\\p{L}?|\\p{L}{0,2}الرابع\\p{L}?|\\p{L}{0,2}الاخير\\p{L}?|بكم',
    'перв\\p{L}+|втор\\p{L}+|трет\\p{L}+|четверт\\p{L}+|последн\\p{L}+|почем',
    'pertama|kedua|ketiga|keempat|terakhir|nomor|thu|nhat|hai|ba|tu|dau|tien|cuoi|cung|so|gia|bao|nhieu',
  ].join('|')})$`,
  'u',
);
const PLACE_DENSE =
  /(?:最初|最後)の?(?:もの|やつ)?|[一二三四]番[目上]の?|[一二三四]つ目の?|いくら|第[一二三四][个個款件种種]|最[后後][一那]?[个個款件]?|(?:อัน|ตัว|ชิ้น)?(?:ที่(?:หนึ่ง|สอง|สาม|สี่)|แรก|สุดท้าย)|ราคา|เท่า(?:ไหร่|ไร)|กี่บาท/gu;
