import { isThanks } from './cues.ts';
import type { Dialogue } from './dialogue.ts';
import { isFragment } from './follow-ups.ts';
import { saysYes } from './offers.ts';
import type { Say } from './say.ts';
import { SURE_ENOUGH } from './understand.ts';

export interface Composed {
  text: string;
  outcome: 'answer' | 'clarify' | 'handoff' | 'decline';
}

/** The reply to a message that asks for nothing that can be looked up. */
export function composeSmallTalk(dialogue: Dialogue, say: Say): Composed {
  const { current, unclearBefore, situation } = dialogue;
  if (current.confidence < SURE_ENOUGH) {
    const offersPerson = unclearBefore > 0 && situation.handoff === 'none';
    return { text: say(offersPerson ? 'clarify.person' : 'clarify'), outcome: 'clarify' };
  }
  // It was no plain yes, or it would have been taken for one: nobody is left to think that it was done.
  if (situation.openProposal && saysYes(dialogue))
    return { text: say('proposal.question'), outcome: 'clarify' };
  switch (current.intent) {
    case 'greeting_thanks':
      return {
        text: say(isThanks(current.text, dialogue.situation.locale) ? 'thanks' : 'greeting'),
        outcome: 'answer',
      };
    case 'out_of_scope':
      return composeOutside(dialogue, say);
    case 'confirm':
    case 'deny':
      return composeAnswer(dialogue, say);
    case 'correct':
      return { text: say('clarify.which'), outcome: 'clarify' };
    default:
      return { text: say('clarify'), outcome: 'clarify' };
  }
}

/** No business of the shop's, unless it is a fragment that leans on the talk before. */
function composeOutside({ isFirst, current }: Dialogue, say: Say): Composed {
  return !isFirst && isFragment(current.text)
    ? { text: say('clarify.which'), outcome: 'clarify' }
    : { text: say('out_of_scope'), outcome: 'decline' };
}

/** A yes or no to nothing that waits for one in these words. */
function composeAnswer({ isFirst }: Dialogue, say: Say): Composed {
  return isFirst
    ? { text: say('clarify'), outcome: 'clarify' }
    : { text: say('anything_else'), outcome: 'answer' };
}

export function join(blocks: readonly string[]): string {
  return blocks.join('\n\n');
}
