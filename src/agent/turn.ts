import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { endsWithQuestion } from '../language/ends-with-question.ts';
import { nameOfError } from '../lib/errors.ts';
import type { LogEventInput } from '../protocol/stream-event.ts';
import { type Decision, decideOutcome } from './confidence/decide-outcome.ts';
import { topicReader } from './confidence/topics.ts';
import { worthOf } from './confidence/worth.ts';
import { answerWithoutModel } from './fast-paths.ts';
import { type Fact, factsOf } from './gate/facts.ts';
import { createGate } from './gate/gate.ts';
import type { ModelChain } from './models/model-chain.ts';
import { languageName } from './models/situation.ts';
import type { PreparedTurn } from './prepare-turn.ts';
import { strayLanguage } from './reply-language.ts';
import type { ReplyWriter } from './reply-writer.ts';
import type { TurnDependencies } from './turn-dependencies.ts';
import type { TurnFigures } from './turn-figures.ts';

/** What a turn came to: appended to the log with the end of its message. */
export interface TurnResult {
  outcome: 'answer' | 'clarify' | 'handoff' | 'stopped' | 'failed';
  confidence: number;
  reasons: string[];
  handoff: { reason: string; summary: string } | null;
}

/**
 * One turn: the shopper's waiting words in, a checked reply out. Our own loop on LangChain's contracts; why it stands
 * beside `createAgent` is told in docs/decisions. Never throws for a provider's fault: each turn ends in an answer or a handoff.
 */
export async function runTurn(
  dependencies: TurnDependencies,
  turn: PreparedTurn,
  signal: AbortSignal,
): Promise<TurnResult> {
  const quick = await answerWithoutModel(dependencies, turn);
  if (quick !== null) {
    await turn.writer.write(quick.text);
    if (quick.next === 'end')
      return {
        outcome: quick.handoff === null ? 'answer' : 'handoff',
        confidence: quick.handoff === null ? 1 : 0,
        reasons: quick.reasons,
        handoff: quick.handoff,
      };
  }
  return new TurnLoop(dependencies, turn, signal).run();
}

type StepEnd =
  | { kind: 'said' }
  | { kind: 'tools'; calls: ToolCall[]; message: AIMessage }
  | { kind: 'violation'; reason: ViolationReason; correction: string }
  | { kind: 'gave-up'; reason: string }
  | { kind: 'stopped' };
type ViolationReason = 'reply_not_grounded' | 'reply_language';
type StepsEnd = { kind: 'result'; result: TurnResult } | { kind: 'gave-up'; reason: string };
interface ToolCall {
  id: string;
  name: string;
  args: unknown;
  error?: string;
}

class TurnLoop {
  readonly #dependencies: TurnDependencies;
  readonly #turn: PreparedTurn;
  readonly #signal: AbortSignal;
  readonly #writer: ReplyWriter;
  readonly #messages: BaseMessage[];
  readonly #facts: Fact[];
  readonly #figures: TurnFigures;
  /** calls and results of this turn, for the model that does it over */
  readonly #toolMessages: BaseMessage[] = [];
  readonly #seenCalls = new Map<string, number>();
  #handoff: { reason: string; summary: string } | null = null;

  constructor(dependencies: TurnDependencies, turn: PreparedTurn, signal: AbortSignal) {
    this.#dependencies = dependencies;
    this.#turn = turn;
    this.#signal = signal;
    this.#writer = turn.writer;
    this.#messages = [...turn.messages];
    this.#facts = [...turn.facts];
    this.#figures = turn.figures;
  }

  async run(): Promise<TurnResult> {
    const { limits, models, fallback } = this.#dependencies;
    const first = await this.#steps(this.#turn.canBeChecked ? models : fallback, limits.steps);
    if (first.kind === 'result') return first.result;
    // The deterministic model does the turn over: it says what the records say, or asks, or calls a person.
    await this.#writer.retract(0, 'check_failed');
    this.#figures.startFallback(first.reason);
    this.#messages.splice(0, this.#messages.length, ...this.#turn.messages, ...this.#toolMessages);
    this.#seenCalls.clear();
    const second = await this.#steps(fallback, FALLBACK_STEPS);
    if (second.kind === 'result')
      return { ...second.result, reasons: [...new Set([...second.result.reasons, first.reason])] };
    await this.#writer.retract(0, 'check_failed');
    await this.#writer.write(this.#turn.sayHandoff('handoff.failed'));
    const handoff = this.#handoff ?? { reason: first.reason, summary: this.#turn.text };
    return { outcome: 'handoff', confidence: 0, reasons: [first.reason, second.reason], handoff };
  }

  async #steps(models: ModelChain, most: number): Promise<StepsEnd> {
    let violations = 0;
    for (let step = 1; step <= most; step += 1) {
      const textBefore = this.#writer.text.length;
      const end = await this.#step(models, textBefore);
      if (end.kind === 'stopped') return result(STOPPED);
      if (end.kind === 'gave-up') return end;
      if (end.kind === 'said') return result(await this.#finish());
      if (end.kind === 'violation') {
        violations += 1;
        this.#figures.violations += 1;
        await this.#writer.retract(textBefore, 'check_failed');
        if (violations > 1) return { kind: 'gave-up', reason: end.reason };
        this.#messages.push(new HumanMessage(end.correction));
      } else {
        this.#messages.push(end.message);
        this.#toolMessages.push(end.message);
        const ended = await this.#runTools(end.calls);
        if (ended !== null) return ended;
      }
    }
    return { kind: 'gave-up', reason: 'too_many_steps' };
  }

  /** One model call. Words go to the shopper as the gate releases them. */
  async #step(models: ModelChain, textBefore: number): Promise<StepEnd> {
    const { dependencies, turn } = { dependencies: this.#dependencies, turn: this.#turn };
    const gate = createGate({ ...turn.gate, facts: this.#facts });
    // Leaving the loop early ends the provider's stream: the chain closes what it opened.
    const parts = models.stream({
      messages: this.#messages,
      tools: turn.tools,
      signal: this.#signal,
      locale: turn.locale,
      timeZone: turn.timeZone,
      ...(dependencies.callbacks === undefined ? {} : { callbacks: dependencies.callbacks }),
    });
    let calls: ToolCall[] = [];
    let message: AIMessage | null = null;
    let languageRead = false;
    try {
      for await (const part of parts) {
        if (this.#signal.aborted) return { kind: 'stopped' };
        if (part.type === 'text') {
          for (const output of gate.write(part.text)) {
            if (output.type === 'violation') return violationEnd(output);
            await this.#writer.write(output.text);
          }
          // A reply in the wrong language is told by its first words: the shopper need not read the rest.
          if (!languageRead && this.#writer.text.length - textBefore > LANGUAGE_SHOWS) {
            languageRead = true;
            const stray = await this.#strayEnd(models, textBefore);
            if (stray !== null) return stray;
          }
        } else if (part.type === 'tool-calls') {
          calls = part.calls;
        } else if (part.type === 'retract') {
          this.#figures.providerFailures += 1;
          await this.#writer.retract(textBefore, 'provider_failed');
          gate.reset();
          calls = [];
        } else {
          this.#figures.add(part);
          message = part.message;
        }
      }
    } catch (error) {
      if (this.#signal.aborted) return { kind: 'stopped' };
      dependencies.logger.error('no model could answer', {
        turnId: turn.turnId,
        error: nameOfError(error),
      });
      return { kind: 'gave-up', reason: 'models_failed' };
    }
    for (const output of gate.end()) {
      if (output.type === 'violation') return violationEnd(output);
      await this.#writer.write(output.text);
    }
    if (calls.length > 0)
      return {
        kind: 'tools',
        calls,
        message: message ?? new AIMessage({ content: '', tool_calls: [] }),
      };
    const stray = await this.#strayEnd(models, textBefore);
    if (stray !== null) return stray;
    const over = this.#figures.overLimit(dependencies.limits);
    if (over !== null && this.#writer.text.length === textBefore)
      return { kind: 'gave-up', reason: over };
    return this.#writer.text.length > 0
      ? { kind: 'said' }
      : { kind: 'gave-up', reason: 'empty_answer' };
  }

  /** A violation when the words of this step are in another language than the reply must be; the fallback's never are. */
  async #strayEnd(models: ModelChain, textBefore: number): Promise<StepEnd | null> {
    const { fallback, enabledLocales } = this.#dependencies;
    if (models === fallback) return null;
    const { locale } = this.#turn;
    const stray = await strayLanguage(this.#writer.text.slice(textBefore), locale, enabledLocales);
    return stray === null
      ? null
      : { kind: 'violation', reason: 'reply_language', correction: wrongLanguage(stray, locale) };
  }

  /** Runs the calls one after another: an order claimed by the first is open for the second. */
  async #runTools(calls: readonly ToolCall[]): Promise<StepsEnd | null> {
    const { log, toolbox, now, limits } = this.#dependencies;
    const { conversationId, turnId, scope } = this.#turn;
    for (const call of calls) {
      const key = `${call.name} ${JSON.stringify(call.args)}`;
      const repeats = (this.#seenCalls.get(key) ?? 0) + 1;
      this.#seenCalls.set(key, repeats);
      if (repeats > MAX_SAME_CALLS) return { kind: 'gave-up', reason: 'tool_loop' };
      const startedAt = now();
      await log.append(conversationId, [{ type: 'tool-start', callId: call.id, tool: call.name }]);
      const outcome = await toolbox.run(
        call.name,
        call.error === undefined ? call.args : undefined,
        scope,
      );
      if (this.#signal.aborted) return result(STOPPED);
      this.#figures.addToolCall(
        outcome.result,
        now() - startedAt,
        worthOf(outcome.result, this.#dependencies.prompts().policy),
      );
      this.#turn.lookedUp.push({
        tool: call.name,
        arguments: call.args ?? null,
        result: outcome.result.ok ? 'ok' : outcome.result.reason,
      });
      await log.append(conversationId, [
        {
          type: 'tool-result',
          turnId,
          callId: call.id,
          tool: call.name,
          arguments: call.args ?? null,
          result: outcome.result,
        },
        {
          type: 'tool-end',
          callId: call.id,
          tool: call.name,
          ok: outcome.result.ok,
          milliseconds: now() - startedAt,
        },
        ...(outcome.cards ?? []).map((card): LogEventInput => ({ type: 'card', card })),
        ...(call.name === 'start_verification' && outcome.result.ok
          ? [{ type: 'status', status: 'code_sent', turnId } as const]
          : []),
        ...(!outcome.result.ok && outcome.result.reason === 'identity_needed'
          ? [{ type: 'status', status: 'needs_identity', turnId } as const]
          : []),
      ]);
      this.#facts.push(...factsOf(call.name, outcome.result));
      if (outcome.result.ok && 'articles' in outcome.result)
        this.#writer.articles.push(...outcome.result.articles);
      const answer = new ToolMessage({
        tool_call_id: call.id,
        name: call.name,
        content: JSON.stringify(outcome.result),
      });
      this.#messages.push(answer);
      // A call that made no sense says nothing to the model that does the turn over.
      if (outcome.result.ok || outcome.result.reason !== 'invalid_arguments')
        this.#toolMessages.push(answer);
      if (outcome.handoff !== undefined) this.#handoff = outcome.handoff;
      if (outcome.proposalText !== undefined)
        return result(await this.#propose(outcome.proposalText));
    }
    const over = this.#figures.overLimit(limits);
    return over === null ? null : { kind: 'gave-up', reason: over };
  }

  /**
   * A proposal is worded by code and is the last thing the turn says: no model speaks between it and the shopper's yes,
   * so no yes can be fished for something else.
   */
  async #propose(text: string): Promise<TurnResult> {
    const decided = await this.#decide();
    const handoff = await this.#callPerson(decided);
    await this.#say(text);
    return { ...decided, outcome: handoff === null ? 'answer' : 'handoff', handoff };
  }

  async #finish(): Promise<TurnResult> {
    const decided = await this.#decide();
    const handoff = await this.#callPerson(decided);
    if (handoff !== null) return { ...decided, outcome: 'handoff', handoff };
    const asks = this.#figures.ownOutcome === 'clarify';
    if (decided.outcome === 'clarify' && !asks && !endsWithQuestion(this.#writer.text))
      await this.#askOneMore(decided.topReason);
    return { ...decided, outcome: asks ? 'clarify' : decided.outcome, handoff: null };
  }

  /** Going in circles, no question about the subject helps: a person may, unless one is on the way. */
  async #askOneMore(reason: string): Promise<void> {
    if (!CIRCLES.has(reason)) await this.#say(this.#turn.say('clarify'));
    else if (this.#turn.conversation.owner !== 'queued')
      await this.#say(this.#turn.say('offer.person'));
  }

  async #decide(): Promise<Decision> {
    const topicsOf = await topicReader();
    const observed = this.#figures.observe(this.#turn, this.#writer.text, topicsOf);
    return decideOutcome(
      observed,
      this.#dependencies.prompts().handoff,
      this.#turn.memory.settledCauses,
    );
  }

  /** The handoff this turn ends in, by the model's wish or by low confidence; the shopper is told who answers next. */
  async #callPerson(decided: Decision): Promise<TurnResult['handoff']> {
    if (this.#handoff !== null) return this.#handoff;
    if (decided.outcome !== 'handoff') return null;
    // Already in the queue: the person will read this too, and saying it again would only annoy.
    if (this.#turn.conversation.owner !== 'queued')
      await this.#say(this.#turn.sayHandoff('handoff.opened'));
    return { reason: decided.topReason, summary: this.#turn.text };
  }

  /** Words by code, as a paragraph of their own. */
  async #say(text: string): Promise<void> {
    const before = this.#writer.text;
    await this.#writer.write(before === '' ? text : `\n\n${text}`);
  }
}

const STOPPED: TurnResult = { outcome: 'stopped', confidence: 1, reasons: [], handoff: null };

/** Of the signal for repetition. */
const CIRCLES: ReadonlySet<string> = new Set(['assistant_repeats', 'shopper_repeats']);

/** Characters after which a reply tells its language. */
const LANGUAGE_SHOWS = 80;

/** Model calls left to the deterministic model when it does a turn over. */
const FALLBACK_STEPS = 4;

/** The same call with the same arguments more often than this is a loop. */
const MAX_SAME_CALLS = 2;

function result(value: TurnResult): StepsEnd {
  return { kind: 'result', result: value };
}

function ungrounded(sentence: string, found: string): string {
  return `[Automatic check, not from the shopper] Your reply was not shown: "${sentence.slice(0, 300)}" states ${found}, which no tool result of this conversation carries for that record. Write the reply again with facts from tool results only, or call a tool, or say that you cannot tell.`;
}

function wrongLanguage(found: string, locale: string): string {
  return `[Automatic check, not from the shopper] Your reply was not shown: it is written in ${languageName(found)}. Write the same reply again in ${languageName(locale)} (${locale}).`;
}

function violationEnd(output: {
  sentence: string;
  found: { kind: string; text: string }[];
}): StepEnd {
  return {
    kind: 'violation',
    reason: 'reply_not_grounded',
    correction: ungrounded(
      output.sentence,
      output.found.map(({ kind, text }) => `the ${kind} "${text}"`).join(', '),
    ),
  };
}
