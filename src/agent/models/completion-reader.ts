import { createParser, type EventSourceParser } from 'eventsource-parser';
import type { RawToolCall, StepOutcome } from './step-outcome.ts';
import type { Usage } from './usage.ts';

/** An addition to a tool call, in the form of LangChain's `tool_call_chunks`. */
export interface ToolCallDelta {
  index: number;
  id?: string;
  name?: string;
  args: string;
}

// A single event above this is an attack or a broken server; the longest honest one carries one tool call.
const MAX_EVENT_CHARACTERS = 1_000_000;

/**
 * Reads the event stream of a chat completion. Checks by hand what it takes from each event: this runs once a token,
 * and a schema would cost more than the rest of the turn. Tolerates what compatible servers are known to do:
 * no usage, no ids, null content, tool calls without an index or all with index 0, arguments as objects, no `[DONE]`.
 */
export class CompletionReader {
  /** the whole text so far */
  text = '';
  finishReason: string | null = null;
  usage: Usage | null = null;
  responseId: string | null = null;
  modelName: string | null = null;
  /** message of an error event in mid-stream */
  error: string | null = null;
  readonly #parser: EventSourceParser;
  readonly #calls: RawToolCall[] = [];
  /** of each call: the provider's index, and whether we made its id */
  readonly #origins: { index: number; ownId: boolean }[] = [];
  #newText = '';
  #callDeltas: ToolCallDelta[] = [];
  #logProbabilitySum = 0;
  #logProbabilityCount = 0;

  constructor() {
    this.#parser = createParser({
      maxBufferSize: MAX_EVENT_CHARACTERS,
      onEvent: (event) => this.#onData(event.data),
      onError: (error) => {
        if (error.type === 'max-buffer-size-exceeded') this.error = 'an event above the size limit';
      },
    });
  }

  /** Takes the next piece of the stream, cut anywhere. */
  feed(piece: string): void {
    if (this.error === null) this.#parser.feed(piece);
  }

  /** At the end of the stream: an event that lacks its closing blank line still counts. */
  end(): void {
    if (this.error === null) this.#parser.reset({ consume: true });
  }

  /** A whole completion as JSON, from a server that does not stream. */
  feedWhole(json: string): void {
    this.#onData(json);
  }

  /** The text that arrived since the last call. */
  takeText(): string {
    const text = this.#newText;
    this.#newText = '';
    return text;
  }

  /** The additions to tool calls since the last call. */
  takeCallDeltas(): ToolCallDelta[] {
    const deltas = this.#callDeltas;
    if (deltas.length > 0) this.#callDeltas = [];
    return deltas;
  }

  outcome(): StepOutcome {
    const meanLogProbability =
      this.#logProbabilityCount === 0 ? null : this.#logProbabilitySum / this.#logProbabilityCount;
    return {
      text: this.text,
      calls: this.#calls,
      finishReason: this.finishReason,
      usage: this.usage,
      meanLogProbability,
      metadata: this.modelName === null ? {} : { model_name: this.modelName },
    };
  }

  #onData(data: string): void {
    if (data === '[DONE]') {
      // Some servers name no reason but do say that they are done.
      this.finishReason ??= this.#calls.length > 0 ? 'tool_calls' : 'stop';
      return;
    }
    const event = parseRecord(data);
    if (event === null) {
      this.error = 'an event that is not JSON';
      return;
    }
    if (event.error !== undefined && event.error !== null) this.error = errorText(event.error);
    if (this.responseId === null && typeof event.id === 'string' && event.id !== '')
      this.responseId = event.id;
    if (this.modelName === null && typeof event.model === 'string') this.modelName = event.model;
    if (isRecord(event.usage)) this.usage = readUsage(event.usage) ?? this.usage;
    const choice: unknown = Array.isArray(event.choices) ? event.choices[0] : undefined;
    if (isRecord(choice)) this.#onChoice(choice);
  }

  #onChoice(choice: Record<string, unknown>): void {
    const delta = choice.delta ?? choice.message;
    if (isRecord(delta)) {
      const text =
        contentText(delta.content) + (typeof delta.refusal === 'string' ? delta.refusal : '');
      if (text !== '') {
        this.text += text;
        this.#newText += text;
      }
      if (Array.isArray(delta.tool_calls))
        for (const call of delta.tool_calls) if (isRecord(call)) this.#onToolCall(call);
    }
    if (isRecord(choice.logprobs)) this.#onLogProbabilities(choice.logprobs.content);
    if (typeof choice.finish_reason === 'string' && choice.finish_reason !== '')
      this.finishReason = choice.finish_reason;
  }

  #onToolCall(delta: Record<string, unknown>): void {
    const definition = isRecord(delta.function) ? delta.function : {};
    const givenId = typeof delta.id === 'string' ? delta.id : '';
    const name = typeof definition.name === 'string' ? definition.name : '';
    const args =
      typeof definition.arguments === 'string'
        ? definition.arguments
        : isRecord(definition.arguments)
          ? JSON.stringify(definition.arguments)
          : '';
    const position = this.#positionOf(delta.index, givenId, name);
    const call = this.#calls[position];
    if (call === undefined) {
      const id = givenId === '' ? this.#makeCallId(position) : givenId;
      this.#calls.push({ id, name, arguments: args });
      this.#origins.push({
        index: typeof delta.index === 'number' ? delta.index : position,
        ownId: givenId === '',
      });
      this.#callDeltas.push({ index: position, id, name, args });
    } else {
      call.arguments += args;
      if (call.name === '') call.name = name;
      this.#callDeltas.push({ index: position, args });
    }
  }

  /** For a server that names no ids; unique within the conversation as long as its responses are. */
  #makeCallId(position: number): string {
    return `${this.responseId ?? 'call'}_${position}`;
  }

  /** Which call a delta belongs to; one past the last when it begins a new one. */
  #positionOf(index: unknown, id: string, name: string): number {
    const last = this.#calls.length - 1;
    const known =
      typeof index === 'number'
        ? this.#origins.findLastIndex((origin) => origin.index === index)
        : last;
    const call = this.#calls[known];
    if (call === undefined) return this.#calls.length;
    const otherId = id !== '' && id !== call.id && this.#origins[known]?.ownId === false;
    // Without an index, a name begins a call, unless the id says that it is the running one.
    const begins =
      otherId || (typeof index !== 'number' && name !== '' && call.name !== '' && id !== call.id);
    return begins ? this.#calls.length : known;
  }

  #onLogProbabilities(tokens: unknown): void {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (isRecord(token) && typeof token.logprob === 'number' && Number.isFinite(token.logprob)) {
        this.#logProbabilitySum += token.logprob;
        this.#logProbabilityCount += 1;
      }
    }
  }
}

function parseRecord(data: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(data);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function errorText(error: unknown): string {
  const message = isRecord(error) ? error.message : error;
  return typeof message === 'string' ? message : 'an error event';
}

function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) =>
      isRecord(part) && part.type === 'text' && typeof part.text === 'string' ? part.text : '',
    )
    .join('');
}

function readUsage(usage: Record<string, unknown>): Usage | null {
  const {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    prompt_tokens_details: details,
  } = usage;
  if (typeof inputTokens !== 'number' || typeof outputTokens !== 'number') return null;
  const cachedTokens = isRecord(details) ? details.cached_tokens : undefined;
  return typeof cachedTokens === 'number'
    ? { inputTokens, outputTokens, cachedTokens }
    : { inputTokens, outputTokens };
}
