import { describe, expect, it } from 'vitest';
import { decideOutcome } from '../../../src/agent/confidence/decide-outcome.ts';
import type { TurnObservations } from '../../../src/agent/confidence/signal.ts';
import type { HandoffValues } from '../../../src/prompts/handoff-values.ts';
import { observed } from './observed.ts';

const values: HandoffValues = {
  weights: {
    grounding: 0.5,
    log_probability: 0.2,
    tool_failure: 0.4,
    repetition: 0.4,
    anger: 0.5,
    distress: 0.5,
    language: 0.2,
    understanding: 0.4,
    policy_topic: 1,
    value_at_risk: 0.1,
    wish: 1,
  },
  thresholds: { answer: 0.7, clarify: 0.5 },
  reasons: {},
  topics: {
    chargeback: { en: ['chargeback*'], zh: ['拒付'], de: ['rückbuchung*'] },
    legal: { en: ['my lawyer'] },
    safety: {},
    press: {},
    self_harm: {},
    fraud_claim: {},
    privacy_request: {},
  },
  anger: { en: ['ridiculous'], es: ['vergüenza'] },
  distress: { en: ['desperate'], de: ['verzweifelt*'] },
  highValue: 500,
};

const decide = (changes: Partial<TurnObservations>) => decideOutcome(observed(changes), values);

describe('decideOutcome', () => {
  it('answers when nothing speaks against it', () => {
    expect(decide({})).toMatchObject({ outcome: 'answer', confidence: 1, reasons: [] });
  });

  it.each([
    ['I will file a chargeback with my bank', 'en', 'chargeback'],
    ['CHARGEBACKS, here I come', 'en', 'chargeback'],
    ['我要向银行申请拒付', 'zh', 'chargeback'],
    ['Dann eben Rückbuchungen!', 'de', 'chargeback'],
    ['you will hear from my lawyer', 'de', 'legal'],
  ])('hands a policy topic to a person: %s', (shopperText, locale, reason) => {
    expect(decide({ shopperText, locale })).toMatchObject({
      outcome: 'handoff',
      topReason: reason,
    });
  });

  it('does not take a part of a word for a topic', () => {
    expect(decide({ shopperText: 'is my lawyers bag shipped' }).outcome).toBe('answer');
  });

  it('hands off when the reply had to be replaced by the fallback and a tool failed', () => {
    expect(decide({ fellBack: true, toolFailures: 1 })).toMatchObject({
      outcome: 'handoff',
      reasons: ['reply_not_grounded', 'tool_failed'],
    });
  });

  it('asks back when it is not sure of the wish, and hands off when the shopper also repeats it', () => {
    const unclear = { understanding: 0.1, shopperText: 'the thing with the thing again' };
    expect(decide(unclear).outcome).toBe('clarify');
    expect(
      decide({ ...unclear, earlierShopperTexts: ['the thing with the thing again'] }).outcome,
    ).toBe('handoff');
  });

  it('notices anger in words, capitals and exclamation marks', () => {
    expect(decide({ shopperText: 'THIS IS RIDICULOUS, WHERE IS IT!!!' }).reasons).toContain(
      'shopper_upset',
    );
    expect(decide({ shopperText: '¡Qué vergüenza!', locale: 'es' }).confidence).toBeLessThan(1);
    expect(decide({ shopperText: 'Order DM-10001 DHL UPS EUR' }).reasons).toEqual([]);
  });

  it('trusts a sure model and doubts a guessing one', () => {
    expect(decide({ meanLogProbability: -0.1 }).confidence).toBe(1);
    expect(decide({ meanLogProbability: -2 })).toMatchObject({
      confidence: 0.8,
      reasons: ['model_uncertain'],
    });
  });

  it('lets short messages repeat', () => {
    expect(decide({ shopperText: 'DM-10001', earlierShopperTexts: ['DM-10001'] }).confidence).toBe(
      1,
    );
  });
});
