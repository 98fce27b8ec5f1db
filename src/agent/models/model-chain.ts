import type { Callbacks } from '@langchain/core/callbacks/manager';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import type { Clock } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Timers } from '../../lib/timers.ts';
import { Attempt, type AttemptLimits } from './attempt.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { type FailureCause, isTransient, type ModelFailure, toModelFailure } from './failure.ts';
import { systemFirst } from './history.ts';
import { type ModelToolCall, parseToolCall, toAIMessage } from './step-outcome.ts';
import type { ToolDefinition } from './tool-definition.ts';
import type { Usage } from './usage.ts';

/** What one step of the turn receives, in this order: text, tool calls if any, end. A retract voids the text so far. */
export type ModelPart =
  | { type: 'text'; text: string }
  | { type: 'tool-calls'; calls: ModelToolCall[] }
  | { type: 'retract'; failed: string; cause: FailureCause }
  | {
      type: 'end';
      model: string;
      finishReason: string;
      usage: Usage | null;
      meanLogProbability: number | null;
      message: AIMessage;
    };

export interface ModelStepInput {
  messages: BaseMessage[];
  tools: readonly ToolDefinition[];
  signal: AbortSignal;
  locale: string;
  timeZone: string;
  temperature?: number;
  maxOutputTokens?: number;
  /** LangChain callbacks (LangSmith, Langfuse, OpenTelemetry); with any, the model runs as a LangChain runnable */
  callbacks?: Callbacks;
}

export interface ModelChain {
  /** One model call, by the first model that answers. Throws the signal's reason when aborted, `ModelsFailedError` when all fail. */
  stream(input: ModelStepInput): AsyncIterable<ModelPart>;
  /** Names of the models that the breaker keeps out at the moment. */
  unavailable(): string[];
}

export interface NamedModel {
  name: string;
  model: BaseChatModel;
}

export interface ChainLimits extends AttemptLimits {
  /** how often one model is tried again after a transient failure before anything was shown */
  retries: number;
  /** before a retry, unless the provider asks for another wait */
  retryWaitMs: number;
  /** the longest wait a provider may ask for; beyond it the next model answers */
  longestRetryWaitMs: number;
}

export const DEFAULT_CHAIN_LIMITS: ChainLimits = {
  firstByteMs: 10_000,
  idleMs: 10_000,
  totalMs: 60_000,
  maxCharacters: 16_000,
  maxToolCalls: 16,
  retries: 1,
  retryWaitMs: 250,
  longestRetryWaitMs: 1_500,
};

/** Every model failed in one step, the last resort included. */
export class ModelsFailedError extends AppError {
  override readonly name = 'ModelsFailedError';
  constructor(cause: unknown) {
    super('models_failed', 'no model could answer', { status: 503, cause });
  }
}

/** Tries the models in order within one step. The last of them, the built-in one, is tried whatever its breaker says. */
export function createModelChain(options: {
  models: readonly NamedModel[];
  now: Clock;
  timers: Timers;
  logger: Logger;
  limits?: Partial<ChainLimits>;
}): ModelChain {
  const { now, timers, logger } = options;
  const limits = { ...DEFAULT_CHAIN_LIMITS, ...options.limits };
  const links = options.models.map((named) => ({ ...named, breaker: new CircuitBreaker(now) }));

  return {
    unavailable: () => links.filter((link) => link.breaker.isOpen()).map((link) => link.name),
    async *stream(input) {
      let lastFailure: ModelFailure | undefined;
      for (const [position, link] of links.entries()) {
        const isLast = position === links.length - 1;
        if (!link.breaker.admit() && !isLast) continue;
        for (let trial = 0; ; trial += 1) {
          const attempt = new Attempt(
            { ...input, messages: messagesFor(link.name, input.messages) },
            limits,
            now,
            timers,
          );
          let shown = false;
          let failure: ModelFailure | undefined;
          let answered = false;
          try {
            await attempt.open(link.model);
            let held = '';
            for (let text = await attempt.read(); text !== null; text = await attempt.read()) {
              // Leading white space waits for a word, so that an empty answer shows nothing.
              held += text;
              if (held === '' || (!shown && held.trim() === '')) continue;
              yield { type: 'text', text: shown ? held : held.trimStart() };
              shown = true;
              held = '';
            }
            const outcome = attempt.outcome();
            answered = true;
            link.breaker.succeed();
            const calls = outcome.calls.map(parseToolCall);
            if (calls.length > 0) yield { type: 'tool-calls', calls };
            yield {
              type: 'end',
              model: link.name,
              finishReason: outcome.finishReason ?? 'stop',
              usage: outcome.usage,
              meanLogProbability: outcome.meanLogProbability,
              message: toAIMessage(outcome, calls),
            };
            return;
          } catch (error) {
            if (input.signal.aborted) throw input.signal.reason;
            failure = toModelFailure(error, now());
          } finally {
            attempt.close();
            // The turn left or was stopped: that tells nothing about the model.
            if (!answered && failure === undefined) link.breaker.release();
          }
          lastFailure = failure;
          const wait = trial < limits.retries && !shown ? retryWait(failure, limits) : null;
          report(logger, link.name, failure, wait !== null);
          if (wait === null) {
            link.breaker.fail(failure);
            if (shown) yield { type: 'retract', failed: link.name, cause: failure.reason };
            break;
          }
          await pause(wait, timers, input.signal);
        }
      }
      throw new ModelsFailedError(lastFailure);
    },
  };
}

/** Most providers behind LangChain take system messages at the beginning only. */
function messagesFor(model: string, messages: BaseMessage[]): BaseMessage[] {
  return model.startsWith('langchain:') && !model.startsWith('langchain:openai:')
    ? systemFirst(messages)
    : messages;
}

/** Milliseconds to wait before the same model is tried again, or null when the next one should answer. */
function retryWait(failure: ModelFailure, limits: ChainLimits): number | null {
  if (!isTransient(failure)) return null;
  const wait = failure.retryAfterMs ?? limits.retryWaitMs;
  return wait <= limits.longestRetryWaitMs ? wait : null;
}

function report(logger: Logger, model: string, failure: ModelFailure, retrying: boolean): void {
  const fields = { model, reason: failure.reason, status: failure.status, retrying };
  if (failure.reason === 'configuration')
    logger.error(
      'the provider refuses our key, account or model name: check the configuration',
      fields,
    );
  else if (failure.reason === 'bad_request')
    logger.error('the provider refuses our request', fields);
  else logger.warn('a model failed', fields);
}

function pause(milliseconds: number, timers: Timers, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      timers.clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = timers.setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
