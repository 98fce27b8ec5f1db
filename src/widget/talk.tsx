import cardStyles from '../ui/cards/cards.css';
import messageStyles from '../ui/messages.css';
import type { Texts } from '../ui/translate.ts';
import partStyles from './parts/parts.css';
import talkStyles from './view/talk.css';

/* The conversation and all that shows it: loaded when there is one, or is about to be one. */

export type Talk = typeof import('./talk.tsx');

export const styles = messageStyles + cardStyles + partStyles + talkStyles;
export const english: Texts = JSON.parse(ENGLISH_CARDS);
export { openSession } from './open-session.ts';
export { UploadList } from './parts/attachments.tsx';
export { OptionsMenu } from './parts/menu.tsx';
export { Announcements } from './view/announcements.tsx';
export { Forms, items } from './view/items.tsx';
