import type { TurnLeases } from '../conversations/turn-lease.ts';
import { nameOfError } from '../lib/errors.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { assertThat, isAssertionFailure } from '../storage/assertion.ts';
import type { Statement } from '../storage/database.ts';
import { StorageError } from '../storage/storage-error.ts';
import { giveUpTurn } from './give-up.ts';
import { handoffPacket } from './handoff-packet.ts';
import { type PreparedTurn, prepareTurn } from './prepare-turn.ts';
import { runTurn, type TurnResult } from './turn.ts';
import type { TurnDependencies } from './turn-dependencies.ts';

/** A turn holds its lease this long without renewing; after that another process may finish its messages. */
export const TURN_LEASE_MS = 10_000;
const LEASE_RENEWAL_MS = 6_000;
/** Turns of one conversation that may fail in a row before a person is called. */
const MOST_FAILURES = 3;

export interface TurnRunnerOptions {
  leases: TurnLeases;
  /** keeps work alive after the response was sent (`waitUntil` on Workers) */
  background?: (work: Promise<unknown>) => void;
  onTurnEnd?: (figures: {
    outcome: string;
    model: string;
    milliseconds: number;
    costMicroUsd: number | null;
  }) => void;
}

/**
 * Runs turns: one at a time per conversation, by a lease in the database. Messages that arrive meanwhile join the next
 * turn; a turn whose process died is done over by whoever finds its messages without a reply.
 */
export class TurnRunner {
  readonly #dependencies: TurnDependencies;
  readonly #options: TurnRunnerOptions;
  readonly #running = new Map<string, { controller: AbortController; done: Promise<void> }>();
  readonly #failures = new Map<string, number>();
  #parked = false;

  constructor(dependencies: TurnDependencies, options: TurnRunnerOptions) {
    this.#dependencies = dependencies;
    this.#options = options;
  }

  /** Starts answering in the background; errors are logged, never thrown. */
  schedule(conversationId: string, options: { network?: string } = {}): void {
    if (this.#parked) return;
    const work = this.run(conversationId, options).then(
      () => this.#failures.delete(conversationId),
      (error: unknown) => this.#failed(conversationId, error),
    );
    this.#options.background?.(work);
  }

  /** Resolves when no message of the conversation waits for the assistant any more. Joins a run under way. */
  async run(
    conversationId: string,
    options: { network?: string; signal?: AbortSignal } = {},
  ): Promise<void> {
    const running = this.#running.get(conversationId);
    if (running !== undefined) {
      await running.done;
      // The run may have ended just before the caller's message came in.
      if ((await this.#dependencies.conversations.unanswered(conversationId)).length === 0) return;
      return this.run(conversationId, options);
    }
    const controller = new AbortController();
    options.signal?.addEventListener('abort', () => controller.abort(options.signal?.reason), {
      once: true,
    });
    const done = this.#answerAll(conversationId, controller, options.network).finally(() =>
      this.#running.delete(conversationId),
    );
    this.#running.set(conversationId, { controller, done });
    await done;
  }

  /** Ends the running turn; the words shown so far stay, marked as stopped. False when none was running here. */
  stop(conversationId: string): boolean {
    const running = this.#running.get(conversationId);
    running?.controller.abort('stopped');
    return running !== undefined;
  }

  /** No new turns; waits for the running ones up to `milliseconds`, then parks them: the next start does them over. */
  async drain(milliseconds: number): Promise<void> {
    this.#parked = true;
    const { timers } = this.#dependencies;
    const all = Promise.allSettled([...this.#running.values()].map(({ done }) => done));
    let handle: unknown;
    const deadline = new Promise((resolve) => {
      handle = timers.setTimeout(() => resolve(undefined), milliseconds);
    });
    await Promise.race([all, deadline]);
    timers.clearTimeout(handle);
    for (const { controller } of this.#running.values()) controller.abort('parked');
    await all;
  }

  /** At start: every accepted message without a reply gets its turn. Returns how many conversations were found. */
  async recover(): Promise<number> {
    const stranded = await this.#dependencies.conversations.stranded();
    for (const conversationId of stranded) this.schedule(conversationId);
    return stranded.length;
  }

  /** A failed turn is done over by the next sweep; one that keeps failing goes to a person. */
  async #failed(conversationId: string, error: unknown): Promise<void> {
    const { logger } = this.#dependencies;
    // A full disk is no fault of the conversation: it waits until the storage takes its reply.
    const counts = error instanceof StorageError ? 0 : 1;
    const failures = (this.#failures.get(conversationId) ?? 0) + counts;
    this.#failures.set(conversationId, failures);
    // Where it broke, not what it said: messages of errors may quote a shopper.
    const place = error instanceof Error ? error.stack?.split('\n    at ')[1] : undefined;
    logger.error('turn failed', { conversationId, failures, error: nameOfError(error), place });
    if (failures < MOST_FAILURES) return;
    this.#failures.delete(conversationId);
    await giveUpTurn(this.#dependencies, conversationId).catch(() =>
      logger.error('a conversation is left without a reply', { conversationId }),
    );
  }

  async #answerAll(
    conversationId: string,
    controller: AbortController,
    network: string | undefined,
  ): Promise<void> {
    const { conversations } = this.#dependencies;
    while (
      !this.#parked &&
      !(controller.signal.aborted && controller.signal.reason !== 'stopped')
    ) {
      const waiting = await conversations.unanswered(conversationId);
      if (waiting.length === 0) return;
      const answered = await this.#answer(conversationId, waiting, controller, network);
      if (!answered || controller.signal.aborted) return;
    }
  }

  async #answer(
    conversationId: string,
    waiting: Awaited<ReturnType<TurnDependencies['conversations']['unanswered']>>,
    controller: AbortController,
    network: string | undefined,
  ): Promise<boolean> {
    const { conversations, makeId, now, timers, limits, log } = this.#dependencies;
    const turnId = makeId('trn');
    if (!(await this.#options.leases.take(conversationId, turnId, TURN_LEASE_MS))) return false;
    const stopRenewing = this.#renewLease(conversationId, turnId, controller);
    const deadline = timers.setTimeout(() => controller.abort('turn_time'), limits.turnMs);
    try {
      const conversation = await conversations.find(conversationId);
      if (
        conversation === undefined ||
        conversation.owner === 'human' ||
        conversation.owner === 'closed'
      )
        return false;
      const startedAt = now();
      await this.#endAbandoned(conversationId);
      const turn = await prepareTurn(this.#dependencies, {
        turnId,
        conversation,
        waiting,
        network,
      });
      await log.append(conversationId, [
        {
          type: 'turn-started',
          turnId,
          messageIds: waiting.map(({ messageId }) => messageId),
          locale: turn.locale,
        },
        { type: 'status', status: 'thinking', turnId },
      ]);
      const result = await runTurn(this.#dependencies, turn, controller.signal);
      if (controller.signal.reason === 'parked' || controller.signal.reason === 'lease_lost') {
        await this.#abandon(turn);
        return false;
      }
      return await this.#conclude(turn, await this.#inTime(turn, result, controller), startedAt);
    } finally {
      timers.clearTimeout(deadline);
      stopRenewing();
      await this.#options.leases.release(conversationId, turnId);
    }
  }

  /** Nothing is concluded: whoever takes the lease next answers these messages, and what was shown is void. */
  async #abandon(turn: PreparedTurn): Promise<void> {
    const { log } = this.#dependencies;
    const open = await log.unfinishedMessages(turn.conversationId);
    // The turn that took over may have ended the message already.
    if (open.includes(turn.writer.messageId))
      await log.append(turn.conversationId, turn.writer.end('discarded'));
  }

  /** A process that died in mid-reply left a message without an end: what it showed is void, this turn says it anew. */
  async #endAbandoned(conversationId: string): Promise<void> {
    const { log } = this.#dependencies;
    const abandoned = await log.unfinishedMessages(conversationId);
    const ends = abandoned.map(
      (messageId): LogEventInput => ({
        type: 'message-end',
        messageId,
        author: 'assistant',
        text: '',
        outcome: 'discarded',
      }),
    );
    if (ends.length > 0) await log.append(conversationId, ends);
  }

  /** A turn that ran out of time is not "stopped": the shopper did not ask for silence, so a person is called. */
  async #inTime(
    turn: PreparedTurn,
    result: TurnResult,
    controller: AbortController,
  ): Promise<TurnResult> {
    if (controller.signal.reason !== 'turn_time' || result.outcome !== 'stopped') return result;
    await turn.writer.retract(0, 'provider_failed');
    await turn.writer.write(turn.sayHandoff('handoff.failed'));
    return {
      outcome: 'handoff',
      confidence: 0,
      reasons: ['turn_time'],
      handoff: { reason: 'turn_time', summary: turn.text },
    };
  }

  /** False when the lease was lost meanwhile: then another turn has the word, and this one says nothing. */
  async #conclude(turn: PreparedTurn, result: TurnResult, startedAt: number): Promise<boolean> {
    const { handoffs, now } = this.#dependencies;
    const { leases } = this.#options;
    const { conversationId, figures, turnId } = turn;
    if (!(await leases.renew(conversationId, turnId, TURN_LEASE_MS))) {
      await this.#abandon(turn);
      return false;
    }
    // The handoff is opened before the words that promise it are final: a crash between the two leaves no empty promise.
    if (result.handoff !== null)
      await handoffs.open(conversationId, {
        ...result.handoff,
        locale: turn.locale,
        packet: handoffPacket(turn, result),
      });
    const milliseconds = now() - startedAt;
    const stopped = result.outcome === 'stopped';
    const turnEnded = (outcome: TurnResult['outcome'] | 'discarded'): LogEventInput => ({
      type: 'turn-ended',
      turnId: turn.turnId,
      outcome,
      confidence: result.confidence,
      reasons: result.reasons,
      model: figures.model,
      steps: figures.steps,
      inputTokens: figures.inputTokens,
      outputTokens: figures.outputTokens,
      cachedTokens: figures.cachedTokens,
      costMicroUsd: figures.costMicroUsd,
      milliseconds,
    });
    const unclaimed = assertThat(
      `(SELECT owner FROM conversations WHERE id = ?) <> 'human'`,
      conversationId,
    );
    const spoken = await this.#appendIf(turn, unclaimed, [
      ...turn.writer.end(stopped ? 'stopped' : 'complete'),
      turnEnded(result.outcome),
      { type: 'status', status: stopped ? 'stopped' : 'idle', turnId },
    ]);
    // A person may have claimed the conversation meanwhile: then the late reply is logged as discarded and not shown.
    const concluded =
      spoken ||
      (await this.#appendIf(turn, null, [...turn.writer.end('discarded'), turnEnded('discarded')]));
    if (!concluded) {
      await this.#abandon(turn);
      return false;
    }
    this.#options.onTurnEnd?.({
      outcome: spoken ? result.outcome : 'discarded',
      model: figures.model,
      milliseconds,
      costMicroUsd: figures.costMicroUsd,
    });
    return true;
  }

  /** Appends while this turn holds the lease and the condition is met; false otherwise. */
  async #appendIf(
    { conversationId, turnId }: PreparedTurn,
    condition: Statement | null,
    events: LogEventInput[],
  ): Promise<boolean> {
    const held = this.#options.leases.assertHeld(conversationId, turnId);
    const conditions = condition === null ? [held] : [held, condition];
    try {
      await this.#dependencies.log.append(conversationId, events, [], conditions);
      return true;
    } catch (error) {
      if (!isAssertionFailure(error)) throw error;
      return false;
    }
  }

  /** Renews until called back. A renewal that fails is tried again while the lease still stands. */
  #renewLease(conversationId: string, turnId: string, controller: AbortController): () => void {
    const { timers, now } = this.#dependencies;
    const { leases } = this.#options;
    let ended = false;
    let heldUntil = now() + TURN_LEASE_MS;
    let handle = timers.setTimeout(renew, LEASE_RENEWAL_MS);
    function renew() {
      const asked = now();
      leases.renew(conversationId, turnId, TURN_LEASE_MS).then(
        (held) => {
          heldUntil = asked + TURN_LEASE_MS;
          if (held) again();
          else controller.abort('lease_lost');
        },
        () => {
          if (now() + LEASE_RENEWAL_MS < heldUntil) again();
          else controller.abort('lease_lost');
        },
      );
    }
    function again() {
      // The turn may have ended while the renewal was under way.
      if (!ended) handle = timers.setTimeout(renew, LEASE_RENEWAL_MS);
    }
    return () => {
      ended = true;
      timers.clearTimeout(handle);
    };
  }
}
