import { anyOf } from './any-of.ts';
import { foldForFeatures } from './fold.ts';
import { namesNoGoods } from './query-words.ts';

/*
 * "A gift for my mother": a shop's search knows neither mothers nor birthdays, and of gifts only the card. Lists over folded
 * text, a line for some languages each.
 */

/**
 * What to look for as a gift: the goods that are named beside it ("for my sister, who loves tea"), `null` inside where none are and the
 * catalogue as a whole may give ideas; null where no gift is asked for, or a gift card is.
 */
export function giftAskedFor(text: string, locale: string): { goods: string | null } | null {
  const folded = foldForFeatures(text);
  if (!GIFT.test(folded) || CARD.test(folded)) return null;
  const rest = folded
    .replace(DENSE, ' ')
    .split(/\s+/u)
    .filter((word) => !GIFT_WORD.test(word) && !FOR_WHOM.test(word))
    .join(' ');
  return { goods: namesNoGoods(rest, locale) ? null : rest };
}

const GIFT = anyOf(
  /\b(?:gifts?|presents?)\b|geschenk|\bcadeaux?\b|\bregal(?:os?|i)\b|\bpresentes?\b|подар(?:ок|к[аиу]|ить)/u,
  /プレゼント|贈り物|ギフト|手土産|선물|礼物|禮物|送礼|送禮|هدي[هة]|هدايا|\b(?:hadiah|kado)\b|\b(?:tim|mua|chon|lam|mon|tang) (?:mot )?(?:mon )?qua\b|\bqua (?:tang|sinh nhat|cho (?:me|bo|ba|ban|vo|chong|sep|co|anh|chi|em))|ของขวัญ|ของฝาก/u,
);
/** A card is bought by name, and a present that is wrapped or came with an order is none to look for. */
const CARD =
  /\b(?:gift|geschenk|cadeau|regalo|presente) ?(?:cards?|karte\p{L}*|certificates?|vouchers?)|geschenkkarte|gutschein|carte cadeau|tarjeta|\bcartao|\bvale\b|\bbuono|\bcarta\b|сертификат|карт|カード|券|카드|상품권|卡|券|بطاق|كرت|قسيم|\bkartu|\bvoucher|\bthe (?:qua )?(?:tang|qua)|บัตร|wrap|verpack|einpack|emball|envol|embrulh|confezion|упак|包装|包裝|ラッピング|포장|تغليف|bungkus|ห่อ/u;
const GIFT_WORD =
  /^(?:gifts?|presents?|ideas?|geschenk\p{L}*|ideen?|idees?|cadeaux?|regal(?:os?|i|ar|are|arle|argli)|presente(?:s|ar)?|подар\p{L}+|иде[яию]|선물\p{L}*|\p{L}{0,2}هدي[هة]\p{L}*|هدايا|hadiah|kado|qua|tang|ide|y|tuong)$/u;
/** People, days and loves: words that no shop has among its goods. */
const FOR_WHOM = new RegExp(
  `^(?:${[
    'mothers?|mum|mom|fathers?|dad|sisters?|brothers?|wife|husband|girlfriend|boyfriend|friends?|boss|teacher|grand(?:ma|pa|mother|father)|parents?|kids?|birthday|christmas|wedding|anniversary|who|she|he|her|his|him|loves?|likes?|around|under|about|dollars?|euros?|need|special|nice|old|year|years',
    'mutter|mama|vater|papa|schwester|bruder|frau|mann|freund(?:in|e)?|chef|lehrerin|oma|opa|eltern|geburtstag|weihnachten|hochzeit|jahrestag|die|der|gern|mag|liebt|meine[nrm]?|suche|brauche',
    'mere|maman|pere|s\u0153ur|soeur|frere|femme|mari|copine|copain|amie?s?|patron|grand-mere|grand-pere|parents|anniversaire|noel|mariage|qui|adore|aime|ma|mon|un|pour|offrir',
    'madre|mama|padre|papa|hermana|hermano|esposa|esposo|novia|novio|amig[oa]s?|jefe|jefa|abuela|abuelo|padres|cumpleanos|navidad|boda|aniversario|que|gusta|encanta|ama|mi',
    'mae|pai|irma|irmao|namorad[oa]|marido|avo|aniversario|natal|casamento|gosta|minha|meu',
    'mamma|babbo|sorella|fratello|moglie|marito|fidanzat[oa]|ragazz[oa]|amic[oaih]+e?|nonn[oa]|compleanno|natale|matrimonio|mia|mio|ama|piace',
    'мам[аеуы]|папе?|отцу|маме|сестр[аеуы]|брат[ау]?|жен[аеуы]|мужу?|подруг[аеу]|друг[ау]?|бабушк[аеу]|дедушк[аеу]|рождени[яею]|новый|год|свадьб[ауы]|любит|на|день',
    '엄마\\p{L}*|어머니\\p{L}*|아빠\\p{L}*|아버지\\p{L}*|친구\\p{L}*|아내\\p{L}*|남편\\p{L}*|여자친구\\p{L}*|남자친구\\p{L}*|생일\\p{L}*|부모님\\p{L}*|드릴\\p{L}*|줄|할|만한|좋은',
    '\\p{L}{0,2}(?:امي|ابي|والدتي|والدي|اختي|اخي|زوجتي|زوجي|صديقتي|صديقي|عيد|ميلاد\\p{L}*)',
    'ibu|mama|ayah|papa|kakak|adik|istri|suami|pacar|teman|sahabat|ulang|tahun|buat|untuk',
    'me|bo|ba|chi|anh|em|vo|chong|ban|gai|trai|sinh|nhat|cho|tet',
  ].join('|')})$`,
  'u',
);
const DENSE =
  /プレゼント|贈り物|ギフト|手土産|(?:お)?(?:母|父)さん|母|父|妻|夫|友達|友人|彼女|彼氏|誕生日|クリスマス|向け|用の?|礼物|禮物|送礼|送禮|送给?|妈妈|媽媽|母亲|爸爸|父亲|老婆|老公|女朋友|男朋友|朋友|生日|圣诞|我|给|給|ของขวัญ|ของฝาก|ให้|แม่|พ่อ|แฟน|เพื่อน|พี่สาว|น้องสาว|วันเกิด|สําหรับ/gu;
