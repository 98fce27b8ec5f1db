import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { known } from '#common-passwords';

/** 3 of 4: beyond a hundred million guesses, which no limited sign-in allows. */
const ENOUGH = 3;

const guesser = new ZxcvbnFactory(known);

/**
 * How soon a password would be guessed by whoever knows lists of leaks, keyboards, dates and its owner's words; null when
 * not soon. Letters are tried with and without their accents.
 */
export function guess(
  password: string,
  ownWords: readonly string[],
): 'too_plain' | 'well_known' | null {
  const bare = password.normalize('NFKD').replace(/\p{M}/gu, '');
  for (const one of new Set([password, bare])) {
    const { score, sequence } = guesser.check(one, [...ownWords]);
    if (score < ENOUGH)
      return sequence.some(
        (part) => 'dictionaryName' in part && part.dictionaryName === 'passwords-common',
      )
        ? 'well_known'
        : 'too_plain';
  }
  return null;
}
