import { formatList } from '../language/format.ts';
import { formatReply } from '../prompts/format-reply.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { Situation } from './models/situation.ts';

/**
 * What the models are told of a message in a language nobody enabled: the language (ISO 639), the enabled locales, and words in
 * that language: those of `prompts/other-languages.md`, or of its replies where they wait for being enabled.
 */
export function unspokenSituation(
  prompts: Pick<PromptSet, 'otherLanguages' | 'replies'>,
  language: string | null,
  enabled: readonly string[],
): Situation['unspoken'] {
  if (language === null) return null;
  return {
    language,
    instead: enabled,
    words: prompts.otherLanguages[language] ?? waitingWords(prompts, language, enabled),
  };
}

function waitingWords(
  { replies }: Pick<PromptSet, 'replies'>,
  language: string,
  enabled: readonly string[],
): string | null {
  if (replies[language] === undefined) return null;
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const nameOf = (tag: string) => names.of(tag) ?? tag;
  return formatReply(replies, language, 'language_not_spoken', {
    language: nameOf(language),
    languages: formatList(enabled.map(nameOf), language),
  });
}
