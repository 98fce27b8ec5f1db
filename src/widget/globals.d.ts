/* JSON texts, filled in by the build. */

/** the English texts of the panel, and of what is loaded when there is a conversation */
declare const ENGLISH_CHAT: string;
declare const ENGLISH_CARDS: string;
declare const ENGLISH_NUDGE: string;
/** the other locales, with blanks between them */
declare const LOCALES: string;
/** in the names of their files: `LOCALE-GROUP-HASH.json`, below the folder of the panel */
declare const TEXTS_HASH: string;
