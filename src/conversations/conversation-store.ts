import { sentWith } from '../attachments/attachment-store.ts';
import type { EventLog } from '../events/event-log.ts';
import { maskCardNumbers } from '../language/card-numbers.ts';
import { type Clock, isoTime } from '../lib/clock.ts';
import { ConflictError, NotFoundError } from '../lib/errors.ts';
import type { MakeId, RandomBytes } from '../lib/ids.ts';
import type { Attachment, PageContext } from '../protocol/stream-event.ts';
import { isUniqueViolation } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { numberOf, sql, textOf } from '../storage/sql-value.ts';
import { type Channel, type Conversation, type Identity, toConversation } from './conversation.ts';
import { erasureStatements } from './erase-conversation.ts';
import { makeSecret, secretMatches } from './secret.ts';

/** How long a storefront's word for a customer holds, when the conversation starts with it. */
const VERIFIED_MS = 24 * 3_600_000;

/** Conversations taken up again in one sweep after a crash. */
const MAX_STRANDED = 1000;

export interface AcceptedMessage {
  messageId: string;
  /** of its message-end */
  sequence: number;
  /** true when this client message id was accepted before: nothing was written */
  repeated: boolean;
}

/** A message that waits for the assistant. */
export interface WaitingMessage {
  messageId: string;
  text: string;
  sequence: number;
}

export class ConversationStore {
  readonly #database: Database;
  readonly #log: EventLog;
  readonly #now: Clock;
  readonly #makeId: MakeId;
  readonly #randomBytes: RandomBytes;

  constructor(options: {
    database: Database;
    log: EventLog;
    now: Clock;
    makeId: MakeId;
    randomBytes: RandomBytes;
  }) {
    this.#database = options.database;
    this.#log = options.log;
    this.#now = options.now;
    this.#makeId = options.makeId;
    this.#randomBytes = options.randomBytes;
  }

  /** Opens a conversation. The secret is given out here once; only its hash is kept. */
  async start(input: {
    channel: Channel;
    integrationId?: string;
    localeHint?: string;
    timeZone?: string;
    /** a customer somebody trusted vouches for (signed token, operator) */
    verifiedCustomerId?: string;
  }): Promise<{ conversation: Conversation; secret: string }> {
    const id = this.#makeId('cnv');
    const { secret, hash } = await makeSecret(this.#randomBytes);
    const now = this.#now();
    const customerId = input.verifiedCustomerId ?? null;
    const identity: Identity =
      customerId === null
        ? { tier: 'anonymous' }
        : { tier: 'verified', customerId, verifiedUntil: isoTime(now + VERIFIED_MS) };
    const conversation: Conversation = {
      id,
      owner: 'assistant',
      channel: input.channel,
      integrationId: input.integrationId ?? null,
      locale: null,
      localeHint: input.localeHint ?? null,
      timeZone: input.timeZone ?? null,
      customerId,
      identity,
      createdAt: isoTime(now),
      updatedAt: isoTime(now),
    };
    await this.#database.run(
      `INSERT INTO conversations
        (id, secret_hash, channel, integration_id, locale_hint, time_zone, customer_id, identity, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      hash,
      conversation.channel,
      conversation.integrationId,
      conversation.localeHint,
      conversation.timeZone,
      customerId,
      JSON.stringify(identity),
      conversation.createdAt,
      conversation.updatedAt,
    );
    return { conversation, secret };
  }

  async find(id: string): Promise<Conversation | undefined> {
    const row = await this.#database.get('SELECT * FROM conversations WHERE id = ?', id);
    return row && toConversation(row, this.#now());
  }

  /** Null for an unknown id and for a wrong secret alike: both run the same statements. */
  async open(id: string, secret: string): Promise<Conversation | null> {
    const row = await this.#database.get('SELECT * FROM conversations WHERE id = ?', id);
    const matches = await secretMatches(secret, row && textOf(row, 'secret_hash'));
    return matches && row !== undefined ? toConversation(row, this.#now()) : null;
  }

  /**
   * Logs what the customer wrote and puts it among the messages that wait, in one batch. Card numbers are masked first.
   * A repeated `clientMessageId` is answered with the first result. While a person has the conversation, the message
   * waits for that person.
   * @throws NotFoundError for an unknown conversation, ConflictError('conversation_closed') for an erased one
   */
  async acceptMessage(
    conversationId: string,
    input: {
      clientMessageId: string;
      text: string;
      attachments?: readonly Attachment[];
      pageContext?: PageContext | undefined;
    },
  ): Promise<AcceptedMessage> {
    const earlier = await this.#accepted(conversationId, input.clientMessageId);
    if (earlier !== undefined) return earlier;
    await this.#requireOpen(conversationId);

    const messageId = this.#makeId('msg');
    const text = maskCardNumbers(input.text);
    const author = 'customer';
    const { clientMessageId, attachments = [], pageContext = {} } = input;
    try {
      const stored = await this.#log.append(
        conversationId,
        [
          { type: 'message-start', messageId, author },
          {
            type: 'message-end',
            messageId,
            author,
            text,
            clientMessageId,
            ...(attachments.length > 0 ? { attachments: [...attachments] } : {}),
            ...(Object.keys(pageContext).length > 0 ? { pageContext } : {}),
          },
        ],
        [
          sql(
            `INSERT INTO messages (id, conversation_id, client_message_id, text, sequence, answered_by)
             SELECT ?, id, ?, ?, (SELECT max(sequence) FROM events WHERE conversation_id = conversations.id),
               CASE owner WHEN 'human' THEN 'person' END
             FROM conversations WHERE id = ?`,
            messageId,
            clientMessageId,
            text,
            conversationId,
          ),
          sql(
            'UPDATE conversations SET updated_at = ? WHERE id = ?',
            isoTime(this.#now()),
            conversationId,
          ),
          ...sentWith(conversationId, clientMessageId, attachments),
        ],
      );
      return { messageId, sequence: stored[1]?.sequence ?? 0, repeated: false };
    } catch (error) {
      // Two copies of one request raced; the other one is the message.
      const winner = isUniqueViolation(error)
        ? await this.#accepted(conversationId, clientMessageId)
        : undefined;
      if (winner === undefined) throw error;
      return winner;
    }
  }

  /** Messages no turn has answered, oldest first. A turn answers the messages its `turn-started` names once its `turn-ended` is logged. */
  async unanswered(conversationId: string): Promise<WaitingMessage[]> {
    const rows = await this.#database.all(
      `SELECT id, text, sequence FROM messages
       WHERE conversation_id = ? AND answered_by IS NULL ORDER BY sequence`,
      conversationId,
    );
    return rows.map((row) => ({
      messageId: textOf(row, 'id'),
      text: textOf(row, 'text'),
      sequence: numberOf(row, 'sequence'),
    }));
  }

  /** Conversations whose messages wait while no live turn works on them: what a crash leaves behind, oldest first. */
  async stranded(): Promise<string[]> {
    const rows = await this.#database.all(
      `SELECT conversations.id FROM messages
       JOIN conversations ON conversations.id = messages.conversation_id
       LEFT JOIN turn_leases ON turn_leases.conversation_id = conversations.id AND turn_leases.expires_at > ?
       WHERE messages.answered_by IS NULL
         AND conversations.owner IN ('assistant', 'queued')
         AND turn_leases.turn_id IS NULL
       GROUP BY conversations.id ORDER BY min(messages.rowid) LIMIT ?`,
      this.#now(),
      MAX_STRANDED,
    );
    return rows.map((row) => textOf(row, 'id'));
  }

  async setLocale(id: string, locale: string): Promise<void> {
    await this.#database.run('UPDATE conversations SET locale = ? WHERE id = ?', locale, id);
  }

  /** Binds the conversation to its first verified customer. @throws ConflictError('other_customer') for a different one */
  async setIdentity(id: string, identity: Identity): Promise<void> {
    const customerId = identity.tier === 'verified' ? identity.customerId : null;
    const { changes } = await this.#database.run(
      `UPDATE conversations SET identity = ?, customer_id = coalesce(customer_id, ?), updated_at = ?
       WHERE id = ? AND owner <> 'closed' AND (? IS NULL OR customer_id IS NULL OR customer_id = ?)`,
      JSON.stringify(identity),
      customerId,
      isoTime(this.#now()),
      id,
      customerId,
      customerId,
    );
    if (changes > 0) return;
    await this.#requireOpen(id);
    throw new ConflictError(
      'other_customer',
      'the conversation belongs to another customer',
      'Start a new conversation.',
    );
  }

  /**
   * "Delete my chat": empties every word of it for good and closes it. Sequences and figures stay. Other rooms empty
   * their own tables, `also` in the same batch.
   */
  async erase(id: string, also: readonly Statement[] = []): Promise<void> {
    const row = await this.#database.get('SELECT erased_at FROM conversations WHERE id = ?', id);
    if (row === undefined) throw new NotFoundError('the conversation');
    if (row.erased_at !== null) return;
    const first = [...erasureStatements(id, isoTime(this.#now())), ...also];
    await this.#log.append(id, [{ type: 'status', status: 'erased' }], [], first);
    this.#log.forget(id);
  }

  async #accepted(
    conversationId: string,
    clientMessageId: string,
  ): Promise<AcceptedMessage | undefined> {
    const row = await this.#database.get(
      'SELECT id, sequence FROM messages WHERE conversation_id = ? AND client_message_id = ?',
      conversationId,
      clientMessageId,
    );
    if (row === undefined) return undefined;
    return { messageId: textOf(row, 'id'), sequence: numberOf(row, 'sequence'), repeated: true };
  }

  async #requireOpen(id: string): Promise<void> {
    const row = await this.#database.get('SELECT owner FROM conversations WHERE id = ?', id);
    if (row === undefined) throw new NotFoundError('the conversation');
    if (row.owner === 'closed')
      throw new ConflictError(
        'conversation_closed',
        'the conversation was deleted',
        'Start a new conversation.',
      );
  }
}
