import { z } from 'zod';
import { namesRefund } from '../agent/models/built-in/cues.ts';
import {
  SURE_ENOUGH,
  type Understanding,
  understand,
} from '../agent/models/built-in/understand.ts';
import { detectLanguage } from '../language/detect.ts';
import { answerJsonLines } from './json-lines.ts';

const input = z.object({ text: z.string(), locale: z.string().nullish() });

/** `understand`: `{"text", "locale"?}` a line in; intent, slots, language, decision and the write it would propose out. */
export function understandCommand(
  lines: AsyncIterable<string>,
  io: { write(text: string): void },
): Promise<number> {
  return answerJsonLines(lines, io, input, async ({ text, locale }) => {
    const detected = await detectLanguage(text, { prior: locale ?? null });
    const language = detected.language ?? locale ?? null;
    return describe(understand(text, locale ?? language ?? 'en'), language);
  });
}

function describe(found: Understanding, language: string | null) {
  const { order, tracking, email, phone, amount, date, quantity, product } = found.slots;
  return {
    intent: found.intent,
    confidence: rounded(found.confidence),
    alternatives: found.alternatives.map(({ intent, confidence }) => ({
      intent,
      confidence: rounded(confidence),
    })),
    slots: { order, tracking, email, phone, amount, date, quantity, product },
    language,
    decision: decisionOf(found),
    proposal: proposalOf(found),
  };
}

function decisionOf({ intent, confidence, wishes, grave }: Understanding) {
  if (grave !== null || wishes.includes('human_agent') || wishes.includes('complaint'))
    return 'handoff';
  if (confidence < SURE_ENOUGH && wishes.length === 0) return 'clarify';
  return intent === 'out_of_scope' ? 'decline' : 'answer';
}

/** The write for a verified shopper with one matching order. Only words that ask for it lead to one. */
function proposalOf({ wishes, text, grave }: Understanding): 'refund' | null {
  return grave === null && wishes.includes('refund_request') && namesRefund(text) ? 'refund' : null;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
