import { z } from 'zod';

/* What the schemas of the desk have in common. */

export const instant = z.string().meta({ description: 'ISO 8601 in UTC' });
export const person = z.object({ id: z.string(), name: z.string() });
export const role = z.enum(['agent', 'lead', 'admin']);
export const status = z.enum(['online', 'away', 'offline']);
