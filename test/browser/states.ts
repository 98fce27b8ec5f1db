import type { Card } from '../../src/protocol/card.ts';
import type { HandoffProgress, LogEventInput } from '../../src/protocol/stream-event.ts';
import type { Translator } from '../../src/ui/translate.ts';
import type { Scene, Visit } from './scene.ts';

/** Where a state is reached: a conversation on a page. */
export interface Stage extends Visit {
  scene: Scene;
  id: string;
  t: Translator;
}

/** One state of a conversation, as a shopper sees and hears it. */
export interface State {
  name: string;
  reach(stage: Stage): Promise<unknown>;
  /** what the panel shows by then */
  shows: string;
  /** texts that can be read */
  says(t: Translator): string[];
  /** what a screen reader is told, and by which of the three regions */
  tells?: readonly [region: 'log' | 'status' | 'alert', text: (t: Translator) => string];
}

const HANDOFF = { handoffId: 'hnd_1' };
const PROGRESS = { type: 'handoff-progress', ...HANDOFF } as const;
const MIA = { name: 'Mia' };
const STREAMED = 'Your **order** with an open `code and a [link](https://';
const PROPOSAL = {
  id: 'prp_1',
  kind: 'refund',
  state: 'open',
  text: 'Refund of 52.90 EUR for order DM-10020.',
  orderNumber: 'DM-10020',
  amount: { amount: 5290, currency: 'EUR' },
  route: 'original_method',
  method: { method: 'card', last4: '4242' },
  arrival: { earliest: '2026-12-01', latest: '2026-12-03' },
  approval: 'person',
  confirmationToken: 'cft_1',
  expiresAt: '2099-01-01T00:00:00Z',
} as const;
const TRACKING: Card = {
  type: 'tracking',
  orderNumber: 'DM-10001',
  carrier: 'DHL',
  trackingNumber: 'UJ726424272YP',
  status: 'customs_action_required',
  actionRequired: 'buyer',
  eta: { earliest: '2026-12-02', latest: '2026-12-05', source: 'estimate' },
  legs: [
    { kind: 'first_mile', status: 'done', from: 'Jingdezhen', endedAt: '2026-11-10T08:00:00Z' },
    { kind: 'line_haul', status: 'done', to: 'Leipzig', endedAt: '2026-11-18T08:00:00Z' },
    { kind: 'customs', status: 'active', to: 'Leipzig' },
    { kind: 'last_mile', status: 'waiting', to: 'Berlin' },
  ],
  lastScanAt: '2026-11-20T08:00:00Z',
};

/** One card of each kind that tells. */
export const CARDS: LogEventInput[] = [
  {
    type: 'card',
    card: {
      type: 'order',
      orderNumber: 'DM-10001',
      status: 'shipped',
      placedAt: '2026-11-08T10:00:00Z',
      total: { amount: 11930, currency: 'EUR' },
      lines: [
        { title: 'Celadon gaiwan set', quantity: 1, total: { amount: 4600, currency: 'EUR' } },
      ],
      moreLines: 2,
    },
  },
  {
    type: 'card',
    card: {
      type: 'payment',
      orderNumber: 'DM-10013',
      status: 'failed',
      method: 'card',
      last4: '4242',
      amount: { amount: 5290, currency: 'EUR' },
      captured: { amount: 0, currency: 'EUR' },
      refunded: { amount: 0, currency: 'EUR' },
      declineReason: 'insufficient_funds',
    },
  },
  { type: 'card', card: TRACKING },
  {
    type: 'card',
    card: {
      type: 'products',
      products: [1, 2, 3].map((n) => ({
        id: `prd_00${n}`,
        title: 'Nambu cast-iron teapot',
        price: { amount: 8900, currency: 'USD' },
        available: n !== 2,
        url: `https://damaskmoon.example.com/${n}`,
      })),
    },
  },
];

const logged =
  (...events: LogEventInput[]) =>
  ({ scene, id }: Stage) =>
    scene.shop.services.log.append(id, events);
const told =
  (event: Omit<HandoffProgress, 'type' | 'handoffId'>) =>
  async ({ scene }: Stage) =>
    scene.shop.tell({ ...PROGRESS, ...event });

/** A conversation from its first words to its rating, state after state. */
export const STATES: readonly State[] = [
  {
    name: 'idle',
    reach: async () => {},
    shows: 'article.assistant',
    says: (t) => [t('assistant'), t('person')],
    tells: ['log', (t) => t('assistant')],
  },
  {
    name: 'thinking',
    reach: logged(
      { type: 'status', status: 'thinking' },
      { type: 'tool-start', callId: 'c1', tool: 'get_order' },
    ),
    shows: '.activity',
    says: (t) => [t('doing.get_order')],
    tells: ['status', (t) => t('doing.get_order')],
  },
  {
    name: 'streaming',
    async reach(stage) {
      const { scene, id } = stage;
      await logged({
        type: 'message-start',
        messageId: 'msg_s',
        author: 'assistant',
        locale: 'en',
      })(stage);
      scene.shop.services.log.publishDelta(id, 'msg_s', STREAMED);
    },
    shows: 'article.assistant >> text=Your order with an open',
    says: () => ['with an open `code and a [link](https://'],
  },
  {
    name: 'stopped',
    reach: logged(
      {
        type: 'message-end',
        messageId: 'msg_s',
        author: 'assistant',
        text: 'Your **order**',
        locale: 'en',
        outcome: 'stopped',
      },
      { type: 'status', status: 'stopped' },
    ),
    shows: '.note',
    says: (t) => [t('stopped')],
    tells: ['log', (t) => t('stopped')],
  },
  {
    name: 'cards',
    reach: logged(...CARDS),
    shows: '.products',
    says: (t) => [t('notCharged'), t('fault.insufficient_funds'), t('products')],
    tells: ['log', (t) => t('payment')],
  },
  {
    name: 'tracking',
    reach: logged({ type: 'card', card: TRACKING }),
    shows: '.journey',
    says: (t) => [t('code.customs_action_required'), t('leg.customs'), t('actBuyer')],
    tells: ['log', (t) => t('code.customs_action_required')],
  },
  {
    name: 'needs-identity',
    reach: logged({ type: 'status', status: 'needs_identity' }),
    shows: 'form.card',
    says: (t) => [t('identity'), t('identityText'), t('sendCode')],
    tells: ['log', (t) => t('identityText')],
  },
  {
    name: 'code',
    reach: logged(
      { type: 'status', status: 'code_sent' },
      { type: 'status', status: 'verification_failed' },
    ),
    shows: '.digits',
    says: (t) => [t('codeWrong'), t('confirmCode'), t('newCode')],
    tells: ['log', (t) => t('codeWrong')],
  },
  {
    name: 'verified',
    reach: logged({ type: 'status', status: 'verified' }),
    shows: '.note >> nth=1',
    says: (t) => [t('verified')],
    tells: ['log', (t) => t('verified')],
  },
  {
    name: 'action-waiting-for-you',
    reach: logged({ type: 'proposal', proposal: PROPOSAL }),
    shows: '.proposal .acts',
    says: (t) => [PROPOSAL.text, t('confirm'), t('decline'), t('youGet')],
    tells: ['log', (t) => t('state.open')],
  },
  {
    name: 'action-asked-twice',
    reach: ({ widget }) => widget.host.locator('.proposal .acts .primary').click(),
    shows: '.proposal .second',
    says: (t) => [t('consequencePerson'), t('confirmYes'), t('back')],
  },
  {
    name: 'action-waiting-for-approval',
    reach: logged({ type: 'proposal', proposal: { ...PROPOSAL, state: 'awaiting_approval' } }),
    shows: '.proposal .chip.care',
    says: (t) => [t('state.awaiting_approval')],
    tells: ['log', (t) => t('state.awaiting_approval')],
  },
  {
    name: 'bank-details',
    reach: logged({
      type: 'card',
      card: {
        type: 'bank_details',
        orderNumber: 'DM-10022',
        refundId: 'rfd_1',
        amount: { amount: 5290, currency: 'EUR' },
        status: 'needed',
        choices: ['iban', 'account_number'],
      },
    }),
    shows: 'form.card input',
    says: (t) => [t('bank'), t('bankText'), t('bankSend')],
    tells: ['log', (t) => t('bank')],
  },
  {
    name: 'queued',
    reach: logged({ type: 'handoff-opened', ...HANDOFF, reason: 'asked' }),
    shows: '#person',
    says: (t) => [t('queued'), t('queuedLeave'), t('cancelPerson')],
    tells: ['log', (t) => t('queued')],
  },
  {
    name: 'place-in-line',
    reach: told({ place: 3, waitMinutes: 8 }),
    shows: '#person',
    says: (t) => [t('queuedPlace', { n: 3 }), t('queuedWait', { n: 8 })],
    tells: ['log', (t) => t('queuedPlace', { n: 3 })],
  },
  {
    name: 'agent-joined',
    reach: logged(
      { type: 'handoff-claimed', ...HANDOFF, humanAgentName: MIA.name },
      { type: 'message-start', messageId: 'msg_m', author: 'human_agent' },
      {
        type: 'message-end',
        messageId: 'msg_m',
        author: 'human_agent',
        text: 'Hello, I am looking into it.',
        authorName: MIA.name,
      },
    ),
    shows: 'article.human_agent',
    says: (t) => [t('answers', MIA)],
    tells: ['log', (t) => t('answers', MIA)],
  },
  {
    name: 'agent-typing',
    reach: told({ humanAgent: 'typing' }),
    shows: '.activity',
    says: (t) => [t('typing', MIA)],
    tells: ['status', (t) => t('typing', MIA)],
  },
  {
    name: 'agent-away',
    reach: told({ humanAgent: 'away' }),
    shows: '.activity',
    says: (t) => [t('away', MIA)],
    tells: ['status', (t) => t('away', MIA)],
  },
  {
    name: 'snoozed',
    reach: logged({ type: 'handoff-snoozed', ...HANDOFF, until: '2026-12-01T09:00:00Z' }),
    shows: '.note',
    says: (t) => [t('snoozed', MIA).split('{when}')[0] ?? ''],
    tells: ['log', (t) => t('snoozed', MIA).split('{when}')[0] ?? ''],
  },
  {
    name: 'handed-back',
    reach: logged({ type: 'handoff-returned', ...HANDOFF }),
    shows: '#person',
    says: (t) => [t('returned'), t('assistant')],
    tells: ['log', (t) => t('returned')],
  },
  {
    name: 'resolved',
    reach: logged(
      { type: 'handoff-claimed', ...HANDOFF, humanAgentName: MIA.name },
      { type: 'handoff-closed', ...HANDOFF },
    ),
    shows: '.rating',
    says: (t) => [t('rate'), t('rateSend'), t('later')],
    tells: ['log', (t) => t('rate')],
  },
  {
    name: 'closed',
    reach: ({ widget }) => widget.host.locator('.rating .quiet').click(),
    shows: '.note',
    says: (t) => [t('closed'), t('person')],
    tells: ['log', (t) => t('closed')],
  },
  {
    name: 'menu',
    reach: ({ widget }) => widget.host.locator('#menu').click(),
    shows: '.menu',
    says: (t) => [t('erase'), t('trust')],
  },
  {
    name: 'offline',
    async reach({ page, widget }) {
      await widget.host.locator('#menu').click();
      await page.context().setOffline(true);
      await widget.say('One more thing');
    },
    shows: '.banner',
    says: (t) => [t('offline'), t('waitingToSend')],
    tells: ['status', (t) => t('offline')],
  },
];
