import { z } from 'zod';

/*
 * What the records of a shop are made of. Amounts are minor units of the currency named beside them; instants are
 * ISO 8601 with offset; days are `YYYY-MM-DD`; countries ISO 3166-1 alpha-2.
 */

export const id = z.string().min(1).max(120);
export const minor = z.int().nonnegative();
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'three capital letters of ISO 4217');
export const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters of ISO 3166-1');
export const instant = z.iso.datetime({ offset: true });
export const day = z.iso.date();
export const metadata = z.record(z.string(), z.string()).default({});
