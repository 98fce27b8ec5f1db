import { z } from 'zod';
import { type Clock, isoTime } from '../lib/clock.ts';
import { ConflictError } from '../lib/errors.ts';
import { sha256Hex } from '../lib/ids.ts';
import type {
  ChargeCall,
  ChargeGateway,
  PaymentGateway,
  RefundAnswer,
  RefundCall,
} from '../proposals/payment-gateway.ts';
import { type Hold, holdSchema, type PaymentMethod } from '../shop/payment-records.ts';
import type { Database } from '../storage/database.ts';

/** What goes wrong with a call, for tests: the connection breaks before or after the provider acted, it declines, takes its time, or checks first. */
export type GatewayFault =
  | 'timeout_before_effect'
  | 'timeout_after_effect'
  | 'declined'
  | 'slow'
  | 'held';

/**
 * A payment provider of our own for the demo shop and for tests: deterministic, idempotent by key, with the manners of
 * real ones. Cards and bank methods answer at once, wallets take some minutes, vouchers and cash have no way back.
 * It keeps its own books and never gives back more of a payment than was captured.
 */
export class BuiltInGateway implements PaymentGateway, ChargeGateway {
  readonly #database: Database;
  readonly #now: Clock;
  readonly #fault: (call: RefundCall | ChargeCall) => GatewayFault | undefined;

  constructor(options: {
    database: Database;
    now: Clock;
    /** asked once a call */
    fault?: (call: RefundCall | ChargeCall) => GatewayFault | undefined;
  }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#fault = options.fault ?? (() => undefined);
  }

  /** Throws a ConflictError `idempotency_key_reused` for a known key with another payment or amount. */
  async refund(call: RefundCall): Promise<RefundAnswer> {
    const fault = this.#fault(call);
    if (fault === 'timeout_before_effect') return { status: 'unknown' };
    await this.#record(call, fault);
    const stored = await this.#find(call.key);
    if (stored === undefined) throw new Error('the refund was recorded but cannot be read');
    if (
      stored.payment_id !== call.payment.id ||
      stored.amount !== call.amount.amount ||
      stored.currency !== call.amount.currency
    ) {
      throw new ConflictError(
        'idempotency_key_reused',
        'this key belongs to another refund',
        'Use a new key for a new decision.',
      );
    }
    if (fault === 'timeout_after_effect') return { status: 'unknown' };
    return this.#answer(stored);
  }

  async readRefund(key: string): Promise<RefundAnswer | null> {
    const stored = await this.#find(key);
    return stored ? this.#answer(stored) : null;
  }

  async charge(call: ChargeCall): Promise<RefundAnswer> {
    const fault = this.#fault(call);
    if (fault === 'timeout_before_effect') return { status: 'unknown' };
    const { key, payment, amount } = call;
    const failure = fault === 'declined' ? 'declined_by_provider' : null;
    await this.#database.run(
      `INSERT INTO gateway_charges (key, payment_id, amount, currency, outcome, failure_code, provider_reference, requested_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
      key,
      payment.id,
      amount.amount,
      amount.currency,
      failure === null ? 'succeeded' : 'failed',
      failure,
      `bic_${(await sha256Hex(key)).slice(0, 24)}`,
      isoTime(this.#now()),
    );
    if (fault === 'timeout_after_effect') return { status: 'unknown' };
    return (await this.readCharge(key)) ?? { status: 'unknown' };
  }

  async readCharge(key: string): Promise<RefundAnswer | null> {
    const row = await this.#database.get('SELECT * FROM gateway_charges WHERE key = ?', key);
    if (row === undefined) return null;
    const { outcome, failure_code, provider_reference } = chargeSchema.parse(row);
    return {
      status: outcome,
      providerReference: provider_reference,
      ...(failure_code === null ? {} : { failureCode: failure_code }),
    };
  }

  /** What was never collected is simply no longer asked for. */
  async release(): Promise<RefundAnswer> {
    return { status: 'succeeded' };
  }

  async #record(call: RefundCall, fault: GatewayFault | undefined): Promise<void> {
    const { key, payment, amount, reason } = call;
    const captured = payment.captures.reduce((sum, capture) => sum + capture.amount, 0);
    const refusal = refusalOf(call, fault);
    const now = this.#now();
    const isSlow = fault === 'slow' || WALLETS.has(payment.method);
    const finalAt = now + (fault === 'held' ? CHECK_MS : isSlow ? WALLET_DELAY_MS : 0);
    const hold: Hold | null =
      fault === 'held'
        ? {
            by: 'provider',
            since: isoTime(now),
            latestOn: isoTime(finalAt).slice(0, 10),
            reason: 'manual_review',
          }
        : null;
    const reference = `bir_${(await sha256Hex(key)).slice(0, 24)}`;
    // One statement, so that two calls at once can neither pass the limit together nor both count.
    await this.#database.run(
      `INSERT INTO gateway_refunds
        (key, payment_id, amount, currency, reason, outcome, failure_code, provider_reference, requested_at, final_at, hold)
      SELECT ?, ?, ?, ?, ?,
        CASE WHEN coalesce(refusal, over_limit) IS NULL THEN 'succeeded' ELSE 'failed' END,
        coalesce(refusal, over_limit), ?, ?, ?, ?
      FROM (SELECT ? AS refusal, CASE WHEN ? + coalesce((
          SELECT sum(amount) FROM gateway_refunds WHERE payment_id = ? AND outcome = 'succeeded'
        ), 0) > ? THEN 'charge_already_refunded' END AS over_limit)
      WHERE true ON CONFLICT (key) DO NOTHING`,
      key,
      payment.id,
      amount.amount,
      amount.currency,
      reason,
      reference,
      isoTime(now),
      isoTime(finalAt),
      hold === null ? null : JSON.stringify(hold),
      refusal,
      amount.amount,
      payment.id,
      captured,
    );
  }

  async #find(key: string): Promise<StoredRefund | undefined> {
    const row = await this.#database.get('SELECT * FROM gateway_refunds WHERE key = ?', key);
    return row && storedSchema.parse(row);
  }

  #answer(stored: StoredRefund): RefundAnswer {
    const providerReference = stored.provider_reference;
    if (this.#now() < Date.parse(stored.final_at))
      return {
        status: 'pending',
        providerReference,
        ...(stored.hold === null ? {} : { hold: holdSchema.parse(JSON.parse(stored.hold)) }),
      };
    if (stored.failure_code === null) return { status: stored.outcome, providerReference };
    return { status: stored.outcome, providerReference, failureCode: stored.failure_code };
  }
}

const chargeSchema = z.object({
  outcome: z.enum(['succeeded', 'failed']),
  failure_code: z.string().nullable(),
  provider_reference: z.string(),
});

const storedSchema = z.object({
  payment_id: z.string(),
  amount: z.int(),
  currency: z.string(),
  outcome: z.enum(['succeeded', 'failed']),
  failure_code: z.string().nullable(),
  provider_reference: z.string(),
  final_at: z.string(),
  hold: z.string().nullable(),
});

type StoredRefund = z.infer<typeof storedSchema>;

function refusalOf(
  { payment, amount }: RefundCall,
  fault: GatewayFault | undefined,
): string | null {
  if (fault === 'declined') return 'declined_by_provider';
  if (NO_WAY_BACK.has(payment.method)) return 'refund_not_supported';
  return amount.currency === payment.currency ? null : 'currency_mismatch';
}

const WALLETS: ReadonlySet<PaymentMethod> = new Set(['grabpay', 'gopay', 'shopeepay']);
const NO_WAY_BACK: ReadonlySet<PaymentMethod> = new Set([
  'boleto',
  'cash_on_delivery',
  'bank_transfer',
  'sofort',
]);
const WALLET_DELAY_MS = 5 * 60_000;
const CHECK_MS = 2 * 24 * 3_600_000;
