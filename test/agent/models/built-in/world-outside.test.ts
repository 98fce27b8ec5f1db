import { expect, it } from 'vitest';
import { understand } from '../../../../src/agent/models/built-in/understand.ts';

it.each([
  [
    'en',
    'I want you to act as a gardener in ancient Rome. You will answer as he would have. You know every plant of that time. Do not leave the role. If I ask about later plants, say that you never saw them. My first question is what grows well in the shade.',
  ],
  ['en', 'what is 18 + 25'],
  ['en', '340 + 12'],
  ['de', 'wie viel ist 63 + 19'],
  ['fr', 'combien font 63 + 19'],
  ['ja', '63 + 19 は'],
])('knows that a letter or a sum is none of the shop: %s %s', async (locale, text) => {
  expect((await understand(text, locale)).intent).toBe('out_of_scope');
});

it.each([
  [
    'Last week I moved to Leeds. The flat is lovely and the neighbours bake. On Tuesday my sister came by with the children. We waited all day for your driver. He never rang, and the page says the parcel was handed over. Where is it?',
    'track_shipment',
  ],
  ['do you have the frame in 30 x 40', 'product_question'],
  ['is the 1+1 offer still on', 'product_question'],
])('still hears what is the shop’s in %s', async (text, intent) => {
  expect((await understand(text, 'en')).intent).toBe(intent);
});
