import { expect, it } from 'vitest';
import { policyTopicSignal } from '../../../../src/agent/confidence/signals/policy-topic.ts';
import { testPrompts } from '../../../helpers/prompts.ts';
import { observed } from '../observed.ts';

it('names the subject, in the language of the reply and in English', async () => {
  const { handoff } = (await testPrompts()).current();
  const reason = (shopperText: string, locale: string) =>
    policyTopicSignal(observed({ shopperText, locale }), handoff).reason;
  expect(reason('my solicitor will write to you', 'en')).toBe('legal');
  expect(reason('I will file a chargeback', 'ja')).toBe('chargeback');
  expect(reason('وأصيبت زوجتي', 'ar')).toBe('safety');
  expect(reason('ฉันอยากตาย', 'th')).toBe('self_harm');
});

it('does not take a place or a product for a subject', async () => {
  const { handoff } = (await testPrompts()).current();
  const strength = (shopperText: string, locale: string) =>
    policyTopicSignal(observed({ shopperText, locale }), handoff).strength;
  expect(strength('please deliver it to the hospital where I work', 'en')).toBe(0);
  expect(strength('¿Venden una prensa francesa?', 'es')).toBe(0);
  expect(strength('die Lieferung geht an ein Krankenhaus', 'de')).toBe(0);
});
