import type { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { Verifications } from '../conversations/verification.ts';
import type { EventLog } from '../events/event-log.ts';
import type { HandoffStore } from '../handoffs/handoff-store.ts';
import type { MakeId } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import type { Timers } from '../lib/timers.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import type { ModelChain } from './models/model-chain.ts';
import type { Toolbox } from './tools/toolbox.ts';

export interface TurnLimits {
  /** model calls in one turn, corrections included */
  steps: number;
  /** wall time of the whole turn in milliseconds */
  turnMs: number;
  /** input + output tokens of one turn */
  tokens: number;
  /** millionths of a US dollar a turn */
  costMicroUsd: number;
  /** tokens of the conversation kept in the model's view */
  historyTokens: number;
}

export interface TurnDependencies {
  log: EventLog;
  conversations: ConversationStore;
  verifications: Verifications;
  handoffs: HandoffStore;
  proposals: Proposals;
  shop: ShopStore;
  toolbox: Toolbox;
  models: ModelChain;
  /** the deterministic model alone: the truthful fallback when a model's reply fails its check twice */
  fallback: ModelChain;
  prompts: () => PromptSet;
  enabledLocales: readonly string[];
  defaultLocale: string;
  limits: TurnLimits;
  now: () => number;
  timers: Timers;
  makeId: MakeId;
  logger: Logger;
  /** LangChain callback handlers (LangSmith, Langfuse, OpenTelemetry) */
  callbacks?: BaseCallbackHandler[];
}
