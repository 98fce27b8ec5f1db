import { asListed } from '../language/chinese-script.ts';
import type { TurnObservations } from './confidence/signal.ts';
import type { TopicShares } from './confidence/topics.ts';
import type { ModelPart } from './models/model-chain.ts';
import type { TurnLimits } from './turn-dependencies.ts';

type StepFigures = Extract<ModelPart, { type: 'end' }>;

/** What a turn used and how it went, counted while it runs. */
export class TurnFigures {
  violations = 0;
  providerFailures = 0;
  steps = 0;
  inputTokens = 0;
  outputTokens = 0;
  cachedTokens = 0;
  /** null once a model without a known price was used */
  costMicroUsd: number | null = 0;
  model = 'none';
  understanding: number | null = null;
  /** what the model itself says its reply is, e.g. `clarify` when it asks for an order number; null where it does not say */
  ownOutcome: string | null = null;
  #fallbackReason: string | null = null;
  #toolCalls = 0;
  #toolFailures = 0;
  #slowestToolMs = 0;
  #worthAtRisk: number | null = null;
  #logProbabilities: number[] = [];
  readonly #costOf: (model: string, usage: NonNullable<StepFigures['usage']>) => number | null;

  constructor(costOf: (model: string, usage: NonNullable<StepFigures['usage']>) => number | null) {
    this.#costOf = costOf;
  }

  add(step: StepFigures): void {
    this.steps += 1;
    this.model = step.model;
    if (step.meanLogProbability !== null) this.#logProbabilities.push(step.meanLogProbability);
    const { outcome } = step.message.response_metadata;
    this.ownOutcome = typeof outcome === 'string' ? outcome : null;
    const understanding = step.message.response_metadata.understanding;
    if (typeof understanding === 'number') this.understanding = understanding;
    if (step.usage === null) return;
    this.inputTokens += step.usage.inputTokens;
    this.outputTokens += step.usage.outputTokens;
    this.cachedTokens += step.usage.cachedTokens ?? 0;
    const cost = this.#costOf(step.model, step.usage);
    this.costMicroUsd =
      cost === null || this.costMicroUsd === null ? null : this.costMicroUsd + cost;
  }

  addToolCall(
    result: { ok: boolean; reason?: string },
    milliseconds: number,
    worth: number | null,
  ): void {
    this.#toolCalls += 1;
    this.#slowestToolMs = Math.max(this.#slowestToolMs, milliseconds);
    if (worth !== null) this.#worthAtRisk = Math.max(this.#worthAtRisk ?? 0, worth);
    if (!result.ok && (result.reason === 'unavailable' || result.reason === 'invalid_arguments'))
      this.#toolFailures += 1;
  }

  startFallback(reason: string): void {
    this.#fallbackReason = reason;
  }

  overLimit(limits: TurnLimits): string | null {
    if (this.inputTokens + this.outputTokens > limits.tokens) return 'token_limit';
    return (this.costMicroUsd ?? 0) > limits.costMicroUsd ? 'cost_limit' : null;
  }

  observe(
    turn: {
      text: string;
      locale: string;
      localeConfidence: number;
      unsettledTexts: readonly string[];
      earlierReplies: readonly string[];
    },
    replyText: string,
    topicsOf: (text: string) => TopicShares,
  ): TurnObservations {
    const logs = this.#logProbabilities;
    const text = asListed(turn.text, turn.locale);
    const earlier = turn.unsettledTexts.map((one) => asListed(one, turn.locale));
    return {
      violations: this.violations,
      fellBack: this.#fallbackReason === 'reply_not_grounded',
      meanLogProbability:
        logs.length === 0 ? null : logs.reduce((sum, value) => sum + value, 0) / logs.length,
      toolCalls: this.#toolCalls,
      toolFailures: this.#toolFailures,
      slowestToolMs: this.#slowestToolMs,
      worthAtRisk: this.#worthAtRisk,
      shopperText: text,
      earlierShopperTexts: earlier,
      topics: topicsOf(text),
      earlierTopics: earlier.slice(-2).map(topicsOf),
      replyText,
      earlierReplies: turn.earlierReplies,
      locale: turn.locale,
      languageConfidence: turn.localeConfidence,
      understanding: this.understanding,
      providerFailures: this.providerFailures,
    };
  }
}
