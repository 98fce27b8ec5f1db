import { z } from 'zod';

/** How a bank account is named: by IBAN, by a Pix key, by a Brazilian account, or by a number and its bank. */
export const BANK_ACCOUNT_KINDS = ['iban', 'pix', 'brazil_account', 'account_number'] as const;
export type BankAccountKind = (typeof BANK_ACCOUNT_KINDS)[number];

const accountName = z
  .string()
  .trim()
  .min(2)
  .max(140)
  .meta({ description: 'holder of the account, as the bank has it' });
const taxId = z.string().trim().min(11).max(20).meta({ description: 'CPF or CNPJ' });

/** What the form for a bank transfer sends. */
export const bankAccountSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('iban'),
      accountName,
      iban: z.string().trim().min(10).max(50),
    }),
    z.strictObject({
      kind: z.literal('pix'),
      accountName,
      taxId,
      pixKey: z.string().trim().min(5).max(100),
    }),
    z.strictObject({
      kind: z.literal('brazil_account'),
      accountName,
      taxId,
      bankCode: z
        .string()
        .trim()
        .regex(/^\d{3}$/, 'three digits'),
      branch: z
        .string()
        .trim()
        .regex(/^\d{3,5}(-?[\dXx])?$/, 'the digits of the branch'),
      account: z
        .string()
        .trim()
        .regex(/^\d{2,13}-?[\dXx]$/, 'the digits of the account with its check digit'),
    }),
    z.strictObject({
      kind: z.literal('account_number'),
      accountName,
      bankName: z.string().trim().min(2).max(140),
      accountNumber: z
        .string()
        .trim()
        .regex(/^[\dA-Za-z -]{4,40}$/, 'letters and digits only'),
      routingCode: z
        .string()
        .trim()
        .regex(/^[\dA-Za-z -]{3,20}$/, 'letters and digits only')
        .optional()
        .meta({ description: 'sort code, BSB, routing or branch number' }),
      bic: z.string().trim().min(8).max(11).optional(),
    }),
  ])
  .meta({ id: 'BankAccount' });

export type BankAccount = z.infer<typeof bankAccountSchema>;
