import { z } from 'zod';

const cell = z.union([z.string(), z.number(), z.null()]);

/** One figure for staff: what it says, of how many records it was made, and how it is defined. */
export const insightSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** which records count and how the values come about */
  definition: z.string(),
  /** records it was made of */
  count: z.int(),
  rows: z.array(z.record(z.string(), cell)),
});
export type Insight = z.infer<typeof insightSchema>;

export type InsightRow = Insight['rows'][number];

export const insightsSchema = z
  .object({
    /** ISO 8601 */
    at: z.string(),
    /** the first day that counts, or null: all there is */
    since: z.string().nullable(),
    insights: z.array(insightSchema),
  })
  .meta({ id: 'Insights' });
export type Insights = z.infer<typeof insightsSchema>;

/** What a reader of the figures asks for. */
export interface Period {
  /** `YYYY-MM-DD`; null: everything */
  since: string | null;
  now: number;
}

/** A share with three decimals; null when there is nothing to share. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000;
}
