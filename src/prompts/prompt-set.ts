import type { CannedReply } from './canned-replies.ts';
import type { DeskValues } from './desk-values.ts';
import type { GateWords } from './gate-words.ts';
import type { HandoffValues } from './handoff-values.ts';
import type { PolicyValues } from './policy-values.ts';

export interface ToolWords {
  description: string;
  parameters: Record<string, string>;
}

/** An article of the help centre: merchant text that may be quoted. */
export interface HelpArticle {
  /** file name without locale and ending, e.g. `returns`; the same in all translations */
  id: string;
  /** BCP 47 */
  locale: string;
  title: string;
  /** words shoppers use for the subject, in any language */
  keywords: readonly string[];
  /** Markdown, policy values filled in */
  body: string;
  url?: string | undefined;
}

/** All of `prompts/`, checked: one consistent version. */
export interface PromptSet {
  /** changes with every change of any file */
  version: string;
  /** the stable beginning of what the model reads: who it is, then the policy in words */
  system: string;
  tools: Record<string, ToolWords>;
  policy: PolicyValues;
  handoff: HandoffValues;
  desk: DeskValues;
  /** what people at the desk often write, in every locale it is worded in */
  canned: readonly CannedReply[];
  /** what a language model is told when it works for people at the desk */
  deskPrompts: { suggest: string; summarize: string; translate: string };
  /** ICU texts by locale, then key */
  replies: Record<string, Record<string, string>>;
  /** first words to a shopper whose language nobody enabled, by its code, in that language */
  otherLanguages: Record<string, string>;
  articles: readonly HelpArticle[];
  /** by primary language */
  gate: Record<string, GateWords>;
}

/** Where everyone gets the prompts: always the last good version. */
export interface PromptSource {
  current(): PromptSet;
  /** best first; the shopper's locale, then others */
  searchHelp(query: string, options: { locale: string; limit: number }): readonly HelpArticle[];
}
