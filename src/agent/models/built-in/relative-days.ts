import { foldForFeatures } from './fold.ts';

/** `yesterday`, `vor drei Tagen`, `3日前`, `last Monday` as `YYYY-MM-DD`, counted from `today` in the same form; null for none. */
export function readRelativeDay(text: string, today: string): string | null {
  // Sentence marks and question marks are no part of a phrase.
  const folded = ` ${foldForFeatures(text).replace(/[|?!]/g, ' ')} `;
  const digits = text.normalize('NFKC');
  for (const [days, words] of NAMED) if (words.test(folded)) return shifted(today, days);
  const ago = AGO.exec(digits.toLowerCase());
  if (ago !== null) {
    const unit = ago.groups?.unit ?? ago.groups?.unit2 ?? '';
    const count = countOf(ago.groups?.count ?? ago.groups?.count2 ?? '');
    if (count !== null) return shifted(today, -count * (WEEK.test(unit) ? 7 : 1));
  }
  const weekday = LAST_WEEKDAY.exec(folded);
  if (weekday === null) return null;
  const wanted = WEEKDAYS.findIndex((names) => names.test(weekday[0]));
  const back = (new Date(`${today}T00:00:00Z`).getUTCDay() - wanted + 7) % 7 || 7;
  return wanted < 0 ? null : shifted(today, -back);
}

function shifted(today: string, days: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

function countOf(word: string): number | null {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const index = COUNTS.findIndex((names) => names.split('|').includes(word));
  return index < 0 ? null : index + 1;
}

// Over folded text: no accents, й as и, sara am apart.
const NAMED: readonly (readonly [number, RegExp])[] = [
  [
    -2,
    / day before yesterday | vorgestern | anteayer | antier | avant hier | anteontem | antes de ontem | l'altro ieri | avantieri | позавчера |前天|一昨日|おととい|그저께|그제| (?:اول|قبل) امس | kemarin lusa | hom kia |เมื่อวานซืน/u,
  ],
  [
    -1,
    / yesterday | last night | gestern | ayer | hier | ontem | ieri | вчера |昨天|昨日|昨晚|어제| امس | مبارح | kemarin | hom qua |เมื่อวาน/u,
  ],
  [
    2,
    / day after tomorrow | ubermorgen | pasado manana | apres demain | depois de amanha | dopodomani | послезавтра |后天|明後日|あさって|모레| بعد (?:غد|بكره|بكرة) | lusa | ngay (?:kia|mot) |มะรืน/u,
  ],
  [
    1,
    / tomorrow | manana (?!por|temprano)| demain | amanha | domani | завтра |明天|明日|내일| غدا | بكره | بكرة | besok | ngay mai |พรุ่งนี้/u,
  ],
  [
    0,
    / today | this morning | tonight | heute | hoy | aujourd'hui | hoje | oggi | сегодня |今天|今日|오늘| اليوم | hari ini | hom nay |วันนี้/u,
  ],
];

const COUNTS: readonly string[] = [
  'one|a|un|una|um|uma|une|ein|einem|einer|uno|один|одну|一|한|satu|một|หนึ่ง',
  'two|dos|dois|duas|deux|zwei|due|два|две|二|两|이|두|dua|hai|สอง',
  'three|tres|três|trois|drei|tre|три|三|세|tiga|ba|สาม',
  'four|cuatro|quatro|quatre|vier|quattro|четыре|四|네|empat|bốn|สี่',
  'five|cinco|cinq|fünf|cinque|пять|五|다섯|lima|năm|ห้า',
  'six|seis|six|sechs|sei|шесть|六|여섯|enam|sáu|หก',
  'seven|siete|sete|sept|sieben|sette|семь|七|일곱|tujuh|bảy|เจ็ด',
];
const COUNT = `\\d{1,3}|${COUNTS.join('|')}`;
const DAY_UNIT =
  'days?|weeks?|tagen?|wochen?|días?|dias?|semanas?|jours?|semaines?|giorn[oi]|settiman[ae]|д(?:ень|ня|ней)|недел[юиья]|天|周|星期|日(?:間)?|週間|일|주|يوم|ايام|أيام|اسبوع|أسبوع|hari|minggu|ngày|tuần|วัน|สัปดาห์|อาทิตย์';
const WEEK = /week|woche|semana|semaine|settiman|недел|周|星期|週|주|سبوع|minggu|tuần|สัปดาห์|อาทิตย์/u;
/** After "hace", "il y a", "vor" and the like; or before "ago", "назад", "前" and the like. */
const AGO = new RegExp(
  `(?:(?<![\\p{L}])(?:hace|il y a|vor|há|faz|قبل|من)\\s+(?<count>${COUNT})\\s+(?<unit>${DAY_UNIT})(?!\\p{L}))|(?:(?<![\\p{L}\\d])(?<count2>${COUNT})\\s*(?<unit2>${DAY_UNIT})\\s*(?:ago|fa(?!\\p{L})|atrás|назад|(?:以|之)?前|전|(?:yang )?lalu|trước|ที่แล้ว|ก่อน))`,
  'u',
);

const WEEKDAYS: readonly RegExp[] = [
  /sunday|sonntag|domingo|dimanche|domenica|воскресень|[周期][日天]|星期天|星期日|日曜|일요일|الاحد|minggu|chu nhat|อาทิตย์/u,
  /monday|montag|lunes|segunda|lundi|lunedi|понедельник|[周期]一|星期一|月曜|월요일|الاثنين|senin|thu hai|จันทร์/u,
  /tuesday|dienstag|martes|terca|mardi|martedi|вторник|[周期]二|星期二|火曜|화요일|الثلاثاء|selasa|thu ba|อังคาร/u,
  /wednesday|mittwoch|miercoles|quarta|mercredi|mercoledi|сред[уа]|[周期]三|星期三|水曜|수요일|الاربعاء|rabu|thu tu|พุธ/u,
  /thursday|donnerstag|jueves|quinta|jeudi|giovedi|четверг|[周期]四|星期四|木曜|목요일|الخميس|kamis|thu nam|พฤหัส/u,
  /friday|freitag|viernes|sexta|vendredi|venerdi|пятниц|[周期]五|星期五|金曜|금요일|الجمعة|jumat|thu sau|ศุกร์/u,
  /saturday|samstag|sonnabend|sabado|samedi|sabato|суббот|[周期]六|星期六|土曜|토요일|السبت|sabtu|thu bay|เสาร์/u,
];
const LAST_WEEKDAY =
  / last (?:\w+day) | (?:letzten?|vorigen?) (?:\w+tag|mittwoch|sonnabend) | (?:el )?\S+ pasado |(?<= )\S+ passad[oa] |(?<= )(?:\S+di|dimanche) dernier |(?<= )\S+ scors[oa] | прошл\S+ \S+ |上(?:周|个?星期)[一二三四五六日天]|(?:先週の?|この前の)[月火水木金土日]曜|지난 ?(?:주 ?)?[월화수목금토일]요일| \S+ الماضي(?:ة)? | \S+ (?:lalu|kemarin) | thu \S+ (?:truoc|tuan truoc) |วัน\S{2,8}ที่แล้ว/u;
