import { asListed } from './chinese-script.ts';
import { primaryLanguage } from './languages.ts';
import { plainPhrase } from './phrase-match.ts';

/**
 * Whether the shopper asks if a machine or a person answers ("are you a human or a robot?"), who made it or what it can do. It
 * deserves a plain answer, and is no wish for a person.
 */
export function asksWhoAnswers(text: string, locale: string): boolean {
  const plain = ` ${plainPhrase(asListed(text, locale))} `;
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(
    plain,
  );
  if (dense ? plain.length > LONGEST_DENSE : plain.split(' ').length > MOST_WORDS) return false;
  const languages = new Set([primaryLanguage(locale), 'en']);
  return (
    [...languages].some((language) => QUESTIONS[language]?.test(plain) === true) ||
    ABILITIES.test(plain)
  );
}

const MOST_WORDS = 14;
const LONGEST_DENSE = 30;

/** "What can you do?", "who made you?", and nothing else. */
const ABILITIES = new RegExp(
  `^ (?:${[
    '(?:so |and |ok )?(?:what (?:else )?can (?:you|u) (?:do|help (?:me )?with)|how can you help(?: me)?|who (?:made|built|created|programmed) you)(?: for me)?',
    '(?:und )?(?:was (?:kannst du|können sie|kannst du alles)(?: alles)?(?: für mich)?(?: tun| machen)?|wobei (?:kannst du|können sie)(?: mir)? helfen|wer hat (?:dich|sie) (?:gemacht|programmiert|entwickelt|gebaut))',
    "(?:qu’est ce que|qu'est ce que|que|tu) (?:vous |tu )?(?:pouvez|peux|sais|savez)(?: vous| tu)? faire|(?:qui (?:t'|vous )a créée?)",
    '(?:qué|que) (?:puedes|puede|sabes|podés) hacer(?: por mí)?|en (?:qué|que) (?:puedes|puede) ayudarme|quién te (?:creó|hizo|programó)',
    'o que (?:você|vc|voce) (?:pode|sabe|consegue) fazer|em que (?:você|vc) pode (?:me )?ajudar|quem (?:te|criou você) ?(?:criou|fez)?',
    '(?:che )?cosa (?:puoi|sai) fare|in cosa puoi aiutarmi|chi ti ha (?:creato|fatto|programmato)',
    '(?:что|чем) (?:ты|вы) (?:умеешь|умеете|можешь|можете)(?: помочь| делать)?|кто (?:тебя|вас) (?:создал|сделал|написал)',
    '(?:kamu|anda|kak)? ?(?:bisa|dapat) (?:apa (?:aja|saja)|(?:bantu|ngapain) apa(?: aja| saja)?)|siapa (?:yang )?(?:buat|bikin|menciptakan) (?:kamu|anda)',
    'bạn (?:có thể )?(?:làm|giúp)(?: được)?(?: mình| tôi)?(?: được)? (?:những )?gì|ai (?:đã )?tạo ra bạn',
    'ماذا (?:تستطيع|يمكنك|بامكانك) (?:ان )?(?:تفعل|فعله|تفعله)|بماذا تساعدني|(?:شو|وش|ايش) تقدر تسوي|من (?:صنعك|برمجك)',
    '(?:뭐|무엇을|뭘) (?:할 수 있어요?|할 수 있나요|도와줄 수 있어요?|도와주실 수 있나요)|누가 (?:만들었어요?|만들었나요)',
    '(?:何|なに)が(?:できますか|できるの|できる)|(?:あなた)?は?(?:何|なに)が(?:できますか|できるの)|誰(?:に|が)(?:作られ|作り).{0,6}',
    '(?:你|您)(?:能|可以|会|會)(?:做|帮我|幫我|帮|幹|干)(?:什么|什麼|哪些|啥)(?:事|事情)?|谁(?:做|开发|创造)了?你.?',
    '(?:คุณ|บอท|น้อง)?(?:ทํา|ช่วย)อะไร(?:ได้)?(?:บ้าง)?(?:คะ|ครับ)?|ใครสร้าง(?:คุณ|บอท)',
  ].join('|')}) $`,
  'u',
);

/** Who is asked, then what they might be: a machine, or a person as the other choice. */
const QUESTIONS: Record<string, RegExp> = {
  en: / (?:are you|r u|is this|am i (?:talking|speaking|chatting) (?:to|with)|are these) (?:just |really |actually |even )*(?:a |an |the |to a |with a )?(?:real |actual |live )?(?:human|person|robot|bot|chatbot|machine|ai|computer|program|automated)(?: being| person)? /u,
  de: / (?:bist du|sind sie|ist das|schreibe ich (?:hier )?mit|spreche ich (?:hier )?mit|rede ich (?:hier )?mit) (?:hier |denn |wirklich |eigentlich )*(?:eine?[rmn]? )?(?:echte[rmsn]? )?(?:mensch|menschen|person|roboter|bot|chatbot|maschine|ki|computer|programm) /u,
  fr: / (?:êtes vous|etes vous|es tu|est ce que (?:vous êtes|tu es|c'est)|c'est|suis je en train de parler à|vous êtes|tu es|t'es|vous etes) (?:vraiment |bien )*(?:un |une |à un |à une )?(?:vrai |vraie )?(?:humain|être humain|personne|robot|bot|chatbot|machine|ia|ordinateur) /u,
  es: / (?:eres|es usted|es esto|esto es|hablo con|estoy hablando con|sois|son) (?:realmente |de verdad )*(?:un |una )?(?:verdadera |ser )?(?:persona|humano|humana|robot|bot|chatbot|máquina|maquina|ia|ordenador) /u,
  pt: / (?:você é|voce é|voce e|vc é|vc e|isto é|isso é|estou falando com|falo com|és) (?:mesmo |realmente )*(?:um |uma )?(?:ser )?(?:pessoa|humano|humana|robô|robo|bot|chatbot|máquina|maquina|ia|computador) /u,
  it: / (?:sei|è|siete|lei è|sto parlando con|parlo con|questo è) (?:davvero |proprio )*(?:un |una |un' )?(?:vera |essere )?(?:persona|umano|umana|robot|bot|chatbot|macchina|ia|computer) /u,
  ja: /(?:あなた|これ|相手|そちら)(?:は|って)?(?:本当に)?(?:人間|人|ロボット|ボット|ai|機械|自動)|(?:人間|ロボット|ボット|ai|機械)(?:ですか|なの|でしょうか)/u,
  zh: /(?:你|您|这|这里|对面)(?:是|到底是|究竟是)(?:不是)?(?:真人|人|人工|机器人|机器|ai|电脑|程序)|真人还是机器|机器还是人/u,
  ko: /(?:당신|너|여기|지금|그쪽)?(?:은|는|이|가)? ?(?:사람|인간|로봇|봇|챗봇|기계|ai)(?: ?상담원)? ?(?:인가요|이에요|예요|입니까|이세요|이야|이니|맞나요|맞아요|아닌가요|이신가요)/u,
  ru: / (?:вы|ты|это|здесь|тут) (?:правда |действительно |вообще )*(?:живой )?(?:человек|робот|бот|чат бот|машина|ии|компьютер|программа) /u,
  ar: /(?:هل )?(?:انت|أنت|انتم|أنتم|هذا|هل هذا) (?:فعلا )?(?:انسان|إنسان|بشر|بشري|شخص|شخص حقيقي|روبوت|بوت|آلة|الة|ذكاء اصطناعي)/u,
  id: / (?:kamu|anda|kakak|ini|kak|lo|lu) (?:itu |sebenarnya |beneran )*(?:manusia|orang|robot|bot|mesin|ai|admin asli) /u,
  vi: /(?:bạn|anh|chị|đây|ad|shop)(?: có phải)?(?: là) (?:người|người thật|robot|bot|máy|ai|chatbot|máy tính)/u,
  th: /(?:คุณ|นี่|แอดมิน|ที่นี่)?(?:คือ|เป็น)(?:คน|มนุษย์|หุ่นยนต์|บอท|โรบอท|ai|เอไอ)(?:จริง)?.{0,3}(?:หรือ|ไหม|มั้ย|ใช่ไหม|รึ|คะ|ครับ)/u,
};
