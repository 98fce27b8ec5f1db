import { countryName } from '../language/country-names.ts';
import { isoTime } from '../lib/clock.ts';
import type { PlannedLine } from '../policy/order-change.ts';
import type { ProposalView } from '../protocol/card.ts';
import type { Address } from '../shop/records.ts';
import { type Proposal, type ProposalState, partsOf, totalOf, wholeRange } from './proposal.ts';

/** What the shopper sees. The token goes along only while it is of use. */
export function viewProposal(
  proposal: Proposal,
  options: { state?: ProposalState; token?: string } = {},
): ProposalView {
  const { orderNumber, kind } = proposal;
  return {
    id: proposal.id,
    kind,
    state: options.state ?? proposal.state,
    text: proposal.text,
    ...(orderNumber === null ? {} : { orderNumber }),
    ...viewChange(proposal),
    ...viewMoneyBack(proposal),
    approval: proposal.approval,
    ...(options.token === undefined ? {} : { confirmationToken: options.token }),
    expiresAt: isoTime(proposal.expiresAt),
  };
}

/** The parts of an address, one each, as they are read to the shopper. */
export function addressParts(address: Address, locale: string): string[] {
  return [
    address.name,
    address.line1,
    address.line2,
    [address.postalCode, address.city].filter(Boolean).join(' '),
    address.region,
    countryName(address.country, locale),
  ].flatMap((part) => (part === undefined || part === '' ? [] : [part]));
}

function viewChange({ plan, requested, locale }: Proposal): Partial<ProposalView> {
  // As it will stand, with the name of whom it was addressed to before.
  const address =
    plan?.effect.type === 'address' ? { address: addressParts(plan.effect.address, locale) } : {};
  const reason =
    'reason' in requested && requested.kind !== 'refund' && requested.reason !== undefined
      ? { reason: requested.reason }
      : {};
  if (plan === null) return { ...address, ...reason };
  const [charge] = plan.charges;
  const named = plan.instrument;
  return {
    ...address,
    ...reason,
    ...(plan.lines.length === 0 ? {} : { lines: plan.lines.map(viewLine) }),
    ...(plan.difference === null ? {} : { difference: plan.difference }),
    ...(charge === undefined ? {} : { charge: charge.amount, chargeMethod: methodOf(charge) }),
    ...(named === null || plan.refunds.length > 0 || charge !== undefined
      ? {}
      : { method: methodOf(named) }),
  };
}

function viewLine({ title, quantity, price, replacement }: PlannedLine) {
  return {
    title,
    quantity,
    price,
    ...(replacement === undefined
      ? {}
      : { replacement: { title: replacement.title, price: replacement.price } }),
  };
}

function viewMoneyBack({ quotes }: Proposal): Partial<ProposalView> {
  const amount = totalOf(quotes);
  const arrival = wholeRange(quotes);
  const [first, ...others] = partsOf(quotes);
  return {
    ...(amount === null ? {} : { amount }),
    ...(first === undefined || others.length > 0
      ? {}
      : { route: first.route, method: methodOf(first) }),
    ...(first === undefined || others.length === 0
      ? {}
      : {
          parts: [first, ...others].map((part) => ({
            amount: part.amount,
            route: part.route,
            method: methodOf(part),
          })),
        }),
    ...(arrival === null ? {} : { arrival }),
  };
}

function methodOf({ method, last4 }: { method: string; last4: string | null }) {
  return last4 === null ? { method } : { method, last4 };
}
