import type { Clock } from '../lib/clock.ts';
import { isoTime } from '../lib/clock.ts';
import { createSecret, type RandomBytes, sha256Hex } from '../lib/ids.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database } from '../storage/database.ts';
import { numberOrNull, sql, textOf, textOrNull } from '../storage/sql-value.ts';
import { AuditLog } from './audit-log.ts';
import type { StaffParts } from './parts.ts';
import { hashPassword, type PasswordFault, passwordFault, passwordMatches } from './password.ts';
import { createTotpSecret, totpAddress, totpStep } from './second-factor.ts';
import { type Session, Sessions } from './sessions.ts';
import { foldAddress, type Staff, StaffStore } from './staff.ts';

const INVITATION_MS = 7 * 24 * 3_600_000;
const RESET_MS = 3_600_000;

export type LinkKind = 'invitation' | 'reset';

export type SignInResult =
  | { ok: true; staff: Staff; session: Session; secret: string }
  | { ok: false; reason: 'wrong' | 'code_needed' | 'code_wrong' };

/** Leads and admins can give money away and let others in: for them a password alone is not enough. */
export function needsSecondFactor(role: Staff['role']): boolean {
  return role !== 'agent';
}

/** Signing in to the desk's page: invitations, passwords, the second factor. */
export class Accounts {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #randomBytes: RandomBytes;
  readonly #staff: StaffStore;
  readonly sessions: Sessions;
  readonly audit: AuditLog;

  constructor(options: StaffParts) {
    this.#database = options.database;
    this.#now = options.now;
    this.#randomBytes = options.randomBytes;
    this.#staff = new StaffStore(options);
    this.sessions = new Sessions(options);
    this.audit = new AuditLog(options);
  }

  /** Wrong address and wrong password get the same answer after the same work. */
  async signIn(input: {
    email: string;
    password: string;
    code?: string | undefined;
    browser: string;
  }): Promise<SignInResult> {
    const row = await this.#database.get(
      'SELECT id, password_hash, totp_secret, totp_confirmed_at, totp_step FROM staff WHERE email = ? AND disabled_at IS NULL',
      foldAddress(input.email),
    );
    const right = await passwordMatches(
      input.password,
      row === undefined ? null : textOrNull(row, 'password_hash'),
    );
    if (row === undefined) return { ok: false, reason: 'wrong' };
    const id = textOf(row, 'id');
    if (!right) {
      await this.audit.add({ staffId: null, action: 'sign-in.refused', subject: id });
      return { ok: false, reason: 'wrong' };
    }
    const staff = await this.#staff.find(id);
    if (staff === undefined) return { ok: false, reason: 'wrong' };
    const secured = textOrNull(row, 'totp_confirmed_at') !== null;
    if (secured) {
      if (input.code === undefined) return { ok: false, reason: 'code_needed' };
      const taken = await this.#takeCode(id, textOf(row, 'totp_secret'), input.code, {
        lastStep: numberOrNull(row, 'totp_step'),
      });
      if (!taken) {
        await this.audit.add({ staffId: id, action: 'sign-in.code_wrong', subject: id });
        return { ok: false, reason: 'code_wrong' };
      }
    }
    const started = await this.sessions.start({
      staffId: id,
      complete: secured || !needsSecondFactor(staff.role),
      browser: input.browser,
    });
    await this.audit.add({ staffId: id, action: 'sign-in', subject: started.session.id });
    return { ok: true, staff, ...started };
  }

  /** A link that lets its holder choose a password; earlier ones of this person no longer work. */
  async makeLink(staffId: string, kind: LinkKind, by: string | null): Promise<string> {
    const secret = createSecret('dsl', this.#randomBytes);
    await this.#database.batch([
      sql(
        'UPDATE staff_links SET used_at = ? WHERE staff_id = ? AND used_at IS NULL',
        this.#now(),
        staffId,
      ),
      sql(
        'INSERT INTO staff_links (secret_hash, staff_id, kind, expires_at) VALUES (?, ?, ?, ?)',
        await sha256Hex(secret),
        staffId,
        kind,
        this.#now() + (kind === 'invitation' ? INVITATION_MS : RESET_MS),
      ),
      this.audit.statement({ staffId: by, action: `${kind}.made`, subject: staffId }),
    ]);
    return secret;
  }

  /** Whose link it is; undefined for one that is unknown, used or too old. */
  async ofLink(secret: string): Promise<{ staff: Staff; kind: LinkKind } | undefined> {
    const row = await this.#database.get(
      'SELECT staff_id, kind FROM staff_links WHERE secret_hash = ? AND used_at IS NULL AND expires_at > ?',
      await sha256Hex(secret),
      this.#now(),
    );
    const staff = row && (await this.#staff.find(textOf(row, 'staff_id')));
    return staff && { staff, kind: row.kind === 'reset' ? 'reset' : 'invitation' };
  }

  /** Takes the link up: sets the password, ends every session. The second factor stays as it is. */
  async takeUpLink(
    secret: string,
    password: string,
  ): Promise<{ ok: true; staff: Staff } | { ok: false; reason: 'link_invalid' | PasswordFault }> {
    const found = await this.ofLink(secret);
    if (found === undefined) return { ok: false, reason: 'link_invalid' };
    const { staff, kind } = found;
    const fault = await passwordFault(password, [staff.name, staff.email ?? '']);
    if (fault !== null) return { ok: false, reason: fault };
    const linkHash = await sha256Hex(secret);
    const passwordHash = await hashPassword(password, this.#randomBytes);
    try {
      await this.#database.batch([
        assertThat('(SELECT used_at IS NULL FROM staff_links WHERE secret_hash = ?)', linkHash),
        sql('UPDATE staff_links SET used_at = ? WHERE secret_hash = ?', this.#now(), linkHash),
        sql('UPDATE staff SET password_hash = ? WHERE id = ?', passwordHash, staff.id),
        this.audit.statement({ staffId: staff.id, action: `${kind}.taken_up`, subject: staff.id }),
      ]);
    } catch (error) {
      if (!isAssertionFailure(error)) throw error;
      return { ok: false, reason: 'link_invalid' };
    }
    await this.sessions.endAll(staff.id);
    return { ok: true, staff };
  }

  /** A new password by its owner, who names the old one. Other sessions end. */
  async changePassword(
    staff: Staff,
    passwords: { old: string; new: string },
    sessionId: string | null,
  ): Promise<{ ok: true } | { ok: false; reason: 'wrong' | PasswordFault }> {
    const row = await this.#database.get('SELECT password_hash FROM staff WHERE id = ?', staff.id);
    if (!(await passwordMatches(passwords.old, row ? textOrNull(row, 'password_hash') : null)))
      return { ok: false, reason: 'wrong' };
    const fault = await passwordFault(passwords.new, [staff.name, staff.email ?? '']);
    if (fault !== null) return { ok: false, reason: fault };
    const hash = await hashPassword(passwords.new, this.#randomBytes);
    await this.#database.batch([
      sql('UPDATE staff SET password_hash = ? WHERE id = ?', hash, staff.id),
      this.audit.statement({ staffId: staff.id, action: 'password.changed', subject: staff.id }),
    ]);
    await this.sessions.endAll(staff.id, sessionId);
    return { ok: true };
  }

  async hasSecondFactor(staffId: string): Promise<boolean> {
    const row = await this.#database.get(
      'SELECT totp_confirmed_at FROM staff WHERE id = ?',
      staffId,
    );
    return row !== undefined && textOrNull(row, 'totp_confirmed_at') !== null;
  }

  /** A secret for the authenticator app; it counts once a code has proved it. Null while a proved one stands. */
  async startSecondFactor(staff: Staff): Promise<{ secret: string; address: string } | null> {
    if (await this.hasSecondFactor(staff.id)) return null;
    const secret = createTotpSecret(this.#randomBytes);
    await this.#database.run(
      'UPDATE staff SET totp_secret = ?, totp_step = NULL WHERE id = ? AND totp_confirmed_at IS NULL',
      secret,
      staff.id,
    );
    return { secret, address: totpAddress(secret, staff.email ?? staff.name) };
  }

  async confirmSecondFactor(staff: Staff, code: string, sessionId: string): Promise<boolean> {
    const row = await this.#database.get(
      'SELECT totp_secret, totp_step, totp_confirmed_at FROM staff WHERE id = ?',
      staff.id,
    );
    const secret = row && textOrNull(row, 'totp_secret');
    if (row === undefined || secret == null || textOrNull(row, 'totp_confirmed_at') !== null)
      return false;
    if (!(await this.#takeCode(staff.id, secret, code, { lastStep: null }))) return false;
    await this.#database.batch([
      sql('UPDATE staff SET totp_confirmed_at = ? WHERE id = ?', isoTime(this.#now()), staff.id),
      this.audit.statement({ staffId: staff.id, action: 'second-factor.set', subject: staff.id }),
    ]);
    await this.sessions.complete(sessionId);
    await this.sessions.endAll(staff.id, sessionId);
    return true;
  }

  /** For somebody who lost their phone; they set a new one up at the next sign-in. */
  async removeSecondFactor(staffId: string, by: string | null): Promise<void> {
    await this.#database.batch([
      sql(
        'UPDATE staff SET totp_secret = NULL, totp_confirmed_at = NULL, totp_step = NULL WHERE id = ?',
        staffId,
      ),
      this.audit.statement({ staffId: by, action: 'second-factor.removed', subject: staffId }),
    ]);
    await this.sessions.endAll(staffId);
  }

  /** Each code opens once, also when two requests bring it at the same moment. */
  async #takeCode(
    staffId: string,
    secret: string,
    code: string,
    { lastStep }: { lastStep: number | null },
  ): Promise<boolean> {
    const step = totpStep(secret, code, { now: this.#now(), lastStep });
    if (step === null) return false;
    const row = await this.#database.get(
      'UPDATE staff SET totp_step = ? WHERE id = ? AND (totp_step IS NULL OR totp_step < ?) RETURNING id',
      step,
      staffId,
      step,
    );
    return row !== undefined;
  }
}
