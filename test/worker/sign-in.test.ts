import { env } from 'cloudflare:workers';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createPromptSource } from '../../src/prompts/prompt-source.ts';
import { createServices } from '../../src/services.ts';
import { writeShop } from '../../src/shop/import-shop.ts';
import { shopDataSchema } from '../../src/shop/records.ts';
import { createD1 } from '../../src/storage/d1.ts';
import { aCustomer } from '../helpers/shop.ts';
import { workerPrompts } from './prompts.ts';

const SECRET = 'a-secret-of-the-shop-of-32-characters-or-more';
const KEYS = 'https://shop.example/keys.json';
const NOW = Date.parse('2026-03-08T09:00:00Z');

type App = Awaited<ReturnType<typeof build>>;

/** The whole service in workerd, with the public keys where the shop publishes them: nothing is reached. */
async function build(keys: unknown) {
  const database = createD1(env.DB);
  await writeShop(database, shopDataSchema.parse({ customers: [aCustomer({ id: 'cus_jwt' })] }));
  const read = readConfig({
    DRAGOMAN_DEMO: 'off',
    DRAGOMAN_IDENTITY_SECRET: SECRET,
    DRAGOMAN_IDENTITY_JWKS_URL: KEYS,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  let asked = 0;
  const services = await createServices({
    config: read.config,
    secrets: read.secrets,
    database,
    prompts: createPromptSource(workerPrompts()),
    logger: silentLogger,
    demo: false,
    now: () => NOW,
    models: [],
    fetch: async (address) => {
      asked += 1;
      return String(address) === KEYS ? Response.json(keys) : new Response('', { status: 404 });
    },
  });
  const { app } = createApp(services, { secrets: read.secrets });
  return { app, asked: () => asked };
}

async function signIn({ app }: App, token: string) {
  const started: { id: string; secret: string } = await (
    await app.request('/v1/conversations', { method: 'POST' })
  ).json();
  const headers = {
    Authorization: `Bearer ${started.secret}`,
    'Content-Type': 'application/json',
  };
  const address = `/v1/conversations/${started.id}`;
  const answer = await app.request(`${address}/identity`, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ token }),
  });
  const shown: { identity: string } = await (await app.request(address, { headers })).json();
  const told: { code?: string } = await answer.json();
  return { status: answer.status, code: told.code, identity: shown.identity };
}

let count = 0;
function claims(more: JWTPayload = {}): JWTPayload {
  count += 1;
  const iat = NOW / 1000;
  return { sub: 'cus_jwt', aud: 'dragoman', iat, exp: iat + 600, jti: String(count), ...more };
}

describe('a token of the storefront, on Workers', () => {
  let app: App;
  let pair: Awaited<ReturnType<typeof generateKeyPair>>;
  const hs256 = (payload: JWTPayload, secret = SECRET) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret));
  const rs256 = (payload: JWTPayload, { privateKey } = pair) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey);

  beforeAll(async () => {
    pair = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    app = await build({ keys: [key] });
  });

  it('signs in by a shared secret, and by no other', async () => {
    expect(await signIn(app, await hs256(claims()))).toMatchObject({
      status: 200,
      identity: 'verified',
    });
    expect(await signIn(app, await hs256(claims(), `${SECRET}!`))).toMatchObject({
      status: 403,
      identity: 'anonymous',
    });
  });

  it('signs in by the keys the shop publishes, asked for once, and by no other', async () => {
    for (const _time of [1, 2])
      expect(await signIn(app, await rs256(claims()))).toMatchObject({
        status: 200,
        identity: 'verified',
      });
    expect(app.asked()).toBe(1);
    const other = await generateKeyPair('RS256', { extractable: true });
    expect(await signIn(app, await rs256(claims(), other))).toMatchObject({
      status: 403,
      identity: 'anonymous',
    });
  });

  it('takes no public key for a secret, nor a token that is stale, for others or used before', async () => {
    const key = await exportJWK(pair.publicKey);
    const stale = claims({ iat: NOW / 1000 - 3600 });
    const used = await hs256(claims());
    expect((await signIn(app, used)).status).toBe(200);
    const refused = [
      await hs256(claims(), JSON.stringify(key)),
      await hs256(stale),
      await hs256(claims({ aud: 'another' })),
      used,
    ];
    for (const token of refused)
      expect(await signIn(app, token)).toMatchObject({ identity: 'anonymous' });
  });
});
