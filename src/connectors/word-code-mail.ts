import { formatReply } from '../prompts/format-reply.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { CodeMail, Mail } from './code-mail.ts';

/** The mail with a one-time code, in the shopper's language, worded by `prompts/replies/`. */
export function wordCodeMail(
  { email, locale, code }: CodeMail,
  shop: {
    replies: PromptSet['replies'];
    store: string;
    minutes: number;
    fallbackLocale: string;
  },
): Mail {
  const { replies, store, minutes, fallbackLocale } = shop;
  const say = (key: string) =>
    formatReply(replies, locale ?? fallbackLocale, key, { store, code, minutes });
  return { to: email, subject: say('mail.code.subject'), text: say('mail.code.text') };
}
