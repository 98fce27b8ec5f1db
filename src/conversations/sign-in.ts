import type { EventLog } from '../events/event-log.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import type { RandomBytes } from '../lib/ids.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { sql, textOf } from '../storage/sql-value.ts';
import type { Conversation, Identity } from './conversation.ts';
import type { ConversationStore } from './conversation-store.ts';
import { makeSecret } from './secret.ts';
import type { CheckToken, TokenResult } from './signed-token.ts';

interface Started {
  conversation: Conversation;
  secret: string;
}

export type SignInResult =
  /** `started`: the token was somebody else's, so that a new conversation took the place of this one */
  | { ok: true; started: Started | null }
  | {
      ok: false;
      reason:
        | Extract<TokenResult, { ok: false }>['reason']
        | 'not_configured'
        | 'unknown_customer'
        | 'token_used';
    };

/**
 * Signing in with a token of the storefront, and logging out. A conversation never changes its customer: another
 * one's token and a log-out both close it to its secret and go on in a new one.
 */
export class SignIns {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #conversations: ConversationStore;
  readonly #checkToken: CheckToken | null;
  readonly #isCustomer: (id: string) => Promise<boolean>;
  readonly #identityOf: (customerId: string) => Extract<Identity, { tier: 'verified' }>;
  readonly #now: Clock;
  readonly #randomBytes: RandomBytes;

  constructor(options: {
    database: Database;
    log: EventLog;
    conversations: ConversationStore;
    /** null: the shop signs no tokens */
    checkToken: CheckToken | null;
    isCustomer: (id: string) => Promise<boolean>;
    /** what the storefront's word is worth now */
    identityOf: (customerId: string) => Extract<Identity, { tier: 'verified' }>;
    now: Clock;
    randomBytes: RandomBytes;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#conversations = options.conversations;
    this.#checkToken = options.checkToken;
    this.#isCustomer = options.isCustomer;
    this.#identityOf = options.identityOf;
    this.#now = options.now;
    this.#randomBytes = options.randomBytes;
  }

  /** Verifies the customer whom the token names. The same token again changes nothing; in another conversation it is refused. */
  async signIn(conversation: Conversation, token: string): Promise<SignInResult> {
    if (this.#checkToken === null) return { ok: false, reason: 'not_configured' };
    const checked = await this.#checkToken(token);
    if (!checked.ok) return checked;
    const { customerId } = checked;
    if (!(await this.#isCustomer(customerId))) return { ok: false, reason: 'unknown_customer' };
    const usedBy = await this.#usedBy(checked.hash);
    if (usedBy === conversation.id) return { ok: true, started: null };
    if (usedBy !== null) return { ok: false, reason: 'token_used' };
    if (await this.#verify(conversation, checked)) return { ok: true, started: null };
    const started = await this.#startAnew(conversation, checked);
    return started === null ? { ok: false, reason: 'token_used' } : { ok: true, started };
  }

  /** Ends what the secret opens, for shared computers, and goes on with an anonymous conversation. */
  async logOut(conversation: Conversation): Promise<Started> {
    await this.#close(conversation.id);
    return this.#conversations.start(manners(conversation));
  }

  /** False when the conversation belongs to another customer, was erased, or the token has been used elsewhere. */
  async #verify(
    { id: conversationId, identity }: Conversation,
    { customerId, hash, expiresAt }: Extract<TokenResult, { ok: true }>,
  ): Promise<boolean> {
    const now = this.#now();
    const proven = this.#identityOf(customerId);
    // A code that was typed a moment ago stays fresh.
    const stepUpUntil = identity.tier === 'verified' ? identity.stepUpUntil : undefined;
    const statements: Statement[] = [
      ...this.#spend(hash, conversationId, expiresAt),
      assertThat(
        "EXISTS (SELECT 1 FROM conversations WHERE id = ? AND owner <> 'closed' AND (customer_id IS NULL OR customer_id = ?))",
        conversationId,
        customerId,
      ),
      sql(
        'UPDATE conversations SET identity = ?, customer_id = ?, updated_at = ? WHERE id = ?',
        JSON.stringify(stepUpUntil === undefined ? proven : { ...proven, stepUpUntil }),
        customerId,
        isoTime(now),
        conversationId,
      ),
    ];
    try {
      await this.#log.append(
        conversationId,
        [{ type: 'status', status: 'verified' }],
        [],
        statements,
      );
      return true;
    } catch (error) {
      if (isAssertionFailure(error)) return false;
      throw error;
    }
  }

  /** The new conversation is verified by the token; null when the token was used before, and nothing has changed. */
  async #startAnew(
    old: Conversation,
    checked: Extract<TokenResult, { ok: true }>,
  ): Promise<Started | null> {
    const started = await this.#conversations.start(manners(old));
    if (!(await this.#verify(started.conversation, checked))) return null;
    await this.#close(old.id);
    const conversation = await this.#conversations.find(started.conversation.id);
    return { ...started, conversation: conversation ?? started.conversation };
  }

  async #usedBy(hash: string): Promise<string | null> {
    const row = await this.#database.get(
      'SELECT conversation_id FROM identity_tokens WHERE hash = ?',
      hash,
    );
    return row === undefined ? null : textOf(row, 'conversation_id');
  }

  /** The first use of a token binds it to its conversation; the batch is undone where another one had it before. */
  #spend(hash: string, conversationId: string, expiresAt: number): Statement[] {
    return [
      sql('DELETE FROM identity_tokens WHERE expires_at < ?', this.#now()),
      sql(
        'INSERT INTO identity_tokens (hash, conversation_id, expires_at) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING',
        hash,
        conversationId,
        expiresAt,
      ),
      assertThat(
        '(SELECT conversation_id FROM identity_tokens WHERE hash = ?) = ?',
        hash,
        conversationId,
      ),
    ];
  }

  /** Nobody proves anything in it any more, and its old secret opens nothing. */
  async #close(conversationId: string): Promise<void> {
    const { hash } = await makeSecret(this.#randomBytes);
    const statements = [
      sql(
        `UPDATE conversations SET identity = '{"tier":"anonymous"}', secret_hash = ?, updated_at = ? WHERE id = ?`,
        hash,
        isoTime(this.#now()),
        conversationId,
      ),
    ];
    await this.#log.append(
      conversationId,
      [{ type: 'status', status: 'logged_out' }],
      [],
      statements,
    );
  }
}

/** What a follower keeps of a conversation: nothing of its words. */
function manners({ channel, integrationId, localeHint, locale, timeZone }: Conversation) {
  const hint = locale ?? localeHint;
  return {
    channel,
    ...(integrationId === null ? {} : { integrationId }),
    ...(hint === null ? {} : { localeHint: hint }),
    ...(timeZone === null ? {} : { timeZone }),
  };
}
