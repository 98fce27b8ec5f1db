/* JSON texts, filled in by the build. */

/** the English texts of the panel, and of what is loaded when there is a conversation */
declare const ENGLISH_CHAT: string;
declare const ENGLISH_CARDS: string;
/** file of each other locale, below the folder of the panel */
declare const LOCALE_FILES: string;
