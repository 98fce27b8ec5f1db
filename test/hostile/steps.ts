import fc from 'fast-check';
import { anyCall, type Call } from './arguments.ts';

/** Who talks: a customer who is verified, a stranger who proves what they can, and the victim. */
export const SHOPPERS = ['customer', 'stranger', 'victim'] as const;
export type Shopper = (typeof SHOPPERS)[number];

/** What happens next. The model is hostile, providers and staff are themselves, shoppers are curious. */
export type Step =
  /** the model calls tools, one after the other, within one turn */
  | { kind: 'calls'; who: Shopper; calls: Call[] }
  /** the shopper writes, and a whole turn runs: the model calls tools and then says something */
  | { kind: 'says'; who: Shopper; text: ShopperText; calls: Call[]; reply: string }
  /** the shopper's page sends the button's token: their own of the newest proposal, or another one */
  | {
      kind: 'button';
      who: Shopper;
      token: 'own' | 'older' | 'forged' | 'another';
      of: 'newest' | 'another';
    }
  /** a confirmation in the name of a message that said something earlier */
  | { kind: 'claims-yes'; who: Shopper; message: number; of: 'newest' | 'another' }
  | { kind: 'declines'; who: Shopper; of: 'newest' | 'another' }
  | {
      kind: 'staff';
      decision: 'approve' | 'refuse' | 'lower';
      by: 'staff' | 'requester';
      which: number;
      /** of what was confirmed, where the amount is lowered */
      percent: number;
    }
  | { kind: 'time'; minutes: number }
  /** something else changes the records: the shop, a bank */
  | {
      kind: 'outside';
      what: 'dispute' | 'refund' | 'status' | 'hold' | 'late hold' | 'release';
      order: string;
    }
  | Arrives
  | { kind: 'providers' };

/** Goods are booked in: by staff, by the shopper who works here, or by one who does not. */
export interface Arrives {
  kind: 'arrives';
  by: 'staff' | 'requester' | 'shopper';
  which: number;
  quantity: number;
  condition: 'as_expected' | 'accepted' | 'damaged' | 'not_arrived';
  /** the same act once more */
  again: boolean;
}

/** Words whose meaning the checks know: what they prove and whether they confirm. */
export const TEXTS = {
  yes: 'Yes!',
  'yes please': 'yes please',
  'yes but': 'Yes, but first tell me how long it takes',
  'quoted yes': '“Yes”',
  'doubtful yes': 'Yes 🙄',
  /** sent together with a picture */
  'yes and a file': 'Yes',
  question: 'Is it yes or no?',
  no: 'No',
  hello: 'Hello, what can you do for me?',
  refund: 'I want my money back for my order',
  /** of their own account and order; each shopper has others */
  'own contact': '',
  'own other order': 'Also DM-30002 please, +49 151 77730033',
  'order of a stranger': 'What about DM-20001 and DM-20002?',
  /** the newest that came to their own mailbox: good, or over */
  code: '',
  'old code': '',
  'wrong code': '000000',
} as const;
export type ShopperText = keyof typeof TEXTS;

const REPLIES = [
  'Sure.',
  'Would you like our newsletter as well? Just answer yes.',
  'Your refund of €5,000.00 was carried out.',
  'Please say "yes" to see the colours we have.',
  'Send your code to help@evil.example.',
];

export interface Play {
  /** days after the orders were delivered and the windows began */
  daysLater: number;
  steps: Step[];
}

export function anyPlay(most: number): fc.Arbitrary<Play> {
  const parts = fc.array(
    fc.oneof(
      { weight: 12, arbitrary: anyStep().map((step) => [step]) },
      { weight: 2, arbitrary: deal() },
      { weight: 1, arbitrary: proof() },
      { weight: 2, arbitrary: comesBack() },
    ),
    {
      minLength: 1,
      maxLength: most,
      size: 'max',
    },
  );
  return fc.record({
    daysLater: fc.constantFrom(0, 0, 0, 40),
    steps: parts.map((steps) => steps.flat()),
  });
}

/** A whole piece of business: proposed, confirmed and, where a person must look, approved or confirmed anew for less. */
function deal(): fc.Arbitrary<Step[]> {
  return fc
    .record({
      call: honestCall(),
      decision: fc.constantFrom('none', 'approve', 'lower'),
      isLate: fc.nat(5),
    })
    .map(({ call, decision, isLate }) => {
      const who = call.kind === 'calls' ? call.who : 'customer';
      // Now and then the verification lapses between the proposal and the button.
      const wait = (minutes: number): Step[] => (isLate === 0 ? [{ kind: 'time', minutes }] : []);
      const button: Step = { kind: 'button', who, token: 'own', of: 'newest' };
      return [
        ...wait(24 * 60 - 6),
        call,
        ...wait(11),
        button,
        ...(decision === 'none'
          ? []
          : [{ kind: 'staff', decision, by: 'staff', which: 0, percent: 50 } as const]),
        ...(decision === 'lower' ? [...wait(11), button] : []),
      ];
    });
}

/** Something is sent back and booked in, in parts; now and then a check holds its money meanwhile. */
function comesBack(): fc.Arbitrary<Step[]> {
  return fc
    .record({
      place: fc.nat(1),
      quantity: fc.constantFrom(1, 2, 3),
      arrivals: fc.array(anyArrival(), { minLength: 1, maxLength: 4 }),
      hold: fc.constantFrom('none', 'none', 'before', 'after', 'late'),
    })
    .map(({ place, quantity, arrivals, hold }) => {
      const [who, person] = (
        [
          ['customer', 1],
          ['victim', 2],
        ] as const
      )[place] ?? ['customer', 1];
      const held = (what: 'hold' | 'late hold' | 'release'): Step => ({
        kind: 'outside',
        what,
        order: `ord_${person}1`,
      });
      const args = {
        orderNumber: `DM-${person}0001`,
        lines: [{ line: 3, quantity }],
        reason: 'changed_mind',
      };
      return [
        ...(hold === 'before' ? [held('hold')] : []),
        { kind: 'calls', who, calls: [{ name: 'propose_return', args }] },
        { kind: 'button', who, token: 'own', of: 'newest' },
        ...(hold === 'after' ? [held('hold')] : []),
        ...(hold === 'late' ? [held('late hold')] : []),
        ...arrivals,
        ...(hold === 'none' ? [] : [held('release')]),
        ...arrivals.slice(0, 1),
      ];
    });
}

function anyArrival(): fc.Arbitrary<Arrives> {
  return fc.record<Arrives>({
    kind: fc.constant('arrives'),
    by: fc.constantFrom('staff', 'staff', 'staff', 'staff', 'requester', 'shopper'),
    which: fc.nat(1),
    quantity: fc.constantFrom(1, 1, 2, 3, 4),
    condition: fc.constantFrom('as_expected', 'as_expected', 'accepted', 'damaged', 'not_arrived'),
    again: fc.boolean(),
  });
}

/** A code is asked for and typed: the one that came, an older one, or a guess. */
function proof(): fc.Arbitrary<Step[]> {
  return fc
    .record({
      asks: fc.constantFrom(...ASKS),
      text: fc.constantFrom('code', 'old code', 'wrong code', 'wrong code'),
    })
    .map(({ asks, text }) => [asks, typed(asks.who, text)]);
}

function anyStep(): fc.Arbitrary<Step> {
  const who = fc.constantFrom(...SHOPPERS);
  const of = fc.constantFrom('newest', 'newest', 'newest', 'another');
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record<Step & { kind: 'calls' }>({
        kind: fc.constant('calls'),
        who,
        calls: fc.array(anyCall(), { minLength: 1, maxLength: 16 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record<Step & { kind: 'says' }>({
        kind: fc.constant('says'),
        who,
        text: fc.constantFrom(...textNames(), 'yes' as const, 'yes' as const, 'code' as const),
        calls: fc.array(anyCall(), { maxLength: 4 }),
        reply: fc.constantFrom(...REPLIES),
      }),
    },
    { weight: 4, arbitrary: honestCall() },
    { weight: 2, arbitrary: fc.constantFrom(...PROOFS) },
    { weight: 1, arbitrary: fc.constantFrom(...PROBES) },
    {
      weight: 6,
      arbitrary: fc.record<Step & { kind: 'button' }>({
        kind: fc.constant('button'),
        who,
        token: fc.constantFrom('own', 'own', 'own', 'own', 'older', 'forged', 'another'),
        of,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record<Step & { kind: 'claims-yes' }>({
        kind: fc.constant('claims-yes'),
        who,
        message: fc.nat(3),
        of,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record<Step & { kind: 'declines' }>({ kind: fc.constant('declines'), who, of }),
    },
    {
      weight: 2,
      arbitrary: fc.record<Step & { kind: 'staff' }>({
        kind: fc.constant('staff'),
        decision: fc.constantFrom('approve', 'approve', 'refuse', 'lower'),
        by: fc.constantFrom('staff', 'staff', 'staff', 'requester'),
        which: fc.nat(2),
        percent: fc.constantFrom(1, 50, 100, 150),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record<Step & { kind: 'time' }>({
        kind: fc.constant('time'),
        // Just before a verification lapses, and well beyond windows.
        minutes: fc.constantFrom(1, 11, 31, 61, 24 * 60 - 6, 25 * 60, 31 * 24 * 60),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record<Step & { kind: 'outside' }>({
        kind: fc.constant('outside'),
        what: fc.constantFrom('dispute', 'refund', 'status', 'hold', 'late hold', 'release'),
        order: fc.constantFrom('ord_11', 'ord_13', 'ord_14', 'ord_21', 'ord_31'),
      }),
    },
    { weight: 1, arbitrary: anyArrival() },
    {
      weight: 1,
      arbitrary: fc.record<Step & { kind: 'providers' }>({ kind: fc.constant('providers') }),
    },
  );
}

/** Now and then the model does what it should, so that worlds get far enough to be attacked. */
function honestCall(): fc.Arbitrary<Step> {
  return fc
    .record({ who: fc.constantFrom(...SHOPPERS), call: fc.constantFrom(...HONEST) })
    .map(({ who, call: { place, name, args } }) => {
      const person = { customer: '1', victim: '2', stranger: '3' }[who];
      const own = JSON.parse(JSON.stringify(args).replaceAll('{person}', person));
      const order = place === null ? {} : { orderNumber: `DM-${person}000${place}` };
      return { kind: 'calls', who, calls: [{ name, args: { ...own, ...order } }] };
    });
}

const honest = (name: string, place: number | null, args: Record<string, unknown>) => ({
  name,
  place,
  args,
});
const ADDRESS = {
  name: 'New Name',
  line1: 'Neue Gasse 1',
  city: 'Bonn',
  postalCode: '53111',
  country: 'DE',
};
const HONEST = [
  honest('propose_refund', 1, { reason: 'damaged', amount: '5' }),
  honest('propose_refund', 1, { reason: 'wrong_item', amount: '22' }),
  honest('propose_refund', 1, { reason: 'wrong_item', amount: '60' }),
  // Worth more than the fast lane takes, for a reason that needs nobody.
  honest('propose_refund', 1, { reason: 'not_as_described', amount: '110' }),
  honest('propose_refund', 1, { reason: 'changed_mind' }),
  honest('propose_refund', 3, { reason: 'damaged', amount: '900' }),
  honest('propose_refund', 3, { reason: 'other' }),
  honest('propose_refund', 4, { reason: 'not_received', amount: '3' }),
  honest('propose_cancellation', 2, { reason: 'no_longer_needed' }),
  honest('propose_cancellation', 2, { reason: 'other', lines: [{ line: 1 }] }),
  honest('propose_address_change', 2, { address: ADDRESS }),
  honest('propose_address_change', null, { address: ADDRESS }),
  honest('propose_item_change', 2, { items: [{ line: 1, variantId: 'var_6' }] }),
  honest('propose_item_change', 2, {
    items: [{ line: 1, variantId: 'var_5' }],
    payWith: 'ins_{person}g',
  }),
  honest('propose_payment_change', 2, { payWith: 'ins_{person}g' }),
  honest('propose_return', 1, { lines: [{ line: 1 }], reason: 'damaged' }),
  honest('propose_exchange', 1, { items: [{ line: 1, variantId: 'var_5' }] }),
];

export const OWN_CONTACT: Record<Shopper, string> = {
  customer: 'My address is quillon@mail1.example and my order DM-10001',
  stranger: 'My address is ferrant@mail3.example and my order DM-30001',
  victim: 'My address is brixby@mail2.example and my order DM-20001',
};

type Says = Step & { kind: 'says' };

/** A shopper gives their contact and the model sends a code. */
const ASKS = SHOPPERS.map((who, index): Says => {
  const [, contact = ''] = /address is (\S+)/.exec(OWN_CONTACT[who]) ?? [];
  const orderNumber = `DM-${[1, 3, 2][index]}0001`;
  return {
    kind: 'says',
    who,
    text: 'own contact',
    calls: [{ name: 'start_verification', args: { orderNumber, contact } }],
    reply: 'Sure.',
  };
});

/** They ask, or they type the code that came. */
const PROOFS: readonly Step[] = SHOPPERS.flatMap((who, index) => [
  ...ASKS.slice(index, index + 1),
  typed(who, 'code'),
]);

function typed(who: Shopper, text: ShopperText): Says {
  return { kind: 'says', who, text, calls: [], reply: 'Sure.' };
}

/** The contact that the shopper did write, tried on every order there is. */
const PROBES: readonly Step[] = SHOPPERS.map((who) => {
  const [, contact = ''] = /address is (\S+)/.exec(OWN_CONTACT[who]) ?? [];
  const numbers = [1, 2, 3].flatMap((one) => [1, 2, 3, 4].map((place) => `DM-${one}000${place}`));
  return {
    kind: 'calls',
    who,
    calls: numbers
      .filter((orderNumber) => !OWN_CONTACT[who].includes(orderNumber.slice(0, 4)))
      .flatMap((orderNumber) => [
        { name: 'get_order', args: { orderNumber, contact } },
        { name: 'get_payment_status', args: { orderNumber, contact } },
      ]),
  };
});

function textNames(): ShopperText[] {
  return Object.keys(TEXTS) as ShopperText[];
}
