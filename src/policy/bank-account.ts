import { isValidCnpj, isValidCpf, isValidPixKey } from '@brazilian-utils/brazilian-utils';
import { getCountrySpecifications, isValidBIC, isValidIBAN } from 'ibantools';
import type { BankAccount, BankAccountKind } from '../protocol/bank-account.ts';

/** The ways to name an account that people of a country use. */
export function accountChoices(country: string): BankAccountKind[] {
  if (country === 'BR') return ['pix', 'brazil_account'];
  return IBAN_COUNTRIES.has(country) ? ['iban'] : ['account_number', 'iban'];
}

/** The fields that cannot be right, by their check digits and forms. Whose account it is nobody can tell from here. */
export function accountProblems(account: BankAccount): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  const demand = (holds: boolean, field: string, message: string) => {
    if (!holds) problems.push({ field, message });
  };
  switch (account.kind) {
    case 'iban':
      demand(isIban(account.iban), 'iban', 'is not an IBAN: check every digit');
      break;
    case 'pix':
      demand(isTaxId(account.taxId), 'taxId', 'is not a CPF or CNPJ: check every digit');
      demand(
        isValidPixKey(account.pixKey) || isTaxId(account.pixKey),
        'pixKey',
        'is not a Pix key: a CPF, CNPJ, e-mail address, mobile number or random key',
      );
      break;
    case 'brazil_account':
      demand(isTaxId(account.taxId), 'taxId', 'is not a CPF or CNPJ: check every digit');
      break;
    case 'account_number':
      if (account.bic !== undefined)
        demand(isValidBIC(compact(account.bic)), 'bic', 'is not a BIC');
      break;
  }
  return problems;
}

/** By its check digits; blanks and dashes are no part of it. */
export function isIban(text: string): boolean {
  return isValidIBAN(compact(text));
}

/** Letters and digits of the IBANs of a country; null where there are none. */
export function ibanLength(country: string): number | null {
  return getCountrySpecifications()[country]?.chars ?? null;
}

function isTaxId(text: string): boolean {
  return isValidCpf(text) || isValidCnpj(text, { version: 2 });
}

function compact(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

const IBAN_COUNTRIES: ReadonlySet<string> = new Set(
  'AD AE AL AT AZ BA BE BG BH CH CY CZ DE DK EE ES FI FO FR GB GE GI GL GR HR HU IE IL IS IT JO KW KZ LB LI LT LU LV MC MD ME MK MT NL NO PK PL PS PT QA RO RS SA SE SI SK SM TN TR UA VA XK'.split(
    ' ',
  ),
);
