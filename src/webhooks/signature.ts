import { Webhook } from 'standardwebhooks';

/** How far a timestamp may lie from now, either way, in seconds (Standard Webhooks). */
const TOLERANCE_SECONDS = 300;

export interface SigningSecret {
  integration: string;
  /** base64, with or without `whsec_` */
  secret: string;
}

export type SignatureResult =
  | { ok: true; integration: string; webhookId: string; payload: string }
  | {
      ok: false;
      reason:
        | 'headers_missing'
        | 'timestamp_invalid'
        | 'timestamp_too_old'
        | 'timestamp_too_new'
        | 'payload_not_utf8'
        | 'signature_wrong';
    };

/**
 * Checks a Standard Webhooks signature over the raw bytes of the body and tells whose secret made it.
 * The package signs; the tolerance is held here, since the package reads the machine's clock.
 */
export function verifySignature(input: {
  secrets: readonly SigningSecret[];
  header: (name: string) => string | undefined;
  body: Uint8Array;
  /** milliseconds since the epoch */
  now: number;
}): SignatureResult {
  const webhookId = input.header('webhook-id');
  const timestamp = input.header('webhook-timestamp');
  const signatures = input.header('webhook-signature');
  if (!webhookId || !timestamp || !signatures || webhookId.length > 255)
    return { ok: false, reason: 'headers_missing' };
  if (!/^[1-9]\d{0,11}$/.test(timestamp)) return { ok: false, reason: 'timestamp_invalid' };
  const age = Math.floor(input.now / 1000) - Number(timestamp);
  if (age > TOLERANCE_SECONDS) return { ok: false, reason: 'timestamp_too_old' };
  if (age < -TOLERANCE_SECONDS) return { ok: false, reason: 'timestamp_too_new' };
  const payload = decodeUtf8(input.body);
  if (payload === null) return { ok: false, reason: 'payload_not_utf8' };

  const given = signatures.split(' ').filter((signature) => signature.startsWith('v1,'));
  let integration: string | null = null;
  // Every secret is tried against every signature, so that the time taken does not tell which one matched.
  for (const candidate of input.secrets) {
    const expected = new Webhook(candidate.secret).sign(
      webhookId,
      new Date(Number(timestamp) * 1000),
      payload,
    );
    for (const signature of given) {
      if (equalInConstantTime(signature, expected)) integration ??= candidate.integration;
    }
  }
  return integration === null
    ? { ok: false, reason: 'signature_wrong' }
    : { ok: true, integration, webhookId, payload };
}

// Strict, and keeping a byte order mark: only then do the decoded words stand for exactly these bytes.
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1)
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
