import { z } from 'zod';

/* The front matter of the files in `prompts/` that have no schema in a file of their own. */

export const localeCode = z
  .string()
  .refine(
    (code) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code) && isLocale(code),
    'a language code such as en or pt-BR',
  );
export const title = z.string().min(1).max(120);
export const proseSchema = z.strictObject({ title });
export const toolSchema = z.strictObject({
  title,
  parameters: z.record(z.string(), z.string().min(1).max(600)).default({}),
});
export const articleSchema = z.strictObject({
  title,
  locale: localeCode,
  keywords: z.array(z.string().min(1).max(80)).min(1).max(200),
  url: z.url().optional(),
});
export const headSchema = z.strictObject({ title, locale: localeCode });

function isLocale(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1;
  } catch {
    return false;
  }
}
