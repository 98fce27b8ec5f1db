/*
 * Greetings that are a whole message: too few n-grams to tell them from any other two words of the world outside. Written in
 * full, since marks and tones tell words apart; capitals and punctuation do not count.
 */

/** Whether a message is a greeting and nothing else, in any of the languages that are answered in. */
export function isGreeting(text: string): boolean {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}' ]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return GREETING.test(words);
}

const GREETED = [
  'hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings',
  'hallo|guten (?:tag|morgen|abend)|schönen guten (?:tag|abend)|moin(?: moin)?|servus|grüezi|grüß gott|tach',
  'bonjour|bonsoir|salut|coucou|rebonjour',
  'hola|buenas|buenos días|buenas (?:tardes|noches)|muy buenas|saludos',
  'olá|oi|oie|bom dia|boa (?:tarde|noite)|viva',
  'ciao|buongiorno|buonasera|buon (?:pomeriggio|giorno)|buona sera|salve',
  'здравствуйте|здравствуй|добрый (?:день|вечер)|доброе утро|доброй ночи|привет|приветствую|день добрый|здрасьте',
  'السلام عليكم(?: ورحمة الله(?: وبركاته)?)?|سلام عليكم|مرحبا|مرحبًا|أهلا|أهلاً|اهلا|هلا|هلا والله|صباح الخير|مساء الخير',
  'こんにちは|こんばんは|おはようございます|おはよう|はじめまして|初めまして|もしもし',
  '안녕|안녕하세요|안녕하십니까|여보세요|반갑습니다|반가워요|좋은 아침이에요',
  '你好|您好|哈喽|哈囉|早|早安|早上好|下午好|晚上好|午安|嗨',
  'halo|hai|permisi|selamat (?:pagi|siang|sore|malam)|pagi|siang|sore|malam|assalamualaikum',
  'chào|xin chào|alo|chào buổi (?:sáng|tối)|shop ơi|ad ơi',
  'สวัสดี|หวัดดี|ดีค่ะ|ดีครับ|สวัสดีตอน(?:เช้า|เย็น)',
].join('|');
/** Who is greeted, and what politeness adds. */
const TO_WHOM =
  "there|all|everyone|everybody|team|support|guys|folks|zusammen|à tous|à vous|madame|monsieur|l'équipe|tout le monde|a todos|equipo|gente|pessoal|a tutti|ragazzi|всем|вам|kak|min|gan|sis|admin|shop|ad|bạn|nha|ạ|ค่ะ|คะ|ครับ|ค่า|จ้า|แอดมิน|呀|啊|各位|亲|親|반갑습니다|고객센터";
// So many and no more: without an end, a text of greetings run together is cut in every way there is.
const GREETING = new RegExp(`^(?:(?:${GREETED}) ?){1,3}(?:(?:${TO_WHOM}) ?){0,3}$`, 'u');
