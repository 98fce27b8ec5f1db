import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { estimateTokenCount } from 'tokenx';
import type { Memory, MemoryEntry } from '../memory.ts';
import { describeSituation, type Situation } from './situation.ts';

export type { Situation } from './situation.ts';

/**
 * What a model sees of a conversation, in the order that suits prompt caches: the system prompt, which never changes
 * within a prompt version, the conversation so far, which only grows, then the situation, which changes with every
 * turn, and the shopper's waiting words. Old turns are left out beyond `budgetTokens`.
 */
export function buildMessages(input: {
  system: string;
  memory: Pick<Memory, 'entries'>;
  /** never left out, whatever their length */
  waiting: readonly string[];
  situation: Situation;
  /** of the conversation before the waiting words */
  budgetTokens: number;
}): BaseMessage[] {
  const { system, memory, waiting, situation, budgetTokens } = input;
  return [
    new SystemMessage(system),
    ...withinBudget(memory.entries, budgetTokens).flatMap(toMessages),
    new SystemMessage({ content: describeSituation(situation), additional_kwargs: { situation } }),
    ...waiting.map((text) => new HumanMessage(text)),
  ];
}

/** The same messages with all system messages joined at the beginning, for providers that take them nowhere else. */
export function systemFirst(messages: readonly BaseMessage[]): BaseMessage[] {
  const [first, ...later] = messages.filter((message) => message.type === 'system');
  if (first === undefined || later.length === 0) return [...messages];
  const joined = new SystemMessage([first, ...later].map((message) => message.text).join('\n\n'));
  return [joined, ...messages.filter((message) => message.type !== 'system')];
}

/**
 * The latest entries that fit. The beginning moves in steps of a quarter of the budget, so that the provider's cache
 * of the conversation holds for several turns instead of breaking with each.
 */
function withinBudget(
  entries: readonly MemoryEntry[],
  budgetTokens: number,
): readonly MemoryEntry[] {
  const characters = entries.reduce((sum, entry) => sum + contentOf(entry).length, 0);
  // The estimate never exceeds the characters, and making it costs more than building the messages.
  if (characters <= budgetTokens) return entries;
  const sizes = entries.map(
    (entry) => TOKENS_AROUND_MESSAGE + estimateTokenCount(contentOf(entry)),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= budgetTokens) return entries;
  const step = Math.max(1, Math.floor(budgetTokens / 4));
  const toDrop = Math.ceil((total - budgetTokens) / step) * step;
  let dropped = 0;
  let start = 0;
  while (start < entries.length && dropped < toDrop) {
    dropped += sizes[start] ?? 0;
    start += 1;
  }
  // Begin where the shopper speaks, so that no answer stands without its question.
  const question = entries.findIndex((entry, index) => index >= start && entry.kind === 'customer');
  return entries.slice(question === -1 ? start : question);
}

/** Role marks and separators of a message, roughly. */
const TOKENS_AROUND_MESSAGE = 4;

/** A tool call and its result are one entry, so that trimming never parts them. */
function toMessages(entry: MemoryEntry): BaseMessage[] {
  switch (entry.kind) {
    case 'customer':
      return [new HumanMessage(entry.text)];
    case 'assistant':
      return [new AIMessage(entry.text)];
    case 'human_agent':
      return [new AIMessage(contentOf(entry))];
    case 'tool':
      return [
        new AIMessage({
          content: '',
          tool_calls: [
            {
              type: 'tool_call',
              id: entry.callId,
              name: entry.tool,
              args: { ...Object(entry.arguments) },
            },
          ],
        }),
        new ToolMessage({
          tool_call_id: entry.callId,
          name: entry.tool,
          content: JSON.stringify(entry.result),
        }),
      ];
  }
}

function contentOf(entry: MemoryEntry): string {
  if (entry.kind === 'tool') return JSON.stringify([entry.arguments, entry.result]);
  if (entry.kind === 'human_agent')
    return `[${entry.name ?? 'A colleague'}, a human agent, wrote this:] ${entry.text}`;
  return entry.text;
}
