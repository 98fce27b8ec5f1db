import { z } from 'zod';

/* The front matter of `prompts/handoff.md`: when the assistant answers, asks back, or calls a person. */

const share = z.number().min(0).max(1);
const words = z.array(z.string().min(1).max(80)).min(1).max(200);
const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language code such as en or pt-BR');

export const HANDOFF_TOPICS = [
  'chargeback',
  'legal',
  'safety',
  'press',
  'self_harm',
  'fraud_claim',
  'privacy_request',
] as const;

export const handoffSchema = z.strictObject({
  /** how much each sign of trouble lowers the confidence, 0 to 1 */
  weights: z.strictObject({
    grounding: share,
    log_probability: share,
    tool_failure: share,
    repetition: share,
    anger: share,
    distress: share,
    language: share,
    understanding: share,
    policy_topic: share,
    value_at_risk: share,
    wish: share,
  }),
  /** confidence from which the assistant answers; from which it asks back; below that a person is called */
  thresholds: z
    .strictObject({ answer: share, clarify: share })
    .refine(({ answer, clarify }) => clarify <= answer, {
      message: 'must not be above the threshold for answering',
      path: ['clarify'],
    }),
  /** wordings for the desk, by reason */
  reasons: z.record(z.string().regex(/^[a-z_]+$/), z.string().min(1).max(120)),
  /** subjects that always go to a person, with the words that show them, per language; `*` stands for any ending */
  topics: z.strictObject(
    Object.fromEntries(HANDOFF_TOPICS.map((topic) => [topic, z.record(locale, words)])) as Record<
      (typeof HANDOFF_TOPICS)[number],
      z.ZodRecord<typeof locale, typeof words>
    >,
  ),
  /** words that show anger, per language */
  anger: z.record(locale, words),
  /** words that show fear or despair, per language */
  distress: z.record(locale, words),
  /** units of the fast lane's currency from which the value at stake weighs in full */
  highValue: z.number().positive(),
});

export type HandoffValues = z.infer<typeof handoffSchema>;
