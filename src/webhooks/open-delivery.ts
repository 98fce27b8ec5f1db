import {
  type AppError,
  InvalidInputError,
  NotFoundError,
  UnauthorizedError,
} from '../lib/errors.ts';
import { type SignatureResult, type SigningSecret, verifySignature } from './signature.ts';

export interface Delivery {
  header: (name: string) => string | undefined;
  body: Uint8Array;
}

/** The signed words of an inbound webhook. @throws NotFoundError without a secret, UnauthorizedError for a bad signature */
export function openDelivery(
  delivery: Delivery & { secrets: readonly SigningSecret[]; now: number },
): Omit<Extract<SignatureResult, { ok: true }>, 'ok'> {
  if (delivery.secrets.length === 0)
    throw new NotFoundError('A webhook endpoint', 'Set DRAGOMAN_WEBHOOK_SECRET to switch it on.');
  const checked = verifySignature(delivery);
  if (!checked.ok) throw signatureError(checked.reason);
  return checked;
}

function signatureError(reason: Exclude<SignatureResult, { ok: true }>['reason']): AppError {
  switch (reason) {
    case 'headers_missing':
      return new UnauthorizedError(
        'webhook-id, webhook-timestamp or webhook-signature is missing.',
        'Sign the request as standardwebhooks.com describes; README.md has a working example.',
      );
    case 'timestamp_invalid':
      return new UnauthorizedError(
        'webhook-timestamp is not a number of seconds.',
        'Send whole seconds since 1970, UTC.',
      );
    case 'timestamp_too_old':
    case 'timestamp_too_new':
      return new UnauthorizedError(
        'webhook-timestamp lies more than five minutes from now.',
        'Sign at the moment of sending, and set the clock of your server.',
      );
    case 'payload_not_utf8':
      return new InvalidInputError('The body is not UTF-8.', { hint: 'Send JSON in UTF-8.' });
    case 'signature_wrong':
      return new UnauthorizedError(
        'The signature fits none of the secrets.',
        'Sign the exact bytes you send, with a secret in DRAGOMAN_WEBHOOK_SECRET.',
      );
  }
}
