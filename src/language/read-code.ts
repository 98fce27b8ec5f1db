import { asciiDigits } from './digits.ts';

/** The six digits of a message that is nothing but a one-time code, perhaps with a word such as "code:" beside it; else null. */
export function readCode(text: string): string | null {
  const plain = asciiDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/\p{Cf}/gu, '');
  const match = /(?<!\d)\d{3}[\s\p{Pd}.]?\d{3}(?!\d)|(?<!\d)\d(?:[\s\p{Pd}]\d){5}(?!\d)/u.exec(
    plain,
  );
  if (match === null) return null;
  const rest = `${plain.slice(0, match.index)} ${plain.slice(match.index + match[0].length)}`
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .trim();
  if (/[?？؟]/.test(text) || /\d/.test(rest) || !isFiller(rest)) return null;
  return match[0].replace(/\D/g, '');
}

function isFiller(rest: string): boolean {
  return rest.split(/\s+/u).every((word) => word === '' || FILLER.has(word));
}

// What people put around a code. A closed list: any other word makes it a sentence of its own.
const FILLER = new Set(
  `code the my is it its it's here this one time otp sms pin verification security please thanks thank you hi ok
   代码 验证码 是 我的验证码是 验证码是 码 你好 谢谢
   código codigo es el mi verificación verificacion aquí aqui tienes está gracias hola
   é o meu aqui está esta obrigado obrigada olá
   le mon voici c est c'est merci bonjour
   der mein lautet ist hier danke hallo
   コード 認証コード 確認コード は です コードは 認証コードは 確認コードは
   الرمز رمز الكود كود هو التحقق هذا شكرا
   codice il è questo ecco grazie ciao verifica
   코드 코드는 인증코드 인증번호 인증번호는 번호 번호는 입니다 이에요 예요 여기 감사합니다 네
   код мой это вот спасибо подтверждения проверочный здравствуйте пожалуйста
   kode kodenya saya ini adalah otp verifikasi makasih terima kasih kak
   mã xác nhận của mình tôi là đây cảm ơn bạn nhé ạ otp
   รหัส คือ รหัสคือ รหัสยืนยัน ยืนยัน ของฉัน นี่ ค่ะ ครับ ขอบคุณ ขอบคุณค่ะ ขอบคุณครับ`.split(/\s+/u),
);
