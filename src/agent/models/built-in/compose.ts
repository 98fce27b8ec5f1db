import type { Refusal } from '../../tools/results.ts';
import type { Dialogue, ToolOutcome } from './dialogue.ts';
import { asksWhichFirst, forErrand } from './errands.ts';
import { isTopic } from './intents.ts';
import { isOpenable, resultOf } from './planned-call.ts';
import type { Say } from './say.ts';
import { type Composed, composeSmallTalk, join } from './small-talk.ts';
import { tellArticles, tellProducts } from './tell-catalogue.ts';
import { tellOrder, tellOrders } from './tell-order.ts';
import { tellPayments } from './tell-payment.ts';
import { tellRefund } from './tell-refund.ts';
import { tellChange, tellHandoff, tellReturn } from './tell-requests.ts';
import { tellShipments } from './tell-shipment.ts';

/** The reply to a turn whose look-ups are done. Every fact comes from the tool results of this turn. */
export function composeReply(dialogue: Dialogue, say: Say): Composed {
  if (foundNothing(dialogue)) return tellUnspoken(dialogue, say) ?? composeFound(dialogue, say);
  return composeFound(dialogue, say);
}

/** No wish was understood, or only one for something that is not there. */
function foundNothing({ wishes, outcomes }: Dialogue): boolean {
  const isNothing = ({ result }: ToolOutcome) => !result.ok && result.reason === 'nothing_found';
  return wishes.length === 0 || (outcomes.length > 0 && outcomes.every(isNothing));
}

/**
 * In a language that nobody enabled, little is understood: that is said, with what helps, first in words of that language,
 * once. A yes or no is one in any.
 */
function tellUnspoken({ current, situation, lastReply }: Dialogue, say: Say): Composed | null {
  const { unspoken, handoff } = situation;
  if (unspoken === null || current.intent === 'confirm' || current.intent === 'deny') return null;
  const told = say('language_not_spoken', {
    language: say.language(unspoken.language),
    languages: say.list(unspoken.instead.map(say.language)),
  });
  if (handoff === 'queued') return { text: told, outcome: 'clarify' };
  const { words } = unspoken;
  const isTold = words === null || lastReply?.includes(words) === true;
  return {
    text: join([...(isTold ? [] : [words]), told, say('offer.person')]),
    outcome: 'clarify',
  };
}

function composeFound(dialogue: Dialogue, say: Say): Composed {
  if (dialogue.wishes.length === 0) return composeSmallTalk(dialogue, say);
  if (asksWhichFirst(dialogue)) return { text: say('ask_order'), outcome: 'clarify' };
  const told: string[] = [];
  const needs = new Set<string>();
  for (const outcome of dialogue.outcomes) {
    const errand = dialogue.errands.find(({ order }) => order === outcome.args.orderNumber);
    const one = tell(outcome, errand === undefined ? dialogue : forErrand(dialogue, errand), say);
    told.push(...one.blocks.filter((block) => block !== ''));
    for (const need of one.needs ?? []) needs.add(need);
  }
  const { blocks, offer } = offerApart(notToldJustNow([...new Set(told)], dialogue), say);
  if (dialogue.outcomes.some(({ name }) => name === 'hand_off_to_human'))
    return { text: join(blocks), outcome: 'handoff' };
  const question = questionFor(dialogue, say, needs, blocks.length > 0);
  if (question !== null) return { text: join([...blocks, question]), outcome: 'clarify' };
  if (offer !== null) blocks.push(...offerOf(offer, dialogue, say));
  return blocks.length > 0
    ? { text: join(blocks), outcome: 'answer' }
    : { text: say('clarify'), outcome: 'clarify' };
}

/** A message that only completes an earlier one is not told again what the last reply said, unless that is all there is. */
function notToldJustNow(blocks: string[], { current, wishText, lastReply }: Dialogue): string[] {
  if (lastReply === null || wishText === current.text) return blocks;
  const news = blocks.filter((block) => !lastReply.includes(block));
  return news.length > 0 ? news : blocks;
}

/** Offers of a person, apart from what is told: a yes is taken for the last question alone, so there is only one. */
function offerApart(told: string[], say: Say): { blocks: string[]; offer: string | null } {
  const offers = [say('return.person'), say('offer.person')];
  return {
    blocks: told.filter((block) => !offers.includes(block)),
    offer: offers.find((offer) => told.includes(offer)) ?? null,
  };
}

/** The offer, while no code is asked for; whoever waits for a person already is offered no second one. */
function offerOf(offer: string, dialogue: Dialogue, say: Say): string[] {
  const { handoff, deskOpensAt } = dialogue.situation;
  if (resultOf(dialogue, 'start_verification')?.ok === true) return [];
  if (handoff === 'none') return [offer];
  // While the desk is closed they have heard when somebody answers.
  return deskOpensAt === null ? [say('handoff.already')] : [];
}

interface Told {
  blocks: string[];
  /** what the shopper has to give first: `order`, `contact` */
  needs?: string[];
}

function tell(outcome: ToolOutcome, dialogue: Dialogue, say: Say): Told {
  const { result } = outcome;
  if (!result.ok) return tellRefusal(outcome, result, dialogue, say);
  if ('proposal' in result) return { blocks: tellRefund(result.proposal, say) };
  if ('order' in result) {
    if (
      dialogue.wishes.includes('refund_request') &&
      dialogue.situation.identity === 'verified' &&
      dialogue.wishes.length === 1
    )
      return resultOf(dialogue, 'propose_refund') === null
        ? {
            blocks: [
              say('refund.which', {
                order: result.order.orderNumber,
                items: say.list(result.order.lines.map(({ quote }) => quote)),
              }),
            ],
          }
        : { blocks: [] };
    return {
      blocks: [
        ...tellOrder(result.order, dialogue, say),
        ...tellChange(result.order, dialogue, say),
        ...tellReturn(result.order, dialogue, say),
      ],
    };
  }
  if ('orders' in result)
    return { blocks: tellOrders(result.orders, result.orderCount, dialogue, say) };
  if ('payments' in result) return { blocks: tellPayments(result, dialogue, say) };
  if ('shipments' in result)
    return { blocks: tellShipments(result.shipments, result.orderNumber, say) };
  if ('articles' in result) return { blocks: tellArticles(result.articles, dialogue, say) };
  if ('products' in result) return { blocks: tellProducts(result, dialogue, say) };
  if ('sentTo' in result)
    return {
      blocks: [
        say('verification.sent', { sentTo: result.sentTo, minutes: result.codeValidMinutes }),
      ],
    };
  return { blocks: tellHandoff(outcome.args.reason, result.status, dialogue, say) };
}

function tellRefusal(outcome: ToolOutcome, refusal: Refusal, dialogue: Dialogue, say: Say): Told {
  const order = String(outcome.args.orderNumber ?? dialogue.order ?? '');
  switch (refusal.reason) {
    case 'identity_needed':
      return { blocks: [], needs: refusal.ask.length === 0 ? ['order', 'contact'] : refusal.ask };
    case 'no_codes':
      return { blocks: [say('verification.no_codes', { instead: refusal.instead ?? 'person' })] };
    case 'verification_needed':
      // A code on its way says it all.
      return {
        blocks:
          resultOf(dialogue, 'start_verification') === null ? [say('verification.needed')] : [],
      };
    case 'no_match':
      return { blocks: [say('no_match')] };
    case 'not_shipped_yet':
      return {
        blocks: dialogue.outcomes.some(({ name, result }) => name === 'get_order' && result.ok)
          ? []
          : [say('shipment.not_shipped_yet', { order })],
      };
    case 'nothing_found':
      // The help pages knew: sizes and the like are no product.
      if (outcome.name === 'search_products' && resultOf(dialogue, 'search_help')?.ok === true)
        return { blocks: [] };
      // Something else was shown instead.
      if (outcome.name === 'search_products' && resultOf(dialogue, 'search_products')?.ok === true)
        return { blocks: [] };
      // The goods are found, and the shop has no page on what is told beside them.
      if (isPageBeside(outcome) && resultOf(dialogue, 'search_products')?.ok === true)
        return { blocks: [] };
      return { blocks: [say(NOTHING_FOUND[outcome.name] ?? 'clarify', { order })] };
    case 'too_many_attempts':
      return { blocks: [say('too_many_attempts')] };
    case 'already_open':
      return { blocks: [say('refused.open_proposal', { order })] };
    case 'policy_refused':
      if (outcome.name === 'hand_off_to_human') return { blocks: [say('handoff.settled')] };
      return {
        blocks: [
          say(refusalKey(refusal.rule), { order }),
          ...insteadOf(refusal.instead, say),
          say('offer.person'),
        ],
      };
    case 'invalid_arguments':
      return { blocks: [say('clarify')] };
    case 'unavailable':
      return {
        blocks: [
          outcome.name === 'hand_off_to_human' ? say('handoff.unreachable') : say('unavailable'),
        ],
      };
  }
}

/** A page that was looked for by its name. */
function isPageBeside({ name, args }: { name: string; args: Record<string, unknown> }): boolean {
  return name === 'search_help' && String(args.query).startsWith('"');
}

const NOTHING_FOUND: Record<string, string> = {
  find_orders: 'no_orders',
  get_payment_status: 'payment.none',
  search_help: 'help.none',
  search_products: 'products.none',
  track_shipment: 'shipment.not_shipped_yet',
};

/** The wording for a rule of `policy/`, by the words in its id; rules of the merchant's own fall to the general one. */
function refusalKey(rule: string | undefined): string {
  const name = rule ?? '';
  return REFUSALS.find(([pattern]) => pattern.test(name))?.[1] ?? 'refused.other';
}

const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^change\.status/u, 'refused.change_status'],
  [/^change\.(?:locked|once)/u, 'refused.change_once'],
  [/^change\.window/u, 'refused.change_window'],
  [/^change\.(?:variant|other_product)/u, 'refused.change_variant'],
  [/^change\.balance/u, 'refused.change_balance'],
  [/^change\.method/u, 'refused.change_method'],
  [/^change\.address/u, 'refused.change_address'],
  [/^change\.other_country/u, 'refused.change_country'],
  [/^change\./u, 'refused.change_other'],
  [/\.held$/u, 'refused.held'],
  [/window|expired|too_late|late/u, 'refused.window'],
  [/disput|chargeback|inquiry/u, 'refused.disputed'],
  [/not_paid|cash_not_collected|not_captured|unpaid|uncaptured|no_payment/u, 'refused.not_paid'],
  [/exceed|too_much|above|over_/u, 'refused.too_much'],
  [/nothing|already_refunded|fully/u, 'refused.nothing_left'],
  [/partial/u, 'refused.partial'],
  [
    /no_way_back|wallet_limit|method|no_channel|not_native|capability|provider|closed|cash_on_delivery|boleto/u,
    'refused.method',
  ],
  [/open_proposal|already_open/u, 'refused.open_proposal'],
];

function insteadOf(instead: string | undefined, say: Say): string[] {
  if (instead === 'bank_transfer' || instead === 'store_credit') return [say(`instead.${instead}`)];
  // Whatever only a person can do is said by the offer of one.
  return [];
}

/** What is missing before the wishes can be met, as one question; null when nothing is. */
function questionFor(
  dialogue: Dialogue,
  say: Say,
  needs: ReadonlySet<string>,
  hasAnswer: boolean,
): string | null {
  const { order, contact, situation } = dialogue;
  const wantsOrder = dialogue.wishes.some((wish) => isTopic(wish) && NEEDS_ORDER.has(wish));
  // The rules are no answer yet to whoever names the order that is to go back.
  const returnsOrder =
    dialogue.wishes.includes('return_exchange') && dialogue.current.slots.order !== null;
  const asksIdentity = needs.size > 0 || (returnsOrder && !isOpenable(dialogue));
  if (!asksIdentity && (!wantsOrder || hasAnswer || isOpenable(dialogue))) return null;
  if (situation.identity === 'verified' && order === null) return say('ask_order');
  if (order !== null && contact === null) return say('ask_contact', { order });
  if (order === null && contact !== null) return say('ask_order');
  if (order !== null) return say('no_match');
  return dialogue.tracking !== null
    ? say('ask_contact_for_parcel', { tracking: dialogue.tracking })
    : say('ask_order_contact');
}

const NEEDS_ORDER: ReadonlySet<string> = new Set([
  'order_status',
  'payment_status',
  'track_shipment',
  'refund_request',
  'cancel_order',
  'change_address',
]);
