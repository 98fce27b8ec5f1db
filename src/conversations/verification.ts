import type { Clock } from '../lib/clock.ts';
import { type MakeId, type RandomBytes, sha256Hex } from '../lib/ids.ts';
import { isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Row } from '../storage/database.ts';
import { sql, textOf, textOrNull } from '../storage/sql-value.ts';
import {
  ATTEMPT_WINDOW_MS,
  type AttemptLimit,
  countAttempt,
  hasAttemptsLeft,
  spendAttempts,
} from './attempt-limits.ts';
import { equalInConstantTime } from './secret.ts';

/** Codes per hour: for one conversation, one order, one address. */
const SENDS_PER_HOUR = 3;
/** Codes asked for per hour from one network, where a household or an office may share it. */
const SENDS_PER_NETWORK_HOUR = 10;
/** Wrong codes until a new one is needed. */
const TRIES_PER_CODE = 5;
/** Codes tried per hour: in one conversation, for one order or address, from one network. */
const TRIES_PER_CONVERSATION_HOUR = 15;
const TRIES_PER_ORDER_HOUR = 10;
const TRIES_PER_NETWORK_HOUR = 10;
/** Contacts tried per hour: in one conversation, for one order number, with one contact, from one network. */
const CLAIMS_PER_CONVERSATION_HOUR = 10;
const CLAIMS_PER_ORDER_HOUR = 10;
const CLAIMS_PER_CONTACT_HOUR = 10;
const CLAIMS_PER_NETWORK_HOUR = 30;

/** `no_codes`: this service has no way to send one. */
export type StartResult = { ok: true } | { ok: false; reason: 'too_many_attempts' | 'no_codes' };
export type CheckResult =
  | { ok: true; customerId: string }
  | { ok: false; reason: 'wrong_code' | 'lapsed' | 'too_many_attempts' };

export type SendCode = (message: {
  email: string;
  locale: string | null;
  code: string;
  conversationId: string;
}) => Promise<void>;

/**
 * One-time codes of six digits. Whether an order exists shows in no answer: an unknown one gets a code that nobody
 * receives and that is never right, and so does one whose order or address has used up its limits.
 */
export class Verifications {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #randomBytes: RandomBytes;
  readonly #sendCode: SendCode | null;
  readonly #codeValidMs: () => number;

  constructor(options: {
    database: Database;
    now: Clock;
    makeId: MakeId;
    randomBytes: RandomBytes;
    /** null: no mail can be sent */
    sendCode: SendCode | null;
    codeValidMs: () => number;
  }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#randomBytes = options.randomBytes;
    this.#sendCode = options.sendCode;
    this.#codeValidMs = options.codeValidMs;
  }

  get canSendCodes(): boolean {
    return this.#sendCode !== null;
  }

  /** Sends a new code to the contact of an order; an older code of the conversation is void. Null means: no such order. */
  async start(
    conversationId: string,
    input: {
      orderId: string | null;
      customerId: string | null;
      email: string | null;
      network?: string;
    },
  ): Promise<StartResult> {
    if (this.#sendCode === null) return { ok: false, reason: 'no_codes' };
    const now = this.#now();
    const code = sixDigits(this.#randomBytes);
    const id = this.#makeId('ver');
    const silent = await silentLimits(input);
    const [order, address] = silent;
    const open: AttemptLimit[] = [
      { kind: 'send', subject: `conversation:${conversationId}`, limit: SENDS_PER_HOUR },
      ...networkLimit('send', input.network, SENDS_PER_NETWORK_HOUR),
    ];
    const checks = silent.map((limit) => hasAttemptsLeft(limit, now));
    let mayBeSent: Row | undefined;
    try {
      const results = await this.#database.batch([
        ...spendAttempts(open, now),
        sql(
          "UPDATE verifications SET state = 'superseded' WHERE conversation_id = ? AND state = 'open'",
          conversationId,
        ),
        sql(
          // A code that is not sent must not be guessed either: it belongs to nobody.
          `INSERT INTO verifications
            (id, conversation_id, customer_id, code_hash, state, created_at, expires_at, order_subject, address_subject)
           SELECT ?, ?, CASE WHEN ${checks.map(({ condition }) => condition).join(' AND ')} THEN ? END, ?, 'open', ?, ?, ?, ?
           RETURNING customer_id`,
          id,
          conversationId,
          ...checks.flatMap(({ params }) => params),
          input.customerId,
          await hashCode(id, code),
          now,
          now + this.#codeValidMs(),
          order.subject,
          address.subject,
        ),
        ...silent.map((limit) => countAttempt(limit, now)),
      ]);
      mayBeSent = results.flatMap(({ rows }) => rows).at(-1);
    } catch (error) {
      if (isAssertionFailure(error)) return { ok: false, reason: 'too_many_attempts' };
      throw error;
    }
    const row = await this.#database.get(
      'SELECT locale, locale_hint FROM conversations WHERE id = ?',
      conversationId,
    );
    if (input.email !== null && mayBeSent?.customer_id != null) {
      const locale =
        row === undefined ? null : (textOrNull(row, 'locale') ?? textOrNull(row, 'locale_hint'));
      await this.#sendCode({ email: input.email, locale, code, conversationId });
    }
    return { ok: true };
  }

  /** Tries a code. Each try counts before it is compared, so that racing tries cannot exceed the limit. */
  async check(conversationId: string, code: string, network?: string): Promise<CheckResult> {
    const now = this.#now();
    const open: AttemptLimit[] = [
      {
        kind: 'try',
        subject: `conversation:${conversationId}`,
        limit: TRIES_PER_CONVERSATION_HOUR,
      },
      ...networkLimit('try', network, TRIES_PER_NETWORK_HOUR),
    ];
    // Whose limits these are is known only inside the batch.
    const left = (subject: string) =>
      `(SELECT count(*) FROM verification_attempts WHERE kind = 'try' AND subject = verifications.${subject} AND at > ?) < ?`;
    const leftParams = [now - ATTEMPT_WINDOW_MS, TRIES_PER_ORDER_HOUR];
    let tried: Row | undefined;
    try {
      const results = await this.#database.batch([
        ...spendAttempts(open, now),
        sql(
          `UPDATE verifications SET tries = tries + 1
           WHERE conversation_id = ? AND state = 'open' AND expires_at > ? AND tries < ?
           RETURNING id, code_hash, CASE WHEN ${left('order_subject')} AND ${left('address_subject')} THEN customer_id END AS customer_id`,
          conversationId,
          now,
          TRIES_PER_CODE,
          ...leftParams,
          ...leftParams,
        ),
        ...['order_subject', 'address_subject'].map((subject) =>
          sql(
            `INSERT INTO verification_attempts (kind, subject, at)
             SELECT 'try', ${subject}, ? FROM verifications WHERE conversation_id = ? AND state = 'open'`,
            now,
            conversationId,
          ),
        ),
      ]);
      tried = results.flatMap(({ rows }) => rows)[0];
    } catch (error) {
      if (isAssertionFailure(error)) return { ok: false, reason: 'too_many_attempts' };
      throw error;
    }
    if (tried === undefined)
      return {
        ok: false,
        reason: (await this.pending(conversationId)) ? 'too_many_attempts' : 'lapsed',
      };

    const id = textOf(tried, 'id');
    const right = equalInConstantTime(await hashCode(id, code), textOf(tried, 'code_hash'));
    const customerId = textOrNull(tried, 'customer_id');
    if (!right || customerId === null) return { ok: false, reason: 'wrong_code' };
    const { changes } = await this.#database.run(
      "UPDATE verifications SET state = 'used' WHERE id = ? AND state = 'open'",
      id,
    );
    return changes > 0 ? { ok: true, customerId } : { ok: false, reason: 'lapsed' };
  }

  /** Whether a code is awaited. Also true for an unknown order, as if one had been sent. */
  async pending(conversationId: string): Promise<boolean> {
    const row = await this.#database.get(
      "SELECT 1 FROM verifications WHERE conversation_id = ? AND state = 'open' AND expires_at > ?",
      conversationId,
      this.#now(),
    );
    return row !== undefined;
  }

  /** Counts one try to claim an order by a contact, whether the order exists or not; false when none is left. */
  async allowClaim(claim: {
    conversationId: string;
    orderNumber: string;
    contact: string;
    network: string | undefined;
  }): Promise<boolean> {
    const order = claim.orderNumber
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
    const limits: AttemptLimit[] = [
      {
        kind: 'claim',
        subject: `conversation:${claim.conversationId}`,
        limit: CLAIMS_PER_CONVERSATION_HOUR,
      },
      { kind: 'claim', subject: `order:${order}`, limit: CLAIMS_PER_ORDER_HOUR },
      {
        kind: 'claim',
        subject: await addressSubject(claim.contact),
        limit: CLAIMS_PER_CONTACT_HOUR,
      },
      ...networkLimit('claim', claim.network, CLAIMS_PER_NETWORK_HOUR),
    ];
    try {
      await this.#database.batch(spendAttempts(limits, this.#now()));
      return true;
    } catch (error) {
      if (isAssertionFailure(error)) return false;
      throw error;
    }
  }
}

function networkLimit(
  kind: AttemptLimit['kind'],
  network: string | undefined,
  limit: number,
): AttemptLimit[] {
  return network === undefined ? [] : [{ kind, subject: `network:${network}`, limit }];
}

// An unknown order takes part with a subject of its own, so that the same statements run.
async function silentLimits(input: {
  orderId: string | null;
  email: string | null;
}): Promise<[AttemptLimit, AttemptLimit]> {
  return [
    { kind: 'send', subject: `order:${input.orderId ?? ''}`, limit: SENDS_PER_HOUR },
    { kind: 'send', subject: await addressSubject(input.email ?? ''), limit: SENDS_PER_HOUR },
  ];
}

async function addressSubject(address: string): Promise<string> {
  return `address:${await sha256Hex(address.trim().toLowerCase())}`;
}

// The id as salt: equal codes of two conversations have different hashes.
function hashCode(id: string, code: string): Promise<string> {
  return sha256Hex(`${id}:${code}`);
}

function sixDigits(randomBytes: RandomBytes): string {
  for (;;) {
    const number = randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0);
    // Above the last whole million the low codes would come up more often.
    if (number < 4_294_000_000) return String(number % 1_000_000).padStart(6, '0');
  }
}
