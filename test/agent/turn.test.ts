import { describe, expect, it } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aCustomer, anOrder, aPayment, aShipment } from '../helpers/shop.ts';

const lookUp = { toolCalls: [{ name: 'get_order', args: { orderNumber: 'DM-20001' } }] };
const verified = { verifiedCustomerId: 'cus_1' };

async function converse(
  script: NonNullable<Parameters<typeof testServices>[0]>['script'],
  options = {},
) {
  const services = await testServices({ shop: {}, script: script ?? [], ...options });
  const conversationId = await startConversation(services, verified);
  return { services, conversationId };
}

describe('a turn with a model', () => {
  it('looks up, answers with facts, shows a card and logs what it cost', async () => {
    const { services, conversationId } = await converse([
      lookUp,
      {
        text: 'Your order DM-20001 is on its way. The total is €50.00.',
        usage: { inputTokens: 900, outputTokens: 20 },
      },
    ]);
    const { reply, events, of } = await say(
      services,
      conversationId,
      'Where is my order DM-20001?',
    );
    expect(reply).toBe('Your order DM-20001 is on its way. The total is €50.00.');
    expect(of('card')[0]?.card).toMatchObject({ type: 'order', orderNumber: 'DM-20001' });
    expect(of('turn-ended')[0]).toMatchObject({
      outcome: 'answer',
      model: 'scripted',
      inputTokens: 900,
      outputTokens: 20,
    });
    expect(events.map(({ type }) => type)).toEqual([
      'turn-started',
      'status',
      'tool-start',
      'tool-result',
      'tool-end',
      'card',
      'message-start',
      'message-end',
      'turn-ended',
      'status',
    ]);
    services.scripted?.assertFinished();
  });

  it('takes back a wrong amount and lets the model correct it once', async () => {
    const { services, conversationId } = await converse([
      lookUp,
      'Your order DM-20001 is on its way. You paid €59.00 for it.',
      'Your order DM-20001 is on its way. You paid €50.00 for it.',
    ]);
    const { reply, events } = await say(services, conversationId, 'What did I pay?');
    expect(reply).toBe('Your order DM-20001 is on its way. You paid €50.00 for it.');
    expect(JSON.stringify(events)).not.toContain('59');
    const correction = services.scripted?.calls[2]?.messages.at(-1)?.text;
    expect(correction).toContain('€59.00');
    services.scripted?.assertFinished();
  });

  it('takes back a reply in the wrong language and lets the model correct it once', async () => {
    const { services, conversationId } = await converse([
      lookUp,
      'Your order DM-20001 is on its way to you with our carrier. Please let me know if you need anything else.',
      'Ihre Bestellung DM-20001 ist unterwegs zu Ihnen. Melden Sie sich gern, wenn Sie noch etwas brauchen.',
    ]);
    const { reply, events } = await say(
      services,
      conversationId,
      'Guten Tag, wo ist denn bitte meine Bestellung DM-20001?',
    );
    expect(reply).toMatch(/^Ihre Bestellung/);
    expect(JSON.stringify(events.filter(({ type }) => type === 'message-end'))).not.toContain(
      'on its way',
    );
    expect(services.scripted?.calls[2]?.messages.at(-1)?.text).toMatch(
      /written in English.*again in German/,
    );
    services.scripted?.assertFinished();
  });

  it('answers itself in the shopper’s language when the correction is in the wrong one too', async () => {
    const { services, conversationId } = await converse([
      lookUp,
      'Your order DM-20001 is on its way to you with our carrier, please wait a little.',
      'I am sorry, your order DM-20001 is on its way to you with our carrier.',
    ]);
    const { reply, of } = await say(
      services,
      conversationId,
      'Здравствуйте, где мой заказ DM-20001?',
    );
    expect(reply).toContain('Заказ DM-20001');
    expect(of('turn-ended')[0]?.reasons).toContain('reply_language');
  });

  it('leaves a reply alone whose foreign words are names and lists', async () => {
    const text =
      'Das haben wir für Sie gefunden:\n- Linen Shirt in white with long sleeves\n- Wool Hat for cold winter days';
    const { services, conversationId } = await converse([{ text }]);
    const { reply } = await say(services, conversationId, 'Haben Sie vielleicht etwas aus Leinen?');
    expect(reply).toBe(text);
  });

  it('lets the deterministic model answer when the correction is wrong as well', async () => {
    const { services, conversationId } = await converse([
      lookUp,
      'It was €59.00.',
      'It was €58.00, sorry.',
    ]);
    const { reply, events, of } = await say(
      services,
      conversationId,
      'Where is my order DM-20001?',
    );
    expect(reply).toContain('DM-20001');
    expect(JSON.stringify(events)).not.toMatch(/5[89]\.00/);
    expect(of('turn-ended')[0]?.reasons).toContain('reply_not_grounded');
  });

  it('does not show an amount that belongs to another order of the shopper', async () => {
    const shop = {
      orders: [anOrder(), anOrder({ id: 'ord_2', number: 'DM-20002', shippingCost: 2500 })],
      payments: [aPayment(), aPayment({ id: 'pay_2', orderId: 'ord_2', amount: 7000 })],
      shipments: [aShipment()],
    };
    const { services, conversationId } = await converse(
      [
        { toolCalls: [{ name: 'find_orders', args: {} }] },
        'Order DM-20001 was €70.00.',
        'Order DM-20002 was €70.00.',
      ],
      { shop },
    );
    const { reply, events } = await say(services, conversationId, 'What did my orders cost?');
    expect(reply).toBe('Order DM-20002 was €70.00.');
    expect(JSON.stringify(events)).not.toContain('DM-20001 was');
  });

  it.each([
    ['an unknown tool', { toolCalls: [{ name: 'drop_tables', args: {} }] }],
    ['malformed arguments', { toolCalls: [{ name: 'get_order', rawArgs: '{"orderNumber": ' }] }],
    [
      'arguments of the wrong type',
      { toolCalls: [{ name: 'get_order', args: { orderNumber: 7 } }] },
    ],
  ])('tells the model about %s and goes on', async (_, step) => {
    const { services, conversationId } = await converse([step, lookUp, 'DM-20001 is on its way.']);
    const { reply } = await say(services, conversationId, 'Where is my order?');
    expect(reply).toBe('DM-20001 is on its way.');
    services.scripted?.assertFinished();
  });

  it('breaks an endless tool loop and still answers', async () => {
    const { services, conversationId } = await converse(Array.from({ length: 20 }, () => lookUp));
    const { reply, of } = await say(services, conversationId, 'Where is my order DM-20001?');
    expect(reply).toContain('DM-20001');
    expect(of('tool-start').length).toBeLessThan(8);
  });

  it('opens a handoff when the model asks for one, with a packet for the person', async () => {
    const { services, conversationId } = await converse([
      {
        toolCalls: [
          {
            name: 'hand_off_to_human',
            args: { reason: 'complaint', summary: 'cup arrived broken' },
          },
        ],
      },
      'I have asked a colleague to look at this.',
    ]);
    const { of } = await say(services, conversationId, 'My cup is broken and nobody helps');
    expect(of('handoff-opened')).toHaveLength(1);
    expect(of('turn-ended')[0]?.outcome).toBe('handoff');
    const [handoff] = await services.handoffs.queue();
    expect(handoff).toMatchObject({
      reason: 'complaint',
      summary: 'cup arrived broken',
      state: 'queued',
    });
    expect(handoff?.packet).toMatchObject({
      wish: 'My cup is broken and nobody helps',
      identity: 'verified',
    });
  });

  it('hands a chargeback threat to a person whatever the model says', async () => {
    const { services, conversationId } = await converse(['All right.']);
    const { of } = await say(services, conversationId, 'I will file a chargeback with my bank now');
    expect(of('handoff-opened')[0]?.reason).toBe('chargeback');
  });

  it('keeps the words shown so far when the shopper presses stop', async () => {
    let stop = () => {};
    const { services, conversationId } = await converse([
      () => ({ chunks: ['Hello there, ', 'let me think ', 'about that for a while.'] }),
    ]);
    const follow = new AbortController();
    stop = () => services.turns.stop(conversationId);
    const watching = (async () => {
      for await (const { event } of services.log.follow(conversationId, { signal: follow.signal }))
        if (event.type === 'message-delta') stop();
    })();
    const { of } = await say(services, conversationId, 'Tell me something');
    follow.abort();
    await watching;
    const [end] = of('turn-ended');
    expect(['stopped', 'answer']).toContain(end?.outcome);
    expect(of('message-end').at(-1)?.text.length).toBeGreaterThan(0);
  });

  it('discards a late reply once a person has claimed the conversation', async () => {
    let claim: () => void = () => {};
    const services = await testServices({
      shop: {},
      script: [
        () => {
          claim();
          return { chunks: Array.from({ length: 200 }, () => 'wait ') };
        },
      ],
    });
    const conversationId = await startConversation(services, verified);
    const { staff } = await services.staff.add({ name: 'Mia', role: 'agent' });
    const { handoff } = await services.handoffs.open(conversationId, {
      reason: 'asked',
      summary: '',
    });
    let claimed: Promise<unknown> = Promise.resolve();
    claim = () => {
      claimed = services.handoffs.claim(handoff.id, staff);
    };
    const { of, reply } = await say(services, conversationId, 'Can you tell me about your shop?');
    expect(await claimed).toEqual({ ok: true });
    expect(reply).toBe('');
    expect(of('message-end').at(-1)).toMatchObject({
      author: 'assistant',
      outcome: 'discarded',
      text: '',
    });
    expect(of('turn-ended')[0]?.outcome).toBe('discarded');
    expect((await services.conversations.find(conversationId))?.owner).toBe('human');
  });
});

describe('who may see an order', () => {
  it('ignores a contact that only the model wrote', async () => {
    const services = await testServices({
      shop: {},
      script: [
        {
          toolCalls: [
            {
              name: 'get_order',
              args: { orderNumber: 'DM-20001', contact: 'maria.santos@example.com' },
            },
          ],
        },
        'Could you tell me the e-mail address on the order?',
      ],
    });
    const conversationId = await startConversation(services);
    const { of } = await say(services, conversationId, 'Where is DM-20001?');
    expect(of('tool-result')[0]?.result).toMatchObject({ ok: false, reason: 'identity_needed' });
  });

  it('answers an unknown order, a wrong contact and another customer’s order alike', async () => {
    const shop = { customers: [aCustomer(), aCustomer({ id: 'cus_2', email: 'li@example.com' })] };
    const results = await Promise.all(
      [
        { orderNumber: 'DM-99999', contact: 'maria.santos@example.com' },
        { orderNumber: 'DM-20001', contact: 'li@example.com' },
      ].map(async (args) => {
        const services = await testServices({
          shop,
          script: [{ toolCalls: [{ name: 'get_order', args }] }, 'Sorry.'],
        });
        const conversationId = await startConversation(services);
        const { of } = await say(services, conversationId, `${args.orderNumber} ${args.contact}`);
        return of('tool-result')[0]?.result;
      }),
    );
    expect(results[0]).toEqual(results[1]);
    expect(results[0]).toMatchObject({ ok: false, reason: 'no_match' });

    const services = await testServices({
      shop,
      script: [
        {
          toolCalls: [
            {
              name: 'get_order',
              args: { orderNumber: 'DM-20001', contact: 'maria.santos@example.com' },
            },
          ],
        },
        'Sorry.',
      ],
    });
    const stranger = await startConversation(services, { verifiedCustomerId: 'cus_2' });
    const { of } = await say(services, stranger, 'DM-20001 maria.santos@example.com');
    expect(of('tool-result')[0]?.result).toMatchObject({ ok: false, reason: 'no_match' });
  });

  it('opens an order to whoever writes its number and a contact on it, without address or names', async () => {
    const services = await testServices({
      shop: {},
      script: [
        {
          toolCalls: [
            {
              name: 'get_order',
              args: { orderNumber: 'DM-20001', contact: 'maria.santos@example.com' },
            },
          ],
        },
        'It is on its way.',
      ],
    });
    const conversationId = await startConversation(services);
    const { of } = await say(services, conversationId, 'dm 20001, Maria.Santos@example.com');
    const result = JSON.stringify(of('tool-result')[0]?.result);
    expect(result).toContain('"ok":true');
    expect(result).not.toMatch(/Lindenstraße|Maria|Santos/);
    expect((await services.conversations.find(conversationId))?.identity).toEqual({
      tier: 'claimed',
      orderIds: ['ord_1'],
    });
  });
});

describe('verification in the chat', () => {
  it('sends a code to the contact on the order, tells of it, and goes on with the wish', async () => {
    const args = { orderNumber: 'DM-20001', contact: 'maria.santos@example.com' };
    const services = await testServices({
      shop: {},
      script: [
        { toolCalls: [{ name: 'start_verification', args }] },
        'I have sent you a code.',
        'Thank you. What would you like to do?',
      ],
    });
    const conversationId = await startConversation(services);
    const asked = await say(services, conversationId, 'Refund DM-20001, maria.santos@example.com');
    expect(asked.of('status').map(({ status }) => status)).toContain('code_sent');
    const [mail] = await services.codeOutbox.listOutbox({ conversationId });
    expect(mail?.email).toBe('maria.santos@example.com');

    const wrong = await say(
      services,
      conversationId,
      mail?.code === '000000' ? '000001' : '000000',
    );
    expect(wrong.of('status').map(({ status }) => status)).toContain('verification_failed');
    const right = await say(services, conversationId, mail?.code ?? '');
    expect(right.of('status').map(({ status }) => status)).toContain('verified');
    expect(right.reply).toBe('Thank you. What would you like to do?');
    expect((await services.conversations.find(conversationId))?.identity.tier).toBe('verified');
  });
});
