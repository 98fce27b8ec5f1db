import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createTokenCheck, type TokenRules } from '../../src/conversations/signed-token.ts';

const SECRET = 'a secret of the shop, 32 characters or more';
const NOW = Date.parse('2026-03-08T09:00:00Z');
const seconds = (offset = 0) => NOW / 1000 + offset;
const rules: TokenRules = { audience: 'dragoman', issuer: null, jwksUrl: null, replaySeconds: 300 };
const encode = (secret: string) => new TextEncoder().encode(secret);

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let published: string;
beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  published = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1' }] });
});

function claims(changes: Record<string, unknown> = {}) {
  const all = { sub: 'cus_1', aud: 'dragoman', iat: seconds(), exp: seconds(3600), ...changes };
  return new SignJWT(
    Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
  );
}
const hs256 = (changes: Record<string, unknown> = {}, secret = SECRET) =>
  claims(changes).setProtectedHeader({ alg: 'HS256' }).sign(encode(secret));
const rs256 = (changes: Record<string, unknown> = {}) =>
  claims(changes).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(keys.privateKey);

const check = (token: string, options: { rules?: Partial<TokenRules>; secrets?: string[] } = {}) =>
  createTokenCheck({
    rules: { ...rules, ...options.rules },
    secrets: options.secrets ?? [SECRET],
    now: () => NOW,
  })(token);

test('takes a token signed with any of the shared secrets', async () => {
  const token = await hs256();
  expect(await check(token)).toMatchObject({ ok: true, customerId: 'cus_1' });
  const both = { secrets: ['the newer secret, also 32 characters long', SECRET] };
  expect(await check(token, both)).toMatchObject({ ok: true });
});

test('refuses a token that is forged, for another audience or issuer, or incomplete', async () => {
  const invalid = { ok: false, reason: 'invalid_token' };
  expect(await check(await hs256({}, 'another secret of 32 characters or so'))).toEqual(invalid);
  expect(await check(await hs256({ aud: 'other' }))).toEqual(invalid);
  const issuer = { rules: { issuer: 'https://shop.example' } };
  expect(await check(await hs256({ iss: 'https://evil.example' }), issuer)).toEqual(invalid);
  expect(await check(await hs256({ iss: 'https://shop.example' }), issuer)).toMatchObject({
    ok: true,
  });
  for (const missing of ['sub', 'exp', 'iat', 'aud'])
    expect(await check(await hs256({ [missing]: undefined })), missing).toEqual(invalid);
  const [header, payload] = (await hs256()).split('.');
  const none = btoa('{"alg":"none"}').replaceAll('=', '');
  for (const token of ['', 'x', 'a.b.c', `${header}.${payload}.`, `${none}.${payload}.`])
    expect(await check(token), token).toEqual(invalid);
});

test('refuses a token that is over, from the future, or signed longer ago than the replay window', async () => {
  const lapsed = { ok: false, reason: 'token_lapsed' };
  expect(await check(await hs256({ exp: seconds(-31) }))).toEqual(lapsed);
  expect(await check(await hs256({ iat: seconds(-331) }))).toEqual(lapsed);
  expect(await check(await hs256({ iat: seconds(-329) }))).toMatchObject({ ok: true });
  expect(await check(await hs256({ iat: seconds(31) }))).toMatchObject({ ok: false });
});

test('takes RS256 by the published keys only, and never a public key as a shared secret', async () => {
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    return new Response(published, { headers: { 'content-type': 'application/json' } });
  };
  const withKeys = createTokenCheck({
    rules: { ...rules, jwksUrl: 'https://shop.example/jwks.json' },
    secrets: [],
    now: () => NOW,
    fetch,
  });
  const token = await rs256();
  expect(await withKeys(token)).toMatchObject({ ok: true, customerId: 'cus_1' });
  expect(await withKeys(await rs256({ aud: 'x' }))).toMatchObject({ reason: 'invalid_token' });
  expect(asked).toBe(1);
  expect(await check(token)).toEqual({ ok: false, reason: 'invalid_token' });
  const confused = await claims()
    .setProtectedHeader({ alg: 'HS256' })
    .sign(encode(published.padEnd(32)));
  expect(await withKeys(confused)).toEqual({ ok: false, reason: 'invalid_token' });
});

test('takes a token without a key id by any published key, as while one is being replaced', async () => {
  const [before, after, stranger] = await Promise.all(['k1', 'k2', 'k3'].map((kid) => aKey(kid)));
  const published = [before, after].flatMap((key) => (key === undefined ? [] : [key.jwk]));
  const withKeys = checkedBy(() => published);
  for (const key of [before, after])
    expect(await withKeys(await key?.sign())).toMatchObject({ ok: true, customerId: 'cus_1' });
  expect(await withKeys(await stranger?.sign())).toEqual({ ok: false, reason: 'invalid_token' });
  expect(await withKeys(await before?.sign({ aud: 'other' }))).toEqual({
    ok: false,
    reason: 'invalid_token',
  });
  expect(await withKeys(await after?.sign({ exp: seconds(-31) }))).toEqual({
    ok: false,
    reason: 'token_lapsed',
  });
});

test('follows a storefront that replaces its key, and forgets the one it withdrew', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  const [before, after] = await Promise.all(['k1', 'k2'].map((kid) => aKey(kid, kid)));
  let published = [before];
  const withKeys = checkedBy(() =>
    published.flatMap((key) => (key === undefined ? [] : [key.jwk])),
  );
  expect(await withKeys(await before?.sign())).toMatchObject({ ok: true });
  published = [before, after];
  vi.setSystemTime(NOW + 31_000);
  expect(await withKeys(await after?.sign())).toMatchObject({ ok: true });
  published = [after];
  vi.setSystemTime(NOW + 11 * 60_000);
  expect(await withKeys(await before?.sign())).toEqual({ ok: false, reason: 'invalid_token' });
  expect(await withKeys(await after?.sign())).toMatchObject({ ok: true });
});

afterEach(() => vi.useRealTimers());

async function aKey(kid: string, named?: string) {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const header = { alg: 'RS256', ...(named === undefined ? {} : { kid: named }) };
  return {
    jwk: { ...(await exportJWK(pair.publicKey)), kid },
    sign: (changes: Record<string, unknown> = {}) =>
      claims(changes).setProtectedHeader(header).sign(pair.privateKey),
  };
}

function checkedBy(published: () => readonly object[]) {
  const withKeys = createTokenCheck({
    rules: { ...rules, jwksUrl: 'https://shop.example/jwks.json' },
    secrets: [],
    now: () => NOW,
    fetch: async () => Response.json({ keys: published() }),
  });
  return (token: string | undefined) => withKeys(token ?? '');
}

test('says that the keys cannot be read, instead of calling the token wrong', async () => {
  for (const fetch of [
    async () => new Response('gone', { status: 500 }),
    async () => Promise.reject(new TypeError('fetch failed')),
  ]) {
    const unreachable = createTokenCheck({
      rules: { ...rules, jwksUrl: 'https://shop.example/jwks.json' },
      secrets: [],
      now: () => NOW,
      fetch,
    });
    expect(await unreachable(await rs256())).toEqual({ ok: false, reason: 'keys_unavailable' });
  }
});

test('tells two writings of one signature as one token', async () => {
  const token = await hs256();
  const first = await check(token);
  // The last letter of 32 bytes in base64url carries two bits that decoders may ignore.
  const again = await check(`${token.slice(0, -1)}${nextLetter(token.at(-1) ?? '')}`);
  if (again.ok) expect(again.hash).toBe(first.ok ? first.hash : '');
});

function nextLetter(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(letter) ^ 1] ?? '';
}
