import { expect, it } from 'vitest';
import { languageSignal } from '../../../../src/agent/confidence/signals/language.ts';
import { observed } from '../observed.ts';

it('grows with the doubt about the language', () => {
  expect(languageSignal(observed()).strength).toBe(0);
  expect(languageSignal(observed({ languageConfidence: 0.5 }))).toEqual({
    name: 'language',
    strength: 0.5,
  });
  expect(languageSignal(observed({ languageConfidence: 0.1 })).reason).toBe('language_uncertain');
});
