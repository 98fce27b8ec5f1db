import type { PreparedTurn } from './prepare-turn.ts';
import type { TurnResult } from './turn.ts';

/** What a person sees at claim, so that the shopper need not tell it again. Made by code from the log of the conversation. */
export interface HandoffPacket {
  /** the shopper's last words before the handoff */
  wish: string;
  /** BCP 47 locale the shopper writes in */
  locale: string;
  identity: 'anonymous' | 'claimed' | 'verified';
  /** confidence of the assistant, 0 to 1, and what spoke against it */
  confidence: number;
  reasons: string[];
  /** what was looked up, newest last: the tool, its arguments and whether it succeeded or why not */
  lookedUp: { tool: string; arguments: unknown; result: 'ok' | string }[];
  orderNumbers: string[];
}

export function handoffPacket(turn: PreparedTurn, result: TurnResult): HandoffPacket {
  return {
    wish: turn.text,
    locale: turn.locale,
    identity: turn.scope.identity.tier,
    confidence: result.confidence,
    reasons: result.reasons,
    lookedUp: turn.lookedUp.slice(-10),
    orderNumbers: turn.orderNumbers,
  };
}
