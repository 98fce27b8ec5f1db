import { HumanMessage } from '@langchain/core/messages';
import { expect, test } from 'vitest';
import { ScriptedModel } from './scripted-model.ts';

test('plays its replies in order, records the calls and fails beyond the end', async () => {
  const model = new ScriptedModel([
    { toolCalls: [{ name: 'get_order', args: { orderNumber: 'DM-1' } }] },
    'It is on its way.',
  ]);
  const bound = model.bindTools([{ name: 'get_order', description: 'an order', schema: {} }]);
  const first = await bound.invoke([new HumanMessage('Where is it?')]);
  expect(first.tool_calls).toMatchObject([{ name: 'get_order', args: { orderNumber: 'DM-1' } }]);
  const texts: string[] = [];
  for await (const chunk of await bound.stream([new HumanMessage('And now?')]))
    texts.push(chunk.text);
  expect(texts.join('')).toBe('It is on its way.');
  expect(texts.length).toBeGreaterThan(3);
  expect(model.calls.map((call) => call.tools)).toEqual([['get_order'], ['get_order']]);
  model.assertFinished();
  await expect(bound.invoke([new HumanMessage('More?')])).rejects.toThrow('the script ended');
});
