import { type BaseMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import type { Conversation } from '../conversations/conversation.ts';
import { nameOfError } from '../lib/errors.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import { createGate } from './gate/gate.ts';
import { keptTokens, missingTokens } from './kept-tokens.ts';
import type { ModelChain } from './models/model-chain.ts';
import { type PreparedTurn, prepareTurn } from './prepare-turn.ts';
import type { TurnDependencies } from './turn-dependencies.ts';

const EVENTS_READ = 600;
const MOST_WORDS = 90;
/** A model that strays gets a second chance, then the desk does without. */
const ATTEMPTS = 2;
const LONGEST_MS = 20_000;

export type Worked<Value> =
  | ({ ok: true } & Value)
  | { ok: false; reason: 'model_failed' | 'not_grounded' };

/**
 * What a language model does for people at the desk: draft, summarise, translate. Drafts and summaries pass the same
 * gate as replies; nothing is ever sent by itself. Without a configured model there is no instance of this.
 */
export class DeskModel {
  readonly #models: ModelChain;
  readonly #dependencies: TurnDependencies;

  constructor(models: ModelChain, dependencies: TurnDependencies) {
    this.#models = models;
    this.#dependencies = dependencies;
  }

  /** A draft of the agent's next message, in the shopper's language. */
  async suggest(
    conversation: Conversation,
  ): Promise<
    Worked<{ text: string; locale: string; sources: { tool: string; sequence: number }[] }>
  > {
    const { turn, sources } = await this.#prepare(conversation);
    const text = await this.#grounded(turn, this.#prompts.deskPrompts.suggest, turn.locale);
    return text.ok ? { ...text, locale: turn.locale, sources } : text;
  }

  /** The conversation in at most ninety words of the agent's language. */
  async summarize(conversation: Conversation, locale: string): Promise<Worked<{ text: string }>> {
    const { turn } = await this.#prepare(conversation);
    const told = await this.#grounded(turn, this.#prompts.deskPrompts.summarize, locale);
    return told.ok ? { ok: true, text: firstWords(told.text, MOST_WORDS) } : told;
  }

  /** Codes, prices, addresses and links must come through unchanged; else there is no translation. */
  async translate(text: string, to: string): Promise<Worked<{ text: string; kept: string[] }>> {
    const kept = keptTokens(text);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const translated = await this.#say(
        [
          new SystemMessage(
            `${this.#prompts.deskPrompts.translate}\n\nTranslate into ${languageName(to)} (${to}).`,
          ),
          new HumanMessage(text),
        ],
        to,
        'UTC',
      );
      if (translated === null) return { ok: false, reason: 'model_failed' };
      if (missingTokens(translated, kept).length === 0) return { ok: true, text: translated, kept };
    }
    return { ok: false, reason: 'not_grounded' };
  }

  get #prompts(): PromptSet {
    return this.#dependencies.prompts();
  }

  async #prepare(
    conversation: Conversation,
  ): Promise<{ turn: PreparedTurn; sources: { tool: string; sequence: number }[] }> {
    const events = await this.#dependencies.log.readLast(conversation.id, EVENTS_READ);
    const answered = events.findLastIndex(
      ({ event }) =>
        event.type === 'message-end' && event.author !== 'customer' && event.text !== '',
    );
    const waiting = events
      .slice(answered + 1)
      .flatMap(({ event }) =>
        event.type === 'message-end' && event.author === 'customer' && event.text !== ''
          ? [{ messageId: event.messageId, text: event.text }]
          : [],
      );
    const turn = await prepareTurn(this.#dependencies, {
      turnId: this.#dependencies.makeId('trn'),
      conversation,
      waiting,
    });
    const sources = events.flatMap(({ sequence, event }) =>
      event.type === 'tool-result' ? [{ tool: event.tool, sequence }] : [],
    );
    return { turn, sources: sources.slice(-5) };
  }

  async #grounded(
    turn: PreparedTurn,
    instruction: string,
    locale: string,
  ): Promise<Worked<{ text: string }>> {
    const messages = [
      ...turn.messages,
      new SystemMessage(`${instruction}\n\nWrite in ${languageName(locale)} (${locale}).`),
    ];
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const text = await this.#say(messages, locale, turn.timeZone);
      if (text === null) return { ok: false, reason: 'model_failed' };
      const gate = createGate({ ...turn.gate, facts: turn.facts });
      const checked = [...gate.write(text), ...gate.end()];
      if (checked.every(({ type }) => type !== 'violation')) return { ok: true, text };
    }
    return { ok: false, reason: 'not_grounded' };
  }

  /** Null when no model answers in time, or with nothing. */
  async #say(messages: BaseMessage[], locale: string, timeZone: string): Promise<string | null> {
    const controller = new AbortController();
    const { timers, logger } = this.#dependencies;
    const limit = timers.setTimeout(() => controller.abort('desk_time'), LONGEST_MS);
    let text = '';
    try {
      for await (const part of this.#models.stream({
        messages,
        tools: [],
        signal: controller.signal,
        locale,
        timeZone,
      })) {
        if (part.type === 'text') text += part.text;
        else if (part.type === 'retract') text = '';
      }
    } catch (error) {
      logger.warn('the desk does without the model', {
        error: nameOfError(error),
      });
      return null;
    } finally {
      timers.clearTimeout(limit);
    }
    return text.trim() === '' ? null : text.trim();
  }
}

function languageName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale;
}

function firstWords(text: string, most: number): string {
  const words = text.split(/\s+/);
  return words.length <= most ? text : `${words.slice(0, most).join(' ')} …`;
}
