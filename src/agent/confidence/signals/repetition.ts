import { clamp } from '../clamp.ts';
import type { Signal, TurnObservations } from '../signal.ts';
import { similarity } from '../similarity.ts';

/** The shopper asks the same again, or the assistant says the same again: it goes in circles. */
export function repetitionSignal(turn: TurnObservations): Signal {
  const asked = mostAlike(turn.shopperText, turn.earlierShopperTexts.slice(-3));
  const said = mostAlike(turn.replyText, turn.earlierReplies.slice(-2));
  const strength = clamp((Math.max(asked, said) - 0.75) / 0.25);
  return strength > 0
    ? {
        name: 'repetition',
        strength,
        reason: said > asked ? 'assistant_repeats' : 'shopper_repeats',
      }
    : { name: 'repetition', strength: 0 };
}

function mostAlike(text: string, others: readonly string[]): number {
  // Very short messages ("ok", an order number) repeat for good reasons.
  if ([...text].length < 12) return 0;
  return others.reduce((most, other) => Math.max(most, similarity(text, other)), 0);
}
