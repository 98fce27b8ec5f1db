import { z } from 'zod';
import type { Worked } from '../../agent/desk-model.ts';
import { isoTime } from '../../lib/clock.ts';
import { AppError, NotFoundError } from '../../lib/errors.ts';
import {
  dismissSuggestionRequest,
  suggestion,
  summary,
  translateRequest,
  translation,
} from '../../protocol/desk-conversation.ts';
import { type App, createRouter } from '../app-env.ts';
import { rateLimited } from '../errors.ts';
import type { HttpServices } from '../http-services.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { addRoute, conversationParam as params } from './route.ts';

const TAG = 'Staff: language model';
const suggestionParam = z.object({
  id: z.string().max(64).meta({ description: 'of the suggestion' }),
});
/** Calls of one person; each costs the shop money. */
const CALLS_PER_MINUTE = 30;

/** Drafts, summaries and translations, where a language model is configured. Without one the desk works all the same. */
export function deskModelRoutes(
  services: Pick<HttpServices, 'desk' | 'deskModel' | 'conversations' | 'now'>,
  { limiter }: { limiter: RateLimiter },
): App {
  const { desk, deskModel, conversations, now } = services;
  const router = createRouter();

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/conversations/{id}/suggestion',
      tag: TAG,
      summary: 'Draft the next reply; it is never sent by itself',
      description:
        'Checked like a reply of the assistant. 503 `no_model` without a language model.',
      params,
      answers: { 201: { description: 'A draft', schema: suggestion } },
    },
    async (c, { params: { id } }) => {
      const model = await ready(c.get('staff').id);
      const drafted = outcomeOf(await model.suggest(await find(id)));
      const { text, locale, sources } = drafted;
      const suggestionId = await desk.suggestions.keep(id, c.get('staff').id, text);
      return c.json({ id: suggestionId, text, locale, sources }, 201);
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/staff/suggestions/{id}/dismissal',
      tag: TAG,
      summary: 'Dismiss a draft, and say why',
      description: 'A draft that is sent is noted by itself: send its id as `suggestionId`.',
      params: suggestionParam,
      body: dismissSuggestionRequest,
      bodyOptional: true,
      answers: { 204: { description: 'Noted' } },
    },
    async (c, { params: { id }, body }) => {
      if (!(await desk.suggestions.dismiss(id, c.get('staff').id, body.reason ?? null)))
        throw new NotFoundError('The suggestion');
      return c.body(null, 204);
    },
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/conversations/{id}/summary',
      tag: TAG,
      summary: 'Summarise a conversation in your language, in at most 90 words',
      params,
      answers: { 200: { description: 'The summary', schema: summary } },
    },
    async (c, { params: { id } }) => {
      const staff = c.get('staff');
      const model = await ready(staff.id);
      const { text } = outcomeOf(await model.summarize(await find(id), staff.locale ?? 'en'));
      return c.json({ text, madeAt: isoTime(now()) });
    },
  );

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/staff/translations',
      tag: TAG,
      summary: 'Translate a message, optionally with its way back for you to check',
      description:
        'Codes, prices, addresses and links come through unchanged, or there is no translation (502).',
      body: translateRequest,
      answers: { 200: { description: 'The translation', schema: translation } },
    },
    async (c, { body }) => {
      const staff = c.get('staff');
      const model = await ready(staff.id);
      const there = outcomeOf(await model.translate(body.text, body.to));
      const back = body.back
        ? outcomeOf(await model.translate(there.text, staff.locale ?? 'en')).text
        : null;
      return c.json({ text: there.text, back, kept: there.kept });
    },
  );
  return router;

  async function ready(staffId: string) {
    if (deskModel === null)
      throw new AppError('no_model', 'No language model is configured.', {
        status: 503,
        hint: 'Set MODEL; until then originals stay, and canned replies go out in the shopper’s language.',
      });
    const { retryAfterSeconds } = await limiter.take({
      key: `desk-model:${staffId}`,
      perMinute: CALLS_PER_MINUTE,
    });
    if (retryAfterSeconds !== null) throw rateLimited(retryAfterSeconds);
    return deskModel;
  }

  async function find(id: string) {
    const conversation = await conversations.find(id);
    if (conversation === undefined) throw new NotFoundError('The conversation');
    return conversation;
  }
}

function outcomeOf<Value>(worked: Worked<Value>): Value & { ok: true } {
  if (worked.ok) return worked;
  throw new AppError(worked.reason, 'The language model gave nothing that holds.', {
    status: 502,
    hint: 'Write it yourself, or try again.',
  });
}
