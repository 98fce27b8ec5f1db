import { z } from 'zod';
import { toolArguments } from '../src/agent/tools/tool-arguments.ts';

/*
 * The one conversation every contestant has: the same system prompt, tools, question, tool result and answers.
 */

export const SYSTEM_PROMPT = [
  'You are the shopping assistant of Aurora Crossing, a shop that ships from Shenzhen and Rotterdam to the whole world.',
  'Answer questions about orders, payments, parcels and refunds from tool results only. Never calculate amounts and never guess dates.',
  'Ask for the order number and the e-mail address of the order when you need them. Write in the language of the shopper.',
  'Say what happens next and what the shopper can do. Call a human agent when you are not sure or when the shopper asks for one.',
].join('\n');

export const QUESTION =
  'Hello! Where is my order DM-10042 and did my payment go through? My e-mail is ana@example.com.';

export const TOOL_NAME = 'get_order';
export const TOOL_ARGUMENTS = { orderNumber: 'DM-10042', contact: 'ana@example.com' };

const total = { amount: 8450, currency: 'EUR', display: '€84.50' };
export const TOOL_RESULT = {
  ok: true,
  order: {
    orderNumber: 'DM-10042',
    status: 'shipped',
    placedAt: '2026-01-05T09:30:00Z',
    total,
    lineCount: 2,
    lines: [
      {
        line: 1,
        productId: 'prd_kettle',
        quote: 'Glass tea kettle',
        quantity: 1,
        total: { amount: 5200, currency: 'EUR', display: '€52.00' },
      },
      {
        line: 2,
        productId: 'prd_cups',
        quote: 'Set of four cups',
        quantity: 1,
        total: { amount: 3250, currency: 'EUR', display: '€32.50' },
      },
    ],
    shipments: [
      {
        orderNumber: 'DM-10042',
        trackingNumber: 'LP00123456789CN',
        carrier: 'Cainiao',
        status: 'in_transit',
      },
    ],
    returnDaysLeft: 30,
  },
};

export const TOOLS = Object.entries(toolArguments).map(([name, schema]) => {
  const { $schema: _, ...parameters } = z.toJSONSchema(schema, { io: 'input' });
  return {
    name,
    description: `Use ${name.replaceAll('_', ' ')} when the shopper asks for it; give the arguments exactly as the shopper wrote them.`,
    schema: parameters as Record<string, unknown>,
  };
});

/** What a tool gives back; every contestant makes the text anew from the object, as a real tool would. */
export function runTool(_name: string, _args: unknown): string {
  return JSON.stringify(TOOL_RESULT);
}

const SHORT = 'Your order DM-10042 has been shipped and the total was €84.50 altogether.';
const LONG = `${SHORT} It holds one glass tea kettle for €52.00 and a set of four cups for €32.50. You placed it on January 5, 2026, and it left our warehouse soon after that. The parcel travels with the carrier under the tracking number LP00123456789CN and it is in transit at the moment. Parcels of this kind pass through customs before the local carrier takes them over, so the tracking page may stay quiet for a while; that is normal and you need not do anything. I will gladly look again whenever you like, and if the parcel should not move for longer than usual I can ask a colleague to trace it for you. Is there anything else I can do?`;

/** Answers by their number of words; each word carries its leading space, as tokens do. */
export const ANSWERS: Record<number, string[]> = { 12: words(SHORT, 12), 120: words(LONG, 120) };

function words(text: string, count: number): string[] {
  const list = text.match(/\s*\S+/gu) ?? [];
  if (list.length < count) throw new Error(`the answer has ${list.length} words, not ${count}`);
  return list.slice(0, count);
}
