import type { Script } from './script.ts';

/** Languages a script is written for among the 36 that are told apart, the likeliest first. Latin is left to the word and n-gram detectors. */
export const SCRIPT_LANGUAGES: Partial<Record<Script, readonly string[]>> = {
  han: ['zh', 'ja'],
  kana: ['ja'],
  hangul: ['ko'],
  arabic: ['ar', 'fa', 'ur'],
  cyrillic: ['ru', 'uk', 'bg'],
  hebrew: ['he'],
  thai: ['th'],
  greek: ['el'],
  bengali: ['bn'],
  tamil: ['ta'],
  telugu: ['te'],
  devanagari: ['hi', 'mr', 'ne'],
};

/** How strongly letters and words of the text speak for each language of its script: the sum of the hits, none is 0. */
export function scriptHints(text: string, script: Script): Map<string, number> {
  const scores = new Map<string, number>();
  const padded = ` ${text} `;
  for (const [language, pattern, weight] of HINTS[script] ?? []) {
    const hits = padded.match(pattern)?.length ?? 0;
    if (hits > 0) scores.set(language, (scores.get(language) ?? 0) + hits * weight);
  }
  return scores;
}

const HINTS: Partial<Record<Script, readonly (readonly [string, RegExp, number])[]>> = {
  han: [
    // Words and forms that only one of the two writes. Simplified characters that differ from the Japanese form speak for Chinese.
    ['ja', /[込働峠畑辻枠円駅広売読変対図気楽黒単団応戦鉄駆検験険沢択収拾弾児][^\s]?/gu, 1],
    [
      'ja',
      /注文番号|返金|配送状況|配達|到着|発送|荷物|領収書|支払|届|未着|不良品|担当者|営業時間|送料|再配達|住所変更|追跡番号|返品|関税|問い合わせ|見積|注文/gu,
      2.5,
    ],
    [
      'zh',
      /[这那吗呢吧啊们么没给说还哪谁您你我他她请问让时间样对发货单订钱东师见买卖码网运动车会过边长开关电话个国为机应该]/gu,
      1,
    ],
    [
      'zh',
      /的|了|不|是|在|什么|退款|物流|快递|客服|退货|換貨|訂單|貨|嗎|這|還|沒|請問|謝謝|麼|們/gu,
      0.8,
    ],
  ],
  arabic: [
    ['fa', /[پچژگکی]/gu, 0.7],
    [
      'fa',
      / (است|را|که|من|این|برای|سفارش|چه|کجاست|سلام|ممنون|لطفا|شما|هست|می|نمی|ها|کی|با|از) /gu,
      2,
    ],
    ['ur', /[ٹڈڑںےھہ]/gu, 1.5],
    ['ar', /[ةىيكأإؤئ]/gu, 0.7],
    [
      'ar',
      / (هل|في|من|على|أين|اين|متى|كيف|لم|ما|لا|عن|هذا|طلبي|الطلب|أريد|اريد|ممكن|مرحبا|شكرا|وين|فين|ليش|كم) /gu,
      1.5,
    ],
    ['ar', /(?<= )ال/gu, 0.5],
  ],
  cyrillic: [
    ['uk', /[іїєґ]/gu, 1.5],
    ['ru', /[ыэё]/gu, 1.2],
    [
      'bg',
      / (е|да|се|не|ли|съм|кога|къде|поръчка|поръчката|моята|пратка|пратката|моля|здравейте|искам|благодаря|как|ще|за|на|от) /gu,
      0.6,
    ],
    ['bg', /ъ[^\s]|щ[аеи]|ът |та /gu, 0.6],
    [
      'ru',
      / (что|как|где|мой|моя|мне|не|это|когда|заказ|вы|есть|пожалуйста|здравствуйте|спасибо|хочу|почему|на|у) /gu,
      0.8,
    ],
    ['uk', / (що|як|де|мій|моє|мені|це|коли|замовлення|ви|будь|ласка|дякую|хочу|чому|та) /gu, 0.8],
  ],
  devanagari: [
    ['hi', / (है|हैं|में|का|की|के|मेरा|कहाँ|कब|क्या|नहीं|और|से|को|आप|कृपया|ऑर्डर) /gu, 1],
    ['mr', / (आहे|आहेत|माझा|माझी|कुठे|कधी|काय|नाही|आणि|मला|ची|चा) /gu, 1.2],
    ['ne', / (छ|मेरो|कहाँ|छैन|हो|तपाईं|गर्नु|भयो) /gu, 1.2],
  ],
};
