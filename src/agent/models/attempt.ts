import type { Callbacks } from '@langchain/core/callbacks/manager';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { Clock } from '../../lib/clock.ts';
import type { TimerHandle, Timers } from '../../lib/timers.ts';
import { ModelFailure } from './failure.ts';
import { LangChainStream } from './langchain-stream.ts';
import { endsInRepetition, isUnreadable } from './nonsense.ts';
import { OpenAIChatModel } from './openai-model.ts';
import type { StepOutcome } from './step-outcome.ts';
import type { ToolDefinition } from './tool-definition.ts';

/** Bounds of one model call. */
export interface AttemptLimits {
  /** until the first piece of the answer, in ms */
  firstByteMs: number;
  /** between two pieces, in ms; time in which the turn is busy with a piece does not count */
  idleMs: number;
  /** the whole call, in ms */
  totalMs: number;
  /** of the text, and apart from it of all tool arguments together */
  maxCharacters: number;
  maxToolCalls: number;
}

export interface AttemptInput {
  messages: BaseMessage[];
  tools: readonly ToolDefinition[];
  signal: AbortSignal;
  temperature?: number | undefined;
  maxOutputTokens?: number | undefined;
  callbacks?: Callbacks | undefined;
  locale: string;
  timeZone: string;
}

/** What a model call gives while it runs: `CompletionStream` for our own model, `LangChainStream` for every other. */
interface StepStream {
  next(): Promise<boolean>;
  takeText(): string;
  outcome(): StepOutcome;
  close(): Promise<void>;
}

// Looking for repetition at every piece would cost more than reading it.
const CHECK_EVERY_CHARACTERS = 256;

/** One call of one model under watch. Every way of failing ends in a `ModelFailure`, but for the caller's own abort. */
export class Attempt {
  readonly #input: AttemptInput;
  readonly #limits: AttemptLimits;
  readonly #now: Clock;
  readonly #timers: Timers;
  readonly #abort = new AbortController();
  readonly #startedAt: number;
  #waitingSince = 0;
  #started = false;
  #ended = false;
  #timer: TimerHandle;
  #stream: StepStream | undefined;
  #failure: { error: unknown } | undefined;
  #reject: ((error: unknown) => void) | undefined;
  #text = '';
  #checkedAt = 0;

  constructor(input: AttemptInput, limits: AttemptLimits, now: Clock, timers: Timers) {
    this.#input = input;
    this.#limits = limits;
    this.#now = now;
    this.#timers = timers;
    this.#startedAt = now();
    this.#watch(Math.min(limits.firstByteMs, limits.totalMs));
    if (input.signal.aborted) this.#onAbort();
    else input.signal.addEventListener('abort', this.#onAbort);
  }

  async open(model: BaseChatModel): Promise<void> {
    const { messages, tools, callbacks, temperature, maxOutputTokens, locale, timeZone } =
      this.#input;
    const { signal } = this.#abort;
    const opening: Promise<StepStream> =
      model instanceof OpenAIChatModel && callbacks === undefined
        ? model.open(messages, {
            tools: tools as ToolDefinition[], // LangChain asks for a mutable array and does not change it
            signal,
            ...(temperature === undefined ? {} : { temperature }),
            ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
          })
        : LangChainStream.open(model, messages, tools, {
            signal,
            callbacks,
            metadata: { locale, timeZone },
          });
    // A call that opens after we gave it up is closed at once.
    opening
      .then((stream) => (this.#failure === undefined ? undefined : stream.close()))
      .catch(() => undefined);
    this.#stream = await this.#guard(opening);
  }

  /** New text of the answer, possibly empty; null at the end. */
  async read(): Promise<string | null> {
    const stream = this.#opened();
    if (!(await this.#guard(stream.next()))) {
      this.#ended = true;
      return null;
    }
    this.#started = true;
    const text = stream.takeText();
    if (text !== '') this.#check(text);
    return text;
  }

  /** What the call came to. Throws when the answer must not be used. */
  outcome(): StepOutcome {
    const outcome = this.#opened().outcome();
    if (outcome.finishReason === 'length' || outcome.finishReason === null)
      throw new ModelFailure('truncated');
    if (outcome.finishReason === 'content_filter') throw new ModelFailure('content_filter');
    if (outcome.calls.length > this.#limits.maxToolCalls || isUnreadable(outcome.text))
      throw new ModelFailure('nonsense');
    const argumentLength = outcome.calls.reduce(
      (length, call) => length + call.arguments.length,
      0,
    );
    if (argumentLength > this.#limits.maxCharacters) throw new ModelFailure('too_long');
    if (outcome.calls.length === 0 && outcome.text.trim() === '') throw new ModelFailure('empty');
    return outcome;
  }

  /** Gives everything up; safe to call at any time. */
  close(): void {
    this.#timers.clearTimeout(this.#timer);
    this.#input.signal.removeEventListener('abort', this.#onAbort);
    // A stream read to its end has nothing left to give up, and aborting it would only cost.
    if (this.#ended) return;
    this.#failure ??= { error: undefined };
    this.#abort.abort();
    // A broken stream may never finish closing: nobody waits for it.
    this.#stream?.close().catch(() => undefined);
  }

  readonly #onAbort = (): void => this.#fail(this.#input.signal.reason);

  #opened(): StepStream {
    if (this.#stream === undefined) throw new TypeError('the attempt is not open');
    return this.#stream;
  }

  #check(text: string): void {
    this.#text += text;
    const { length } = this.#text;
    if (length > this.#limits.maxCharacters) throw new ModelFailure('too_long');
    if (length - this.#checkedAt < CHECK_EVERY_CHARACTERS) return;
    this.#checkedAt = length;
    if (endsInRepetition(this.#text)) throw new ModelFailure('nonsense');
  }

  /** Waits for the model, but no longer than the watch allows: a model need not heed its signal. */
  #guard<Value>(work: Promise<Value>): Promise<Value> {
    this.#waitingSince = this.#now();
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        work.catch(() => undefined);
        reject(this.#failure.error);
        return;
      }
      this.#reject = reject;
      work.then(
        (value) => {
          this.#reject = undefined;
          resolve(value);
        },
        (error: unknown) => {
          this.#reject = undefined;
          reject(error);
        },
      );
    });
  }

  #fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = { error };
    this.#reject?.(error);
    this.#abort.abort();
  }

  /** One timer for the whole call, set anew only when it fires: a timer for each piece would cost more than the piece. */
  #watch(milliseconds: number): void {
    this.#timer = this.#timers.setTimeout(() => {
      const now = this.#now();
      const total = this.#limits.totalMs - (now - this.#startedAt);
      const waiting = this.#reject !== undefined;
      const since = this.#started ? this.#waitingSince : this.#startedAt;
      const idle =
        (this.#started ? this.#limits.idleMs : this.#limits.firstByteMs) -
        (waiting ? now - since : 0);
      if (total <= 0) this.#fail(new ModelFailure('too_slow'));
      else if (idle <= 0)
        this.#fail(new ModelFailure(this.#started ? 'stalled' : 'first_byte_timeout'));
      else this.#watch(Math.min(total, idle));
    }, milliseconds);
  }
}
