/**
 * "Two mugs", "trois tasses", "zwei davon": a number from two to ten in letters before what is counted. Days, times and money are
 * counted as well; they are no pieces. Languages that write numbers into their words keep to digits and counters.
 */
export function quantityInWords(text: string): number | null {
  const found = COUNTED.exec(text.toLowerCase());
  if (found === null) return null;
  return NUMBERS.findIndex((words) => words.includes(found[1] ?? found[2] ?? '')) + 2;
}

const NUMBERS: readonly (readonly string[])[] = [
  ['two', 'dos', 'dois', 'duas', 'deux', 'zwei', 'due', 'два', 'две', 'dua', 'hai'],
  ['three', 'tres', 'três', 'trois', 'drei', 'tre', 'три', 'tiga', 'ba'],
  ['four', 'cuatro', 'quatro', 'quatre', 'vier', 'quattro', 'четыре', 'empat', 'bốn'],
  ['five', 'cinco', 'cinq', 'fünf', 'cinque', 'пять', 'lima', 'năm'],
  ['six', 'seis', 'sechs', 'sei', 'шесть', 'enam', 'sáu'],
  ['seven', 'siete', 'sete', 'sept', 'sieben', 'sette', 'семь', 'tujuh', 'bảy'],
  ['eight', 'ocho', 'oito', 'huit', 'acht', 'otto', 'восемь', 'delapan', 'tám'],
  ['nine', 'nueve', 'nove', 'neuf', 'neun', 'девять', 'sembilan', 'chín'],
  ['ten', 'diez', 'dez', 'dix', 'zehn', 'dieci', 'десять', 'sepuluh', 'mười'],
];

/** Words that may be something else ("ba" is "father", "năm" a year) need a counter behind them. */
const NEEDS_COUNTER =
  'dua|hai|tiga|ba|empat|bốn|lima|năm|enam|sáu|tujuh|bảy|delapan|tám|sembilan|chín|sepuluh|mười|sei|tre|due';
const PLAIN = NUMBERS.flat()
  .filter((word) => !NEEDS_COUNTER.split('|').includes(word))
  .join('|');
const COUNTERS =
  'buah|pasang|lembar|potong|pcs|cái|chiếc|đôi|bộ|pezzi|paia|di (?:questi|queste|quelli|quelle)|of|tazze|piatti';
const NOT_PIECES =
  'days?|weeks?|months?|years?|hours?|minutes?|times?|emails?|e-mails?|calls?|orders?|charges?|payments?|people|persons?|different|more|business|working|or|and|to|' +
  'd[ií]as?|semanas?|mes(?:es)?|años?|horas?|minutos?|veces|vezes|correos?|pedidos?|cobros?|anos?|' +
  'jours?|semaines?|mois|ans?|heures?|minutes?|fois|mails?|commandes?|' +
  'tage[n]?|wochen?|monate[n]?|jahre[n]?|stunden?|minuten?|mal|mails|bestellungen|' +
  'дня|дней|недел\\S*|месяц\\S*|года?|лет|час\\S*|минут\\S*|раза?|заказ\\S*';
const COUNTED = new RegExp(
  `(?<!\\p{L})(?:(${PLAIN})(?=\\s+(?!(?:${NOT_PIECES})(?!\\p{L}))\\p{L})|(${NEEDS_COUNTER})(?=\\s+(?:${COUNTERS})(?!\\p{L})))`,
  'u',
);
