import { z } from 'zod';
import { PROPOSAL_KINDS } from '../protocol/card.ts';
import { shopDataSchema } from '../shop/records.ts';

const outcome = z.enum(['answer', 'clarify', 'handoff', 'proposal']);

/** What must hold after the last words of the shopper; `tools` over the whole conversation. */
const expectedSchema = z.strictObject({
  /** the label that recall and needless handoffs are counted by */
  handoff: z.boolean(),
  outcome: outcome.optional(),
  locale: z.string().optional(),
  tools: z.array(z.string()).default([]),
  /** texts the last reply must contain */
  facts: z.array(z.string()).default([]),
  /** texts no reply may contain */
  forbidden: z.array(z.string()).default([]),
  /** state left behind */
  finalState: z
    .strictObject({
      owner: z.enum(['assistant', 'queued', 'human', 'closed']).optional(),
      identity: z.enum(['anonymous', 'claimed', 'verified']).optional(),
      proposal: z.enum([...PROPOSAL_KINDS, 'none']).optional(),
    })
    .default({}),
});

export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  /** absent: anonymous */
  shopper: z
    .strictObject({ verified: z.string().optional(), localeHint: z.string().optional() })
    .default({}),
  /** records beside those of the demo shop */
  records: shopDataSchema.partial().optional(),
  /** what the shopper says, turn by turn; `{code}` stands for the one-time code they were sent */
  say: z.array(z.string()).min(1),
  expect: expectedSchema,
});

export const scenarioFileSchema = z.strictObject({
  title: z.string(),
  locale: z.string(),
  scenarios: z.array(scenarioSchema),
});

/** Conversations that carry nothing but the label: does a person have to answer, and why. Written apart from the rules. */
export const labelledFileSchema = z.strictObject({
  title: z.string(),
  locale: z.string(),
  conversations: z.array(
    z.strictObject({
      /** absent: the assistant should answer, or ask back */
      needs: z
        .enum([
          'asked',
          'chargeback',
          'legal',
          'safety',
          'self_harm',
          'fraud_claim',
          'press',
          'anger',
          'repeated',
        ])
        .optional(),
      /** written after the rules were last changed: what they were first measured by */
      fresh: z.boolean().default(false),
      say: z.array(z.string()).min(1),
    }),
  ),
});

export type Scenario = z.infer<typeof scenarioSchema> & { file: string; fileLocale: string };
