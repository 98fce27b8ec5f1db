import { primaryLanguage } from './languages.ts';

/*
 * Chinese is one language to the detector and two scripts to its readers. Characters that both scripts share tell nothing
 * and stay; below are those common in letters to a shop, the traditional and the simplified one in the same place.
 */
const TRADITIONAL =
  '們這個來時對說會國過還發現開關問間見員車東錢貨訂單買賣運遞郵費價請謝誰給讓認識錯誤應該話語動電腦機帳號碼張樣麼嗎點幾頭實' +
  '際門聽讀寫師媽歲處變標題網線統級經約結繼續絕維組終細紅紙損壞帶補貴賠償殘舊擾訴幫貼質貳賬轉換態齊軟體檢測試驗證閱覽雙樓層' +
  '鐘滿總爛遺優達遲丟簽聯絡務詢禮額銀匯稅檔確辦緊馬倉庫導籤鄰髒斷顏褲襯適慮評論複復憑據護僅從兩參啟嚴團圖場夠學寶專屬島幣廣' +
  '廠愛擇擔數書產業藝館鮮亂傳債傷兒農醫願長萬與並無將當報賞節絲緣繞灣陸歐韓飛飯餓鬧魚鳥黃齒龍獲穩積稱種窩筆築簡糧綁綠緩縣罰' +
  '羅習聲職脫臉臨蘋蘭蟲衛裝覺觀觸計訊記許設訪詐詳誇誠課調談諾謊講譯議譽負財責貪販貧購賀資賓趕跡軌較輕輛輪輸辭進違遙遠選邊鄉' +
  '醜釋針釣鈔鈕銷鋪鎖鏡鏈鐵鑰閃閉閒閣隊陣陰陳陽隱雞離難雲霧靈靜頂項順預頓領頻顆類顧顯風飄養驅騙驚' +
  '暫別沒決況內為壓盡擋撥攔搶掛揀氣漲濕熱煩獎畫瘋盜禍緒繳聞舉蓋藍藥襪規視詞贈贊蹤醬錄鍵險隨雜飲騷';
const SIMPLIFIED =
  '们这个来时对说会国过还发现开关问间见员车东钱货订单买卖运递邮费价请谢谁给让认识错误应该话语动电脑机帐号码张样么吗点几头实' +
  '际门听读写师妈岁处变标题网线统级经约结继续绝维组终细红纸损坏带补贵赔偿残旧扰诉帮贴质贰账转换态齐软体检测试验证阅览双楼层' +
  '钟满总烂遗优达迟丢签联络务询礼额银汇税档确办紧马仓库导签邻脏断颜裤衬适虑评论复复凭据护仅从两参启严团图场够学宝专属岛币广' +
  '厂爱择担数书产业艺馆鲜乱传债伤儿农医愿长万与并无将当报赏节丝缘绕湾陆欧韩飞饭饿闹鱼鸟黄齿龙获稳积称种窝笔筑简粮绑绿缓县罚' +
  '罗习声职脱脸临苹兰虫卫装觉观触计讯记许设访诈详夸诚课调谈诺谎讲译议誉负财责贪贩贫购贺资宾赶迹轨较轻辆轮输辞进违遥远选边乡' +
  '丑释针钓钞钮销铺锁镜链铁钥闪闭闲阁队阵阴陈阳隐鸡离难云雾灵静顶项顺预顿领频颗类顾显风飘养驱骗惊' +
  '暂别没决况内为压尽挡拨拦抢挂拣气涨湿热烦奖画疯盗祸绪缴闻举盖蓝药袜规视词赠赞踪酱录键险随杂饮骚';

/** Traditional characters whose simplified form is a character of the traditional script as well, with another sense. */
const TRADITIONAL_SHARED = '於後裡裏麵鬆準繫係製臺餘採隻範錶纔迴闆';
const SIMPLIFIED_SHARED = '于后里里面松准系系制台余采只范表才回板';

const TO_SIMPLIFIED = new Map(
  [...TRADITIONAL, ...TRADITIONAL_SHARED].map((character, index) => [
    character,
    [...SIMPLIFIED, ...SIMPLIFIED_SHARED][index] ?? character,
  ]),
);
const ONLY_SIMPLIFIED = new Set(SIMPLIFIED);

/** The script of Chinese text by the characters that only one of them has; null when there are none, or as many of each. */
export function chineseScript(text: string): 'Hant' | 'Hans' | null {
  let traditional = 0;
  let simplified = 0;
  for (const character of text) {
    if (TO_SIMPLIFIED.has(character)) traditional += 1;
    else if (ONLY_SIMPLIFIED.has(character)) simplified += 1;
  }
  if (traditional === simplified) return null;
  return traditional > simplified ? 'Hant' : 'Hans';
}

/**
 * A Chinese locale in the script the shopper writes, told by the newest of their messages that tells; other locales stay
 * as they are. The region stays too, so that dates and money keep its form: `zh` → `zh-TW`, `zh-TW` → `zh-Hans-TW`.
 *
 * @param newestFirst what the shopper wrote
 */
export function inWrittenScript(locale: string, newestFirst: Iterable<string>): string {
  if (primaryLanguage(locale) !== 'zh') return locale;
  const tag = new Intl.Locale(locale);
  for (const text of newestFirst) {
    const script = chineseScript(text);
    if (script === null) continue;
    if (tag.maximize().script === script) return locale;
    if (tag.region === undefined) return script === 'Hant' ? 'zh-TW' : 'zh';
    return `zh-${script}-${tag.region}`;
  }
  return locale;
}

/** Chinese text with its traditional characters simplified one for one, as word lists and weights hold it; other languages as they are. */
export function asListed(text: string, locale: string): string {
  if (primaryLanguage(locale) !== 'zh') return text;
  return text.replace(/\p{Script=Han}/gu, (character) => TO_SIMPLIFIED.get(character) ?? character);
}
