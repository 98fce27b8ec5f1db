import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { expect, test } from 'vitest';
import { known as onWorkers } from '../../src/staff/common-passwords-worker.ts';
import { passwordFault } from '../../src/staff/password.ts';

const about = ['Mia Okafor', 'mia@shop.example'];

test.each([
  'nine brass kettles sing',
  'correcthorsebatterystaple',
  'xk7Lq9vR2mTd',
  '83920175640283719465',
  'die sieben alten fenster',
  '静かな朝に青い鳥が歌っている',
  'три старых окна и чайник',
])('takes %s', async (password) => {
  expect(await passwordFault(password, about)).toBeNull();
});

test.each([
  ['short', 'too_short'],
  ['elevenchars', 'too_short'],
  ['x'.repeat(129), 'too_long'],
  ['password1234', 'well_known'],
  ['P@ssw0rd1234', 'well_known'],
  ['Password1234!', 'well_known'],
  ['qwertyuiopasdf', 'well_known'],
  ['iloveyou1234', 'well_known'],
  ['administrator', 'well_known'],
  ['sunshine2024!', 'well_known'],
  ['passwort1234', 'well_known'],
  ['motdepasse123', 'well_known'],
  ['Contraseña12', 'well_known'],
  ['abcdefghijkl', 'too_plain'],
  ['abcdeabcdeabcde', 'too_plain'],
  ['123456789012', 'well_known'],
  ['aaaaaaaaaaaaaa', 'too_plain'],
  ['mia.shop.2026!', 'too_plain'],
  ['OkaforOkafor11', 'too_plain'],
])('does not take %s', async (password, fault) => {
  expect(await passwordFault(password, about)).toBe(fault);
});

test('a Worker knows the most common ones, too', () => {
  const guesser = new ZxcvbnFactory(onWorkers);
  for (const password of ['password1234', 'iloveyou1234', 'letmeinletmein', 'abcdefghijkl'])
    expect(guesser.check(password).score, password).toBeLessThan(3);
  expect(guesser.check('nine brass kettles sing').score).toBe(4);
});
