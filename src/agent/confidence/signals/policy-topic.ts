import type { HandoffValues } from '../../../prompts/handoff-values.ts';
import { inLanguages } from '../in-languages.ts';
import type { Signal, TurnObservations } from '../signal.ts';
import { firstListedWord } from '../word-match.ts';

/** Subjects that a person decides whatever the assistant could say: chargebacks, lawyers, injuries, the press. */
export function policyTopicSignal(
  { shopperText, locale }: TurnObservations,
  { topics }: Pick<HandoffValues, 'topics'>,
): Signal {
  for (const [topic, lists] of Object.entries(topics)) {
    if (firstListedWord(shopperText, inLanguages(lists, locale)) !== null)
      return { name: 'policy_topic', strength: 1, reason: topic };
  }
  return { name: 'policy_topic', strength: 0 };
}
