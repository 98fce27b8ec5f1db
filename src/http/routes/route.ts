import { z } from '@hono/zod-openapi';
import { problem } from '../../protocol/http.ts';

/** A JSON answer in a route's description. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A required JSON body in a route's description. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true as const, content: { 'application/json': { schema } } };
}

/** Every route can answer with a problem. */
export const problems = {
  default: { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: problem } } },
};

export const bearer = { security: [{ bearer: [] }] };

export const conversationParam = z.object({ id: z.string().max(64).meta({ description: 'of the conversation' }) });
export const eventsQuery = z.object({
  after: z.coerce.number().int().min(0).default(0).meta({ description: 'sequence of the last event you have' }),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
