import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, test } from 'vitest';
import { me, secondFactorSecret, staffSessions } from '../../src/protocol/desk-account.ts';
import { type TestApp, testApp } from '../helpers/http.ts';

let app: TestApp;
const password = 'violet harbour 41 lamps';

beforeEach(async () => {
  app = await testApp();
});

async function invited(role: 'agent' | 'lead' | 'admin', email = 'mia@shop.example') {
  const { services } = app;
  const { staff } = await services.staff.add({ name: 'Mia', role, email });
  const link = await services.accounts.makeLink(staff.id, 'invitation', null);
  const taken = await app.request('PUT', `/v1/staff/links/${link}`, { body: { password } });
  expect(taken.status).toBe(200);
  return { staff, link };
}

async function signIn(body: Record<string, string> = {}) {
  const answer = await app.request('POST', '/v1/staff/session', {
    body: { email: 'mia@shop.example', password, ...body },
  });
  const cookie = answer.headers.get('set-cookie') ?? '';
  return { ...answer, cookie, session: cookie.split(';')[0] ?? '' };
}

describe('a session of the desk', () => {
  test('begins with an invitation and a password, in a cookie that scripts cannot read', async () => {
    await invited('agent');
    const { status, json, cookie, session } = await signIn();
    expect(status).toBe(201);
    expect(cookie).toMatch(/^__Host-dragoman-desk=dss_\w+;/);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
    expect(me.parse(json)).toMatchObject({ name: 'Mia', role: 'agent', secondFactor: 'none' });
    const queue = await app.request('GET', '/v1/staff/queue', { headers: { Cookie: session } });
    expect(queue.status).toBe(200);
  });

  test('takes no write without its token, or from another origin', async () => {
    await invited('agent');
    const { session, json } = await signIn();
    const { csrf } = me.parse(json);
    const change = (headers: Record<string, string>) =>
      app.request('PUT', '/v1/staff/me', {
        body: { status: 'online' },
        headers: { Cookie: session, Host: 'desk.example', ...headers },
      });
    expect((await change({})).json).toMatchObject({ status: 403, code: 'csrf' });
    expect((await change({ 'X-CSRF-Token': 'x' })).status).toBe(403);
    const right = { 'X-CSRF-Token': csrf ?? '' };
    expect((await change({ ...right, Origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ ...right, Origin: 'https://desk.example' })).status).toBe(200);
  });

  test('answers a wrong address and a wrong password alike, and slows down who tries', async () => {
    const { staff } = await invited('agent');
    const wrong = await signIn({ password: 'something else entirely' });
    const unknown = await signIn({ email: 'nobody@shop.example' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const bare = ({ json }: { json: unknown }) => ({ ...Object(json), requestId: '' });
    expect(bare(wrong)).toEqual(bare(unknown));
    for (let attempt = 0; attempt < 4; attempt += 1)
      await signIn({ password: 'wrong wrong wrong' });
    expect((await signIn()).status).toBe(429);
    const told = await app.services.accounts.audit.list({ subject: staff.id, limit: 50 });
    expect(told.map(({ action }) => action)).toContain('sign-in.refused');
  });

  test('of a lead opens nothing before a second factor, and takes each code once', async () => {
    await invited('lead');
    const first = await signIn();
    expect(me.parse(first.json).secondFactor).toBe('set_up');
    const headers = {
      Cookie: first.session,
      'X-CSRF-Token': me.parse(first.json).csrf ?? '',
    };
    expect((await app.request('GET', '/v1/staff/queue', { headers })).json).toMatchObject({
      code: 'second_factor_needed',
    });
    const started = await app.request('POST', '/v1/staff/second-factor', { headers });
    const { secret, address } = secondFactorSecret.parse(started.json);
    expect(address).toMatch(/^otpauth:\/\/totp\/Dragoman/);
    const codeAt = (time: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time });
    const proved = await app.request('PUT', '/v1/staff/second-factor', {
      headers,
      body: { code: codeAt(app.services.now()) },
    });
    expect(me.parse(proved.json).secondFactor).toBe('done');
    expect((await app.request('GET', '/v1/staff/queue', { headers })).status).toBe(200);

    expect((await signIn()).json).toMatchObject({ code: 'code_needed' });
    // The code that proved the factor is used up; the next one opens, once.
    expect((await signIn({ code: codeAt(app.services.now()) })).status).toBe(401);
    await app.services.time.advance(31_000);
    const next = codeAt(app.services.now());
    expect((await signIn({ code: next })).status).toBe(201);
    await app.services.time.advance(15_000);
    expect((await signIn({ code: next })).json).toMatchObject({ code: 'code_wrong' });
  });

  test('ends by signing out, from another session, after an hour of silence and after a reset', async () => {
    const { staff } = await invited('agent');
    const one = await signIn();
    const two = await signIn();
    const headers = { Cookie: two.session, 'X-CSRF-Token': me.parse(two.json).csrf ?? '' };
    const open = async (session: string) =>
      (await app.request('GET', '/v1/staff/me', { headers: { Cookie: session } })).status;
    const listed = await app.request('GET', '/v1/staff/sessions', { headers });
    const { sessions } = staffSessions.parse(listed.json);
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = sessions.find(({ current }) => !current)?.id;
    expect((await app.request('DELETE', `/v1/staff/sessions/${other}`, { headers })).status).toBe(
      204,
    );
    expect(await open(one.session)).toBe(401);
    expect((await app.request('DELETE', '/v1/staff/session', { headers })).status).toBe(204);
    expect(await open(two.session)).toBe(401);

    const three = await signIn();
    await app.services.time.advance(61 * 60_000);
    expect(await open(three.session)).toBe(401);
    const four = await signIn();
    const link = await app.services.accounts.makeLink(staff.id, 'reset', null);
    await app.request('PUT', `/v1/staff/links/${link}`, { body: { password: `${password}!` } });
    expect(await open(four.session)).toBe(401);
  });

  test('is opened by a link once, and only by a password that is hard to guess', async () => {
    const { link, staff } = await invited('agent');
    const again = await app.request('PUT', `/v1/staff/links/${link}`, { body: { password } });
    expect(again.status).toBe(404);
    const second = await app.services.accounts.makeLink(staff.id, 'reset', null);
    for (const weak of ['short', 'mia@shop.example', 'password1234', 'aaaaaaaaaaaaaaaa'])
      expect(
        (await app.request('PUT', `/v1/staff/links/${second}`, { body: { password: weak } }))
          .status,
      ).toBe(400);
    await app.services.time.advance(2 * 3_600_000);
    expect((await app.request('GET', `/v1/staff/links/${second}`)).status).toBe(404);
  });
});

describe('people', () => {
  test('are invited by leads as agents and by admins as anything', async () => {
    const token = async (role: 'agent' | 'lead' | 'admin') =>
      (await app.services.staff.add({ name: role, role })).token;
    const invite = async (by: 'agent' | 'lead' | 'admin', role: string) =>
      (
        await app.request('POST', '/v1/staff/people', {
          token: await token(by),
          body: { name: 'New', email: `${by}.${role}@shop.example`, role },
        })
      ).status;
    expect(await invite('agent', 'agent')).toBe(403);
    expect(await invite('lead', 'agent')).toBe(201);
    expect(await invite('lead', 'lead')).toBe(403);
    expect(await invite('admin', 'admin')).toBe(201);
  });

  test('who leave can do nothing more, and the audit log keeps what was done', async () => {
    const admin = await app.services.staff.add({ name: 'Root', role: 'admin' });
    const gone = await app.services.staff.add({ name: 'Gone', role: 'agent' });
    const removed = await app.request('DELETE', `/v1/staff/people/${gone.staff.id}`, {
      token: admin.token,
    });
    expect(removed.status).toBe(204);
    expect((await app.request('GET', '/v1/staff/queue', { token: gone.token })).status).toBe(401);
    const audit = await app.request('GET', '/v1/staff/audit', { token: admin.token });
    expect(audit.json).toMatchObject({
      entries: [{ action: 'person.removed', subject: gone.staff.id, by: { name: 'Root' } }],
    });
    await expect(app.services.database.run('DELETE FROM staff_audit')).rejects.toThrow(
      /append-only/,
    );
  });
});
