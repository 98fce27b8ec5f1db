import type { PolicyValues } from '../prompts/policy-values.ts';
import type { Address } from '../shop/records.ts';
import { withApproval } from './change-money.ts';
import {
  type ChangeDecision,
  type ChangeInput,
  type ChangeOf,
  type ChangeRefusal,
  plan,
  refuseChange as refuse,
  tooLate,
} from './order-change.ts';

/** Sends an order elsewhere while it has not been shipped. */
export function planAddressChange(
  input: ChangeInput,
  { address }: ChangeOf<'address_change'>,
): ChangeDecision {
  const { order, policy } = input;
  const rule = policy.changes.address;
  const late = tooLate(input, rule) ?? addressProblem(address);
  if (late !== null) return late;
  if (rule.sameCountry && address.country !== order.shippingAddress.country)
    return refuse(
      'change.other_country',
      'duties and postage depend on the country, so the order cannot go to another one',
      'person',
    );
  return withApproval(
    input,
    'address_change',
    rule.approval,
    plan({ effect: { type: 'address', address: withName(address, order.shippingAddress) } }),
  );
}

/** Decides on a new default address, which no order rests on. */
export function judgeDefaultAddress(
  address: Address,
  policy: PolicyValues,
): { ok: true; approval: 'none' | 'person' } | ChangeRefusal {
  const { approval } = policy.changes.defaultAddress;
  if (approval === 'refused')
    return refuse('change.not_allowed', 'the shop does not make this change', 'person');
  return (
    addressProblem(address) ?? { ok: true, approval: approval === 'person' ? 'person' : 'none' }
  );
}

/** Where nobody is named, the parcel stays addressed to whom it was. */
export function withName(address: Address, before: Address | undefined): Address {
  if (address.name !== undefined || before?.name === undefined) return address;
  return { name: before.name, ...address };
}

function addressProblem(address: Address): ChangeRefusal | null {
  const missing = [
    blank(address.line1) ? 'line1' : null,
    blank(address.city) ? 'city' : null,
    blank(address.region) && WITH_REGION.has(address.country) ? 'region' : null,
    blank(address.postalCode) && !WITHOUT_POSTAL_CODE.has(address.country) ? 'postalCode' : null,
  ].filter((part) => part !== null);
  if (missing.length === 0) return null;
  return refuse('change.address_invalid', `ask for what is missing: ${missing.join(', ')}`);
}

function blank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** Countries whose addresses name a state or province. */
const WITH_REGION: ReadonlySet<string> = new Set(['US', 'CA', 'AU', 'BR', 'MX', 'CN', 'IN']);

/** Countries that use no postal codes, or whose people rarely know theirs. */
const WITHOUT_POSTAL_CODE: ReadonlySet<string> = new Set(
  'AE AO AG AW BS BZ BJ BW BO BI CM CF KM CG CD CK CI CL CO DJ DM GQ ER FJ TF GM GH GD GY HK IE JM KE KI KP LY MO MW ML MR MZ NR NU PA QA RW KN LC ST SA SC SL SB SO SR SY TZ TL TK TG TO TT TV UG VU VN YE ZW'.split(
    ' ',
  ),
);
