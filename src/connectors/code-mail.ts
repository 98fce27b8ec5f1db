import { nameOfError } from '../lib/errors.ts';
import type { Logger } from '../lib/logger.ts';
import type { Timers } from '../lib/timers.ts';

/** A one-time code on its way to the contact of an order. */
export interface CodeMail {
  email: string;
  /** BCP 47, when the shopper's language is known */
  locale: string | null;
  code: string;
  conversationId: string;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Waits before the second and the third attempt. */
const RETRY_AFTER_MS = [2_000, 10_000];

/**
 * Mails codes without making the caller wait: how long a mail server takes, or that it fails, must not tell whether an
 * order exists. What cannot be sent is logged, without address and code; the shopper asks for another one.
 */
export function createCodeMailer(options: {
  send: (mail: Mail) => Promise<void>;
  word: (mail: CodeMail) => Mail | Promise<Mail>;
  timers: Timers;
  logger: Logger;
  background?: ((work: Promise<unknown>) => void) | undefined;
}): (mail: CodeMail) => Promise<void> {
  const { send, word, timers, logger, background } = options;

  async function deliver(mail: CodeMail): Promise<void> {
    const worded = await word(mail);
    for (const waitMs of [...RETRY_AFTER_MS, null]) {
      try {
        return await send(worded);
      } catch (error) {
        logger.error('a code could not be mailed', {
          conversationId: mail.conversationId,
          error: nameOfError(error),
          again: waitMs !== null,
        });
        if (waitMs !== null)
          await new Promise<void>((resolve) => timers.setTimeout(resolve, waitMs));
      }
    }
  }

  return async (mail) => {
    const work = deliver(mail);
    background?.(work);
  };
}
