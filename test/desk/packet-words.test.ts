import { expect, test } from 'vitest';
import { groupFacts, reasonWords } from '../../src/desk/packet-words.ts';

const source = (sequence: number) => ({ tool: 'track_shipment', sequence });

test('facts stand together by record, the newest first, in words', () => {
  expect(
    groupFacts([
      { label: 'DM-10001 total', value: '€119.30', source: source(3) },
      { label: 'UJ7 status', value: 'customs_processing', source: source(4) },
      { label: 'UJ7 eta', value: '2026-11-29 – 2026-12-03', source: source(9) },
      { label: 'UJ7 silentDays', value: '3', source: source(9) },
      { label: 'UJ7 carrier', value: 'Yanwen', source: source(9) },
    ]),
  ).toEqual([
    {
      record: 'UJ7',
      source: source(9),
      facts: [
        { name: 'status', value: 'customs processing' },
        { name: 'expected', value: 'Nov 29, 2026 – Dec 3, 2026' },
        { name: 'days without a scan', value: '3' },
        { name: 'carrier', value: 'Yanwen' },
      ],
    },
    { record: 'DM-10001', source: source(3), facts: [{ name: 'total', value: '€119.30' }] },
  ]);
});

test('a label in a form nobody foresaw is shown all the same', () => {
  expect(groupFacts([{ label: 'weather', value: 'Fine day', source: source(1) }])).toEqual([
    { record: 'weather', source: source(1), facts: [{ name: 'known', value: 'Fine day' }] },
  ]);
});

test('each reason is told once, in words where there are any', () => {
  expect(
    reasonWords([
      { code: 'asked', label: 'the shopper asked for a person' },
      { code: 'asked_for_person', label: 'asked for person' },
      { code: 'wish', label: 'the shopper asked for a person' },
    ]),
  ).toEqual(['the shopper asked for a person']);
  expect(reasonWords([{ code: 'new_signal', label: 'new signal' }])).toEqual(['new signal']);
});
