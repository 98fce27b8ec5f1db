import { env } from 'cloudflare:workers';
import { Secret, TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import { Accounts } from '../../src/staff/accounts.ts';
import { StaffStore } from '../../src/staff/staff.ts';
import { createD1 } from '../../src/storage/d1.ts';

it('signs people in on Workers: scrypt, time-based codes and sessions over D1', async () => {
  let now = Date.parse('2026-03-08T09:00:00Z');
  const options = {
    database: createD1(env.DB),
    now: () => now,
    makeId: createIdMaker(() => now, systemRandomBytes),
    randomBytes: systemRandomBytes,
  };
  const accounts = new Accounts(options);
  const { staff } = await new StaffStore(options).add({
    name: 'Mia',
    role: 'lead',
    email: 'mia@shop.example',
  });
  const password = 'violet harbour 41 lamps';
  const link = await accounts.makeLink(staff.id, 'invitation', null);
  expect((await accounts.takeUpLink(link, password)).ok).toBe(true);
  const wrong = { email: staff.email ?? '', password: 'something else', browser: 'test' };
  expect(await accounts.signIn(wrong)).toEqual({ ok: false, reason: 'wrong' });
  const first = await accounts.signIn({ ...wrong, password });
  if (!first.ok) throw new Error(first.reason);
  expect(first.session.complete).toBe(false);
  const started = await accounts.startSecondFactor(staff);
  const code = () =>
    new TOTP({ secret: Secret.fromBase32(started?.secret ?? '') }).generate({ timestamp: now });
  expect(await accounts.confirmSecondFactor(staff, code(), first.session.id)).toBe(true);
  now += 60_000;
  const second = await accounts.signIn({ ...wrong, password, code: code() });
  expect(second).toMatchObject({ ok: true, session: { complete: true } });
});
