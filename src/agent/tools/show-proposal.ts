import type { ProposeResult } from '../../proposals/proposals.ts';
import type { ProposalView } from '../../protocol/card.ts';
import { showMoney } from './shown-money.ts';
import { refuse, type ToolScope } from './tool.ts';

/** What a write tool answers: the proposal as it was put before the shopper, or why there is none. */
export function showProposal(proposed: ProposeResult, scope: ToolScope) {
  if (!proposed.ok && proposed.rule === 'identity.step_up')
    return refuse('verification_needed', {
      ask: ['code'],
      rule: proposed.rule,
      detail: proposed.reason,
    });
  if (!proposed.ok)
    return refuse('policy_refused', {
      rule: proposed.rule,
      detail: proposed.reason,
      ...(proposed.instead === undefined ? {} : { instead: proposed.instead }),
    });
  return {
    result: { ok: true as const, proposal: viewFor(proposed.proposal, proposed.approval, scope) },
    proposalText: proposed.proposal.text,
  };
}

function viewFor(proposal: ProposalView, approval: 'none' | 'person', { locale }: ToolScope) {
  const { orderNumber, lines, address, difference, charge, chargeMethod, amount } = proposal;
  const { route, method, parts, arrival } = proposal;
  return {
    kind: proposal.kind,
    reference: proposal.id,
    ...(orderNumber === undefined ? {} : { orderNumber }),
    ...(lines === undefined
      ? {}
      : {
          lines: lines.map(({ title, quantity, price, replacement }) => ({
            quote: title,
            quantity,
            price: showMoney(price, locale),
            ...(replacement === undefined
              ? {}
              : {
                  replacement: {
                    quote: replacement.title,
                    price: showMoney(replacement.price, locale),
                  },
                }),
          })),
        }),
    ...(address === undefined ? {} : { address: { untrusted: address.join(', ') } }),
    ...(difference === undefined
      ? {}
      : {
          difference: showMoney({ ...difference, amount: Math.abs(difference.amount) }, locale),
          differenceGoes: goesTo(difference.amount),
        }),
    ...(charge === undefined ? {} : { charge: showMoney(charge, locale) }),
    ...(chargeMethod === undefined ? {} : { chargedTo: chargeMethod }),
    ...(amount === undefined ? {} : { amount: showMoney(amount, locale) }),
    ...(route === undefined ? {} : { route }),
    ...(method === undefined ? {} : method),
    ...(parts === undefined
      ? {}
      : {
          parts: parts.map((part) => ({
            amount: showMoney(part.amount, locale),
            route: part.route,
            ...part.method,
          })),
        }),
    ...(arrival === undefined ? {} : { arrival: { ...arrival, source: 'usual_times' as const } }),
    approval,
    expiresAt: proposal.expiresAt,
  };
}

function goesTo(difference: number): 'to_shop' | 'to_shopper' | 'nowhere' {
  if (difference === 0) return 'nowhere';
  return difference > 0 ? 'to_shop' : 'to_shopper';
}
