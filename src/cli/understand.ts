import { z } from 'zod';
import products from '../../data/demo-store/products.json' with { type: 'json' };
import { productNamed } from '../agent/models/built-in/product-named.ts';
import { proposalAsked } from '../agent/models/built-in/proposals-asked.ts';
import { decisionOf, type Understanding, understand } from '../agent/models/built-in/understand.ts';
import { detectLanguage } from '../language/detect.ts';
import { systemClock } from '../lib/clock.ts';
import { answerJsonLines } from './json-lines.ts';

const input = z.object({ text: z.string(), locale: z.string().nullish() });

/**
 * `understand`: `{"text", "locale"?}` a line in; intent, slots, language, decision and the write it would propose out.
 * Products are those of the demo shop.
 */
export function understandCommand(
  lines: AsyncIterable<string>,
  io: { write(text: string): void },
): Promise<number> {
  return answerJsonLines(lines, io, input, async ({ text, locale }) => {
    const detected = await detectLanguage(text, { prior: locale ?? null });
    const language = detected.language ?? locale ?? null;
    const today = new Date(systemClock()).toISOString().slice(0, 10);
    return describe(await understand(text, locale ?? language ?? 'en', today), language);
  });
}

function describe(found: Understanding, language: string | null) {
  const { order, tracking, email, phone, amount, date, quantity } = found.slots;
  return {
    intent: found.intent,
    confidence: rounded(found.confidence),
    alternatives: found.alternatives.map(({ intent, confidence }) => ({
      intent,
      confidence: rounded(confidence),
    })),
    slots: {
      order,
      tracking,
      email,
      phone,
      amount,
      date,
      quantity,
      product: productNamed(found.text, products),
    },
    language,
    decision: decisionOf(found),
    proposal: proposalAsked(found),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
