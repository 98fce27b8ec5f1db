import { expect, it } from 'vitest';
import { understand } from '../../../../src/agent/models/built-in/understand.ts';

// Things that stand in no example and no pattern: the frame has to tell.
const THINGS =
  'a garlic press,wind chimes,trekking poles,a salad spinner,a fondue set,a barometer,lampshades,a pepper mill,snow globes,corkscrews,knee pads,a telescope,a wine rack,dog bowls,bookends,velvet cushions'.split(
    ',',
  );
const FRAMES = ['Do you have *?', 'do you sell *', "I'm looking for *", 'how much is *'];

it('takes a question after goods for one, whatever the goods', async () => {
  const questions = THINGS.flatMap((thing) => FRAMES.map((frame) => frame.replace('*', thing)));
  const found = await Promise.all(questions.map((text) => understand(text, 'en')));
  const missed = questions.filter((_, index) => found[index]?.intent !== 'product_question');
  expect(missed.length / questions.length, missed.join('\n')).toBeLessThan(0.1);
});

const GREETINGS: [string, string][] = [
  ['en', 'hello'],
  ['de', 'guten Tag'],
  ['fr', 'bonsoir'],
  ['es', 'buenas tardes'],
  ['pt', 'boa tarde'],
  ['it', 'buonasera'],
  ['ja', 'こんばんは'],
  ['ko', '안녕하세요'],
  ['zh', '您好'],
  ['ar', 'السلام عليكم'],
  ['ru', 'здравствуйте'],
  ['id', 'permisi'],
  ['vi', 'shop ơi'],
  ['th', 'สวัสดีค่ะ'],
];

it.each(GREETINGS)('greets back in %s: %s', async (locale, text) => {
  expect((await understand(text, locale)).intent).toBe('greeting_thanks');
});
