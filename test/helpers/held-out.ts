import { readExamples } from '../../scripts/train-understanding.ts';
import type { Intent } from '../../src/agent/models/built-in/intents.ts';
import { type Understanding, understand } from '../../src/agent/models/built-in/understand.ts';

/** The folders of data/understanding that nothing is learnt from. */
export const HELD_OUT_FOLDERS = ['test', 'messy', 'fresh', 'chats'] as const;

/** A labelled question, and what the built-in model makes of it. */
export interface HeldOutRow {
  locale: string;
  intent: Intent;
  text: string;
  folder: string;
  found: Pick<Understanding, 'intent'>;
}

/** Every held-out question with what the built-in model understands. */
export async function readHeldOut() {
  return Promise.all(
    HELD_OUT_FOLDERS.flatMap((folder) =>
      readExamples(new URL(`../../data/understanding/${folder}/`, import.meta.url)).map(
        async (example) => ({
          ...example,
          folder,
          found: await understand(example.text, example.locale),
        }),
      ),
    ),
  );
}

/** Topics that a shopper's words may mean as well: an answer to either helps. */
const NEIGHBOURS: Partial<Record<Intent, readonly Intent[]>> = {
  order_status: ['track_shipment'],
  track_shipment: ['order_status', 'shipping_policy'],
  payment_status: ['refund_request'],
  refund_request: ['return_exchange', 'payment_status', 'complaint'],
  return_exchange: ['refund_request'],
  cancel_order: ['return_exchange'],
  shipping_policy: ['track_shipment'],
  payment_methods: ['payment_status'],
  complaint: ['human_agent', 'refund_request', 'return_exchange'],
  human_agent: ['complaint'],
};

export function isRight({ intent, found }: HeldOutRow): boolean {
  return found.intent === intent;
}

/** Understood as the label or as an accepted neighbour. */
export function isNear(row: HeldOutRow): boolean {
  return isRight(row) || (NEIGHBOURS[row.intent]?.includes(row.found.intent) ?? false);
}

/** Share of the rows for which something holds, 0 to 1; 1 where there is no row. */
export function share<Row>(rows: readonly Row[], is: (row: Row) => boolean): number {
  return rows.length === 0 ? 1 : rows.filter(is).length / rows.length;
}

export function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
