import type { Identity } from '../../conversations/conversation.ts';
import type { Card } from '../../protocol/card.ts';
import type { ToolResult } from './results.ts';
import type { ToolArguments, ToolName } from './tool-arguments.ts';

/**
 * What a tool is bound to on the server for one turn. The model supplies none of it: whose conversation it is,
 * what the shopper has proven and what the shopper really wrote come from the log and the database.
 */
export interface ToolScope {
  readonly conversationId: string;
  /** what the shopper has proven so far; a successful claim replaces it for the rest of the turn */
  identity: Identity;
  /** BCP 47 locale of the reply */
  readonly locale: string;
  /** IANA zone of the shopper, or of the shop when unknown */
  readonly timeZone: string;
  /** everything the shopper wrote in this conversation, oldest first: arguments of weight are traced to it */
  readonly shopperTexts: readonly string[];
  /** why people were called who have dealt with it since */
  readonly settledCauses?: readonly string[];
  /** network address of the shopper, for attempt limits; never stored in clear */
  readonly network: string | undefined;
}

export interface ToolOutcome<Name extends ToolName = ToolName> {
  result: ToolResult<Name>;
  /** made by code from the result, shown beside the reply */
  cards?: Card[];
  /** set by a write tool: the words of the proposal, by code; the turn ends with them */
  proposalText?: string;
  /** set by `hand_off_to_human`: the turn opens the handoff when the reply is complete */
  handoff?: { reason: string; summary: string };
}

export interface Tool<Name extends ToolName = ToolName> {
  name: Name;
  /** `write` tools only ever create a proposal */
  kind: 'read' | 'write';
  run(input: ToolArguments<Name>, scope: ToolScope): Promise<ToolOutcome<Name>>;
}

export function refuse(
  reason:
    | 'identity_needed'
    | 'verification_needed'
    | 'no_match'
    | 'nothing_found'
    | 'not_shipped_yet'
    | 'invalid_arguments'
    | 'too_many_attempts'
    | 'no_codes'
    | 'already_open'
    | 'policy_refused'
    | 'unavailable',
  more: {
    ask?: ('order_number' | 'contact' | 'code' | 'email')[];
    rule?: string;
    detail?: string;
    instead?: string;
  } = {},
): {
  result: {
    ok: false;
    reason: typeof reason;
    ask: ('order_number' | 'contact' | 'code' | 'email')[];
    rule?: string;
    detail?: string;
    instead?: string;
  };
} {
  return { result: { ok: false, reason, ask: [], ...more } };
}
