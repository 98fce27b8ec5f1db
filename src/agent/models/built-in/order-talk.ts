import { type BaseMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { z } from 'zod';
import { readCode } from '../../../language/read-code.ts';
import { readSlots } from './slots.ts';

/** Which orders a conversation has spoken of before its current message. */
export interface OrderTalk {
  /** one by one, named by the shopper or looked up, each once, the latest last */
  spokenOf: readonly string[];
  /** the list of several that was told last, in its order, newest first */
  listed: readonly string[];
  /** none of the list has been picked yet, so that none is meant more than the others */
  isOpen: boolean;
}

/** A list that the shopper was shown and an order picked from it are told apart: "when does it arrive?" means the latter. */
export function readOrderTalk(messages: readonly BaseMessage[]): OrderTalk {
  const talk = { spokenOf: new Set<string>(), listed: [] as string[], isOpen: false };
  const speakOf = (order: string) => {
    talk.spokenOf.delete(order);
    talk.spokenOf.add(order);
    talk.isOpen = false;
  };
  let isFirst = true;
  for (const message of messages.slice(0, messages.findLastIndex(isFromShopper))) {
    if (isFromShopper(message)) {
      const order = orderIn(message.text, isFirst);
      if (order !== null) speakOf(order);
      isFirst = false;
    } else if (ToolMessage.isInstance(message)) {
      const [only, ...others] = ordersTold(message.text);
      if (only === undefined) continue;
      if (others.length === 0) speakOf(only);
      else {
        talk.listed = [only, ...others];
        talk.isOpen = true;
      }
    }
  }
  return { ...talk, spokenOf: [...talk.spokenOf] };
}

/** Corrections of the gate come as human messages too; they are addressed to language models. */
export function isFromShopper(message: BaseMessage): boolean {
  return HumanMessage.isInstance(message) && !message.text.startsWith('[Automatic check,');
}

/** A six-digit code that arrives alone looks like an order number and is none, when something was said before. */
function orderIn(text: string, isFirst: boolean): string | null {
  return readCode(text) !== null && !isFirst ? null : readSlots(text).order;
}

/** Only what a look-up found: a number that a model made up in its call is nobody's order. */
function ordersTold(content: string): string[] {
  let told: unknown;
  try {
    told = JSON.parse(content);
  } catch {
    return [];
  }
  const { data } = toldSchema.safeParse(told);
  if (data === undefined) return [];
  const { orders, order, proposal, orderNumber } = data;
  if (orders !== undefined) return orders.map((one) => one.orderNumber);
  const number = orderNumber ?? order?.orderNumber ?? proposal?.orderNumber;
  return number === undefined ? [] : [number];
}

const named = z.object({ orderNumber: z.string() });
const toldSchema = z.object({
  ok: z.literal(true),
  orders: z.array(named).optional(),
  order: named.optional(),
  proposal: named.optional().catch(undefined),
  orderNumber: z.string().optional(),
});
