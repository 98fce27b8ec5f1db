import { z } from 'zod';
import { verifiedIdentity } from '../../conversations/verified-identity.ts';
import { AppError } from '../../lib/errors.ts';
import { matchesContact } from '../../policy/contact-match.ts';
import {
  checkCodeRequest,
  checkedCode,
  sentCodes,
  startedVerification,
  startVerificationRequest,
} from '../../protocol/http.ts';
import { type App, createRouter } from '../app-env.ts';
import type { HttpServices } from '../http-services.ts';
import { addRoute, conversationParam as params } from './route.ts';

/** Proving who one is with a one-time code, for surfaces that show a form instead of asking in words. */
export function verificationRoutes(services: HttpServices, { demo }: { demo: boolean }): App {
  const { shop, verifications, conversations, log, prompts, now, codeOutbox } = services;
  const router = createRouter();
  const tag = 'Verification';

  addRoute(
    router,
    {
      method: 'post',
      path: '/v1/conversations/{id}/verification',
      tag,
      summary: 'Ask for a one-time code',
      description:
        'It goes to the e-mail address on the order, if the order and the contact fit; the answer does not tell.',
      params,
      body: startVerificationRequest,
      answers: { 202: { description: 'Taken', schema: startedVerification } },
    },
    async (c, { body: { orderNumber, contact } }) => {
      // An unknown order and a contact that is not on it run the same statements and get the same answer.
      const order = await shop.findOrderByNumber(orderNumber);
      const proven = order !== undefined && matchesContact(order, contact) ? order : null;
      const network = c.get('network');
      const started = await verifications.start(c.get('conversation').id, {
        orderId: proven?.id ?? null,
        customerId: proven?.customerId ?? null,
        email: proven?.email ?? null,
        ...(network === undefined ? {} : { network }),
      });
      if (!started.ok) throw verificationProblem(started.reason);
      await log.append(c.get('conversation').id, [{ type: 'status', status: 'code_sent' }]);
      return c.json({ status: 'code_sent_if_matched' }, 202);
    },
  );

  addRoute(
    router,
    {
      method: 'put',
      path: '/v1/conversations/{id}/verification/code',
      tag,
      summary: 'Enter the code',
      params,
      body: checkCodeRequest,
      answers: { 200: { description: 'Verified', schema: checkedCode } },
    },
    async (c, { body: { code } }) => {
      const { id } = c.get('conversation');
      const checked = await verifications.check(id, code, c.get('network'));
      if (!checked.ok) {
        await log.append(id, [{ type: 'status', status: 'verification_failed' }]);
        throw verificationProblem(checked.reason);
      }
      const limits = prompts.current().policy.identity;
      await conversations.setIdentity(
        id,
        verifiedIdentity(checked.customerId, 'code', limits, now()),
      );
      await log.append(id, [{ type: 'status', status: 'verified' }]);
      return c.json({ identity: 'verified' });
    },
  );

  if (demo)
    addRoute(
      router,
      {
        method: 'get',
        path: '/v1/code-outbox',
        tag,
        security: 'none',
        summary: 'Codes sent (demo mode only)',
        description:
          'Stands in for the mailbox of a demo customer. Outside demo mode this address does not exist.',
        query: z.object({ conversationId: z.string().max(64).optional() }),
        answers: { 200: { description: 'Newest first', schema: sentCodes } },
      },
      async (c, { query: { conversationId } }) => {
        const codes = await codeOutbox.listOutbox(
          conversationId === undefined ? {} : { conversationId },
        );
        return c.json({
          codes: codes.map(({ sentAt, email, code, conversationId }) => ({
            sentAt,
            email,
            code,
            conversationId,
          })),
        });
      },
    );
  return router;
}

function verificationProblem(
  reason: 'wrong_code' | 'lapsed' | 'too_many_attempts' | 'no_codes',
): AppError {
  switch (reason) {
    case 'wrong_code':
      return new AppError('wrong_code', 'The code is not right.', {
        status: 409,
        hint: 'Type the six digits of the newest mail.',
      });
    case 'lapsed':
      return new AppError('code_lapsed', 'No code is awaited any more.', {
        status: 409,
        hint: 'Ask for a new code.',
      });
    case 'no_codes':
      return new AppError('no_codes', 'This service cannot send codes.', {
        status: 409,
        hint: 'Sign in at the shop and open the chat there, or ask for a person. Operators: set DRAGOMAN_SMTP_URL and DRAGOMAN_MAIL_FROM.',
      });
    case 'too_many_attempts':
      return new AppError('too_many_attempts', 'Too many tries.', {
        status: 429,
        hint: 'Wait, or ask for a person.',
        retryAfterSeconds: 900,
      });
  }
}
