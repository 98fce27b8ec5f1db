import { asksForPerson } from '../language/asks-for-person.ts';
import { asksWhoAnswers } from '../language/asks-who-answers.ts';
import { endsWithQuestion } from '../language/ends-with-question.ts';
import { readCode } from '../language/read-code.ts';
import { isDoubtfulYes, readYesNo } from '../language/yes-no.ts';
import { answerTo } from '../proposals/last-shown.ts';
import type { ProposalView } from '../protocol/card.ts';
import type { PreparedTurn } from './prepare-turn.ts';
import type { TurnDependencies } from './turn-dependencies.ts';

export interface QuickAnswer {
  text: string;
  /** `end`: the turn is over; `go-on`: the model continues, e.g. with the wish that waited for the code */
  next: 'end' | 'go-on';
  handoff: { reason: string; summary: string } | null;
  reasons: string[];
}

/** What needs no model: a yes or no to the proposal shown last, a code that is awaited, an explicit wish for a person. */
export async function answerWithoutModel(
  dependencies: TurnDependencies,
  turn: PreparedTurn,
): Promise<QuickAnswer | null> {
  return (
    (await answerProposal(dependencies, turn)) ??
    (await answerCode(dependencies, turn)) ??
    callPerson(turn) ??
    tellWhoAnswers(turn) ??
    (await noteAddress(dependencies, turn))
  );
}

async function answerProposal(
  dependencies: TurnDependencies,
  turn: PreparedTurn,
): Promise<QuickAnswer | null> {
  const { proposals } = dependencies;
  const [only, ...others] = turn.waiting;
  if (only === undefined || others.length > 0) return null;
  const shown = turn.memory.lastShownProposal;
  const answer =
    shown === null
      ? (readYesNo(only.text, turn.locale) ?? readYesNo(only.text, turn.locale, 'to-cancel'))
      : answerTo(shown.kind, only.text, turn.locale);
  const isDoubtful =
    (answer === null && isDoubtfulYes(only.text, turn.locale)) ||
    (answer === 'yes' && turn.hasFile);
  if (answer === null || (isDoubtful && shown !== null))
    return shown !== null && isDoubtful
      ? showAgain(dependencies, turn, await proposals.current(turn.conversationId))
      : null;
  // A turn that died after the confirmation is done over: the same yes is told what became of it.
  const proposalId =
    shown?.id ?? (await proposals.confirmedBy(turn.conversationId, only.messageId));
  if (proposalId === null) return answerEarlier(dependencies, turn, only.text);
  if (answer === 'no') {
    await proposals.decline(turn.conversationId, proposalId);
    return end(turn.say('proposal.declined'));
  }
  const confirmed = await proposals.confirm(turn.conversationId, proposalId, {
    messageId: only.messageId,
  });
  if (!confirmed.ok) return end(turn.say('proposal.void'));
  return end(turn.sayProposal(confirmed.proposal));
}

/**
 * A yes or no after something else was spoken of, while a proposal is still open and nothing else was asked. A no declines
 * it. A yes confirms nothing: the proposal is shown once more, and the next yes is for what stands right before it.
 */
async function answerEarlier(
  dependencies: TurnDependencies,
  turn: PreparedTurn,
  text: string,
): Promise<QuickAnswer | null> {
  const { proposals } = dependencies;
  const lastSaid = turn.memory.entries.findLast(
    ({ kind }) => kind === 'assistant' || kind === 'human_agent',
  );
  if (lastSaid?.kind !== 'assistant' || asksSomethingElse(lastSaid.text, turn)) return null;
  const proposal = await proposals.current(turn.conversationId);
  const answer = proposal && answerTo(proposal.kind, text, turn.locale);
  if (proposal === undefined || answer === null) return null;
  if (answer === 'no') {
    await proposals.decline(turn.conversationId, proposal.id);
    return end(turn.say('proposal.declined'));
  }
  return showAgain(dependencies, turn, proposal);
}

/** A question that is not whether to go ahead with the proposal. */
function asksSomethingElse(lastSaid: string, turn: PreparedTurn): boolean {
  return endsWithQuestion(lastSaid) && !lastSaid.trimEnd().endsWith(turn.say('proposal.question'));
}

/** The proposal becomes the last thing shown: the next yes is for it. */
async function showAgain(
  { log }: TurnDependencies,
  turn: PreparedTurn,
  proposal: ProposalView | undefined,
): Promise<QuickAnswer | null> {
  if (proposal === undefined) return null;
  // It names amounts and ways to pay: whoever is no longer verified proves again who they are before they see it.
  if (turn.scope.identity.tier !== 'verified') return end(turn.say('verification.needed'));
  await log.append(turn.conversationId, [{ type: 'proposal', proposal }]);
  return end(proposal.text);
}

async function answerCode(
  { log, verifications }: TurnDependencies,
  turn: PreparedTurn,
): Promise<QuickAnswer | null> {
  const code = readCode(turn.text);
  if (code === null || !(await verifications.pending(turn.conversationId))) return null;
  const checked = await verifications.check(turn.conversationId, code, turn.scope.network);
  const isVerified = checked.ok && (await turn.becomeVerified(checked.customerId));
  const status = isVerified ? 'verified' : 'verification_failed';
  await log.append(turn.conversationId, [{ type: 'status', status, turnId: turn.turnId }]);
  if (!isVerified)
    return end(turn.say(`verification.${checked.ok ? 'other_customer' : checked.reason}`));
  return { ...end(''), next: 'go-on' };
}

function callPerson(turn: PreparedTurn): QuickAnswer | null {
  if (!asksForPerson(turn.text, turn.locale)) return null;
  if (turn.conversation.owner === 'queued') return end(turn.sayHandoff('handoff.already'));
  return {
    text: turn.sayHandoff('handoff.opened'),
    next: 'end',
    handoff: { reason: 'asked', summary: turn.earlierTexts.at(-1) ?? turn.text },
    reasons: ['asked_for_person'],
  };
}

/** Nobody is left to guess whether a machine writes. */
function tellWhoAnswers(turn: PreparedTurn): QuickAnswer | null {
  return asksWhoAnswers(turn.text, turn.locale) ? end(turn.say('about.assistant')) : null;
}

/** While a person is awaited, an address left alone is where they can reach the shopper. */
async function noteAddress(
  { handoffs }: TurnDependencies,
  turn: PreparedTurn,
): Promise<QuickAnswer | null> {
  if (turn.conversation.owner !== 'queued') return null;
  const [address] = EMAIL.exec(turn.text) ?? [];
  if (address === undefined) return null;
  await handoffs.noteContact(turn.conversationId, address);
  // With more to it than the address, e.g. an order number, the model goes on.
  const rest = turn.text
    .replace(address, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (/\p{N}/u.test(rest) || rest.length > LONGEST_REST) return null;
  return end(turn.say('handoff.address_noted'));
}

const EMAIL = /[^\s<>"',;:()]+@[^\s<>"',;:()@]+\.[\p{L}]{2,}/u;
/** "my address is", in any of the languages */
const LONGEST_REST = 40;

function end(text: string): QuickAnswer {
  return { text, next: 'end', handoff: null, reasons: [] };
}
