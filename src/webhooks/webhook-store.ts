import { sha256Hex } from '../lib/ids.ts';
import type { Database } from '../storage/database.ts';
import { numberOf, sql, textOf, textOrNull } from '../storage/sql-value.ts';

export interface StoredResponse {
  status: number;
  /** the body, to be sent again byte for byte */
  body: string;
}

export type Claim =
  /** ours to answer; `conversationId` when an attempt before a crash had already found or started one */
  | { state: 'claimed'; conversationId: string | null }
  | { state: 'done'; response: StoredResponse }
  | { state: 'busy' }
  | { state: 'other_body' };

interface Key {
  integration: string;
  webhookId: string;
}

/** Senders retry for days; a stored response outlives their last attempt. */
const KEEP_DAYS = 14;

/** Which webhooks were received, and what each was answered. */
export class WebhookStore {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(options: { database: Database; now: () => number }) {
    this.#database = options.database;
    this.#now = options.now;
  }

  /** Exactly one caller gets `claimed` for an id; after `busyMs` without a response another may. */
  async claim({ integration, webhookId }: Key, body: string, busyMs: number): Promise<Claim> {
    const bodyHash = await sha256Hex(body);
    const now = this.#now();
    const claimed = await this.#database.get(
      `INSERT INTO webhook_messages (integration, webhook_id, body_hash, busy_until, received_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (integration, webhook_id) DO UPDATE SET busy_until = excluded.busy_until
         WHERE response IS NULL AND busy_until <= ? AND body_hash = excluded.body_hash
       RETURNING conversation_id`,
      integration,
      webhookId,
      bodyHash,
      now + busyMs,
      now,
      now,
    );
    if (claimed !== undefined)
      return { state: 'claimed', conversationId: textOrNull(claimed, 'conversation_id') };
    const row = await this.#database.get(
      'SELECT body_hash, status, response FROM webhook_messages WHERE integration = ? AND webhook_id = ?',
      integration,
      webhookId,
    );
    if (row === undefined) return { state: 'busy' };
    if (textOf(row, 'body_hash') !== bodyHash) return { state: 'other_body' };
    const response = textOrNull(row, 'response');
    if (response === null) return { state: 'busy' };
    return { state: 'done', response: { status: numberOf(row, 'status'), body: response } };
  }

  /** Remembers the conversation before the message is accepted, so that a second attempt goes on in the same one. */
  async noteConversation({ integration, webhookId }: Key, conversationId: string): Promise<void> {
    await this.#database.run(
      'UPDATE webhook_messages SET conversation_id = ? WHERE integration = ? AND webhook_id = ?',
      conversationId,
      integration,
      webhookId,
    );
  }

  async complete({ integration, webhookId }: Key, response: StoredResponse): Promise<void> {
    await this.#database.run(
      'UPDATE webhook_messages SET status = ?, response = ? WHERE integration = ? AND webhook_id = ?',
      response.status,
      response.body,
      integration,
      webhookId,
    );
  }

  /** Gives the claim up after a failure of ours: the sender's next attempt starts where this one ended. */
  async release({ integration, webhookId }: Key): Promise<void> {
    await this.#database.run(
      'UPDATE webhook_messages SET busy_until = 0 WHERE integration = ? AND webhook_id = ? AND response IS NULL',
      integration,
      webhookId,
    );
  }

  /** Forgets a webhook that was refused: the same id may come again with what was missing. */
  async forget({ integration, webhookId }: Key): Promise<void> {
    await this.#database.run(
      'DELETE FROM webhook_messages WHERE integration = ? AND webhook_id = ? AND response IS NULL',
      integration,
      webhookId,
    );
  }

  /** Empties the stored responses of an erased conversation: a late repeat is told that it is gone. */
  async erase(conversationId: string, response: StoredResponse): Promise<void> {
    await this.#database.run(
      'UPDATE webhook_messages SET status = ?, response = ? WHERE conversation_id = ?',
      response.status,
      response.body,
      conversationId,
    );
  }

  async findExternal(integration: string, externalId: string): Promise<string | null> {
    const row = await this.#database.get(
      'SELECT conversation_id FROM external_conversations WHERE integration = ? AND external_id = ?',
      integration,
      externalId,
    );
    return row === undefined ? null : textOf(row, 'conversation_id');
  }

  /** Ties an integration's own name to a conversation. Of two at once the first wins; both get the winner. */
  async nameExternal(
    integration: string,
    externalId: string,
    conversationId: string,
  ): Promise<string> {
    await this.#database.batch([
      sql(
        'INSERT INTO external_conversations (integration, external_id, conversation_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        integration,
        externalId,
        conversationId,
      ),
    ]);
    return (await this.findExternal(integration, externalId)) ?? conversationId;
  }

  async deleteOld(): Promise<void> {
    await this.#database.run(
      'DELETE FROM webhook_messages WHERE received_at < ?',
      this.#now() - KEEP_DAYS * 86_400_000,
    );
  }
}
