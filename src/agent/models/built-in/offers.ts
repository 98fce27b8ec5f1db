import type { Dialogue } from './dialogue.ts';
import type { Intent } from './intents.ts';
import type { Say } from './say.ts';

/** What a yes or no means when the assistant's last reply ended with an offer; null when there was none, or another answer. */
export function answerToOffer(dialogue: Dialogue, say: Say): { wishes: Intent[] } | null {
  if (dialogue.current.intent !== 'confirm' || dialogue.lastReply === null) return null;
  const ending = dialogue.lastReply.trimEnd();
  return OFFERS.some((key) => ending.endsWith(say(key))) ? { wishes: ['human_agent'] } : null;
}

const OFFERS = ['offer.person', 'return.person', 'clarify.person'] as const;
