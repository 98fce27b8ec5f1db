import type { OrderView, ToolResult } from '../../tools/results.ts';
import type { ToolArguments, ToolName } from '../../tools/tool-arguments.ts';
import type { Dialogue } from './dialogue.ts';
import type { Intent } from './intents.ts';
import { ordersMeant } from './order-meant.ts';
import { asksForOther } from './other-one.ts';

export interface PlannedCall {
  name: ToolName;
  args: Record<string, unknown>;
}

/** The result of a tool in this turn, of the given kind only. */
export function resultOf<Name extends ToolName>(
  dialogue: Dialogue,
  name: Name,
): ToolResult<Name> | null {
  const outcome = dialogue.outcomes.findLast((one) => one.name === name);
  if (outcome === undefined) return null;
  // The name decides the type: `readOutcome` parsed the result by this tool's schema.
  return outcome.result as ToolResult<Name>;
}

/** With an order to open, the calls for it; a verified shopper who names none is shown their orders first. */
export function withOrder(
  dialogue: Dialogue,
  calls: (order: OrderArguments) => PlannedCall[],
): PlannedCall[] {
  if (isOpenable(dialogue)) return calls(orderArgs(dialogue));
  if (dialogue.order !== null || dialogue.situation.identity !== 'verified') return [];
  const found = resultOf(dialogue, 'find_orders');
  if (found === null) return [call('find_orders', {})];
  const [only, ...others] = found.ok ? meantAmong(found.orders, dialogue) : [];
  if (others.length > 0) return [];
  return only === undefined ? [] : calls({ orderNumber: only.orderNumber });
}

function meantAmong(
  orders: readonly OrderView[],
  { wishText, wishes, current, situation, orderBefore }: Dialogue,
): readonly OrderView[] {
  if (asksForOther(current.text))
    return orders.filter(({ orderNumber }) => orderNumber !== orderBefore);
  const texts = [current.text, wishText];
  return ordersMeant(orders, { texts, wishes, day: current.slots.date, situation });
}

type OrderArguments = { orderNumber: string; contact?: string };

/** An order is named, and either it is open to this shopper or they gave a contact to open it with. */
export function isOpenable({ order, contact, situation }: Dialogue): boolean {
  if (order === null) return false;
  return (
    contact !== null ||
    situation.identity === 'verified' ||
    situation.knownOrderNumbers.includes(order)
  );
}

export function orderArgs({ order, contact, situation }: Dialogue): OrderArguments {
  const orderNumber = order ?? '';
  return contact === null || situation.identity === 'verified'
    ? { orderNumber }
    : { orderNumber, contact };
}

export function call<Name extends ToolName>(
  name: Name,
  args: Partial<ToolArguments<Name>>,
): PlannedCall {
  return { name, args: { ...args } };
}

export function handOff(
  dialogue: Dialogue,
  reason: ToolArguments<'hand_off_to_human'>['reason'],
  wish?: Intent,
): PlannedCall {
  const parts = [
    `Wants: ${(wish === undefined ? dialogue.wishes : [wish]).join(', ')}.`,
    ...(dialogue.order === null ? [] : [`Order: ${dialogue.order}.`]),
    ...(dialogue.tracking === null ? [] : [`Parcel: ${dialogue.tracking}.`]),
    `Identity: ${dialogue.situation.identity}. Language: ${dialogue.situation.locale}.`,
    `In their words: "${dialogue.wishText.slice(0, 300)}"`,
  ];
  return call('hand_off_to_human', { reason, summary: parts.join(' ').slice(0, 600) });
}
