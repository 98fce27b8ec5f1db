import { AppError, UnauthorizedError } from '../lib/errors.ts';
import { invalidInput } from '../lib/parse-input.ts';
import type { PasswordFault } from '../staff/password.ts';

/** Wrong address and wrong password get the same words. */
export function signInRefusal(reason: 'wrong' | 'code_needed' | 'code_wrong'): Error {
  if (reason === 'wrong')
    return new UnauthorizedError(
      'Address and password do not fit.',
      'Check both, or ask for a reset.',
    );
  return new AppError(
    reason,
    reason === 'code_needed'
      ? 'The code of your authenticator app is needed.'
      : 'The code is not right.',
    { status: 401, hint: 'Send the six digits that the app shows now as `code`.' },
  );
}

const FAULTS: Record<PasswordFault, string> = {
  too_short: 'must have at least 12 characters',
  too_long: 'must have at most 128 characters',
  too_plain:
    'is too easy to guess: keys in a row, repeats, dates or your own name. Take a few words that have nothing to do with each other',
  well_known:
    'is close to one that stands in lists of leaked passwords. Take a few words that have nothing to do with each other',
};

/** Why a new password is not taken, and what one looks like that is. */
export function passwordProblem(fault: PasswordFault, field: string): Error {
  return invalidInput([{ path: [field], message: FAULTS[fault] }]);
}
