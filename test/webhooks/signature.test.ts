import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifySignature } from '../../src/webhooks/signature.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const NOW = Date.parse('2026-03-08T09:00:00Z');
const SECONDS = NOW / 1000;

function sign(body: string, changes: { id?: string; timestamp?: number; secret?: string } = {}) {
  const { id = 'msg_1', timestamp = SECONDS, secret = SECRET } = changes;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': new Webhook(secret).sign(id, new Date(timestamp * 1000), body),
  };
}

function verify(
  body: string | Uint8Array,
  headers: Record<string, string>,
  secrets = [{ integration: 'default', secret: SECRET }],
) {
  return verifySignature({
    secrets,
    header: (name) => headers[name],
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    now: NOW,
  });
}

describe('a webhook signature', () => {
  test('of the exact bytes is accepted, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.stringMatching(/^[\w-]{1,60}$/),
        (body, id) => {
          expect(verify(body, sign(body, { id }))).toEqual({
            ok: true,
            integration: 'default',
            webhookId: id,
            payload: body,
          });
        },
      ),
    );
  });

  test('covers every byte: any change refuses it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (body, other) => {
        fc.pre(body !== other);
        expect(verify(other, sign(body))).toMatchObject({ ok: false });
      }),
    );
  });

  test('tells whose secret it was, with several of each while they rotate', () => {
    const secrets = [
      { integration: 'shop', secret: OTHER },
      { integration: 'erp', secret: SECRET },
    ];
    expect(verify('{}', sign('{}'), secrets)).toMatchObject({ integration: 'erp' });
    expect(verify('{}', sign('{}', { secret: OTHER }), secrets)).toMatchObject({
      integration: 'shop',
    });
  });

  test('may stand among others', () => {
    const headers = sign('{}');
    headers['webhook-signature'] = `v1a,xxx v1,wrong ${headers['webhook-signature']} v2,yyy`;
    expect(verify('{}', headers)).toMatchObject({ ok: true });
  });

  test('holds for five minutes either way, by the clock passed in', () => {
    for (const off of [-300, 0, 300])
      expect(verify('{}', sign('{}', { timestamp: SECONDS + off }))).toMatchObject({ ok: true });
    expect(verify('{}', sign('{}', { timestamp: SECONDS - 301 }))).toMatchObject({
      reason: 'timestamp_too_old',
    });
    expect(verify('{}', sign('{}', { timestamp: SECONDS + 301 }))).toMatchObject({
      reason: 'timestamp_too_new',
    });
  });

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)(
    'is refused without %s',
    (name) => {
      const headers: Record<string, string> = sign('{}');
      delete headers[name];
      expect(verify('{}', headers)).toMatchObject({ reason: 'headers_missing' });
    },
  );

  test.each(['', 'v1,', 'v1,dawfeoifkpqwoekfpqoekf', 'v1', ' '])('%j is refused', (signature) => {
    expect(verify('{}', { ...sign('{}'), 'webhook-signature': signature })).toMatchObject({
      ok: false,
    });
  });

  test.each(['1e9', '12.5', '-1', '0', 'x', '1614265330abc'])(
    'with the timestamp %j is refused',
    (timestamp) => {
      expect(verify('{}', { ...sign('{}'), 'webhook-timestamp': timestamp })).toMatchObject({
        reason: 'timestamp_invalid',
      });
    },
  );

  test('over bytes that are no UTF-8 is refused', () => {
    expect(verify(new Uint8Array([0x7b, 0xff, 0x7d]), sign('{}'))).toMatchObject({
      reason: 'payload_not_utf8',
    });
  });

  test('is refused when there is no secret', () => {
    expect(verify('{}', sign('{}'), [])).toMatchObject({ reason: 'signature_wrong' });
  });
});

const fixtures = process.env.DRAGOMAN_FIXTURES ?? '../shared/fixtures';
const vectors = `${fixtures}/connectors/standard-webhooks/vectors.json`;

describe.skipIf(!existsSync(vectors))('the vectors of the specification', () => {
  const cases = z.array(
    z.object({
      secret: z.string(),
      id: z.string(),
      timestamp: z.number(),
      payload: z.string(),
      signature: z.string(),
    }),
  );

  test('are accepted at their time, with and without whsec_', () => {
    const read = z.object({ cases }).parse(JSON.parse(readFileSync(vectors, 'utf8')));
    expect(read.cases.length).toBeGreaterThan(0);
    for (const { secret, id, timestamp, payload, signature } of read.cases)
      for (const written of [secret, secret.replace('whsec_', '')]) {
        const result = verifySignature({
          secrets: [{ integration: 'default', secret: written }],
          header: (name) =>
            ({
              'webhook-id': id,
              'webhook-timestamp': String(timestamp),
              'webhook-signature': signature,
            })[name],
          body: new TextEncoder().encode(payload),
          now: timestamp * 1000,
        });
        expect(result).toMatchObject({ ok: true });
      }
  });
});
