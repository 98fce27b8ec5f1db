import { describe, expect, test } from 'vitest';
import { LOOKS, lookAt } from './look.ts';
import { stageScene } from './scene.ts';
import { STATES, type State } from './states.ts';
import { conversationOf, hasBrowser, textsOf } from './widget-page.ts';

const WELCOME: State = {
  name: 'welcome',
  reach: ({ widget }) => widget.open(),
  shows: '.welcome',
  says: (t) => [t('assistant'), t('welcome'), t('quickOrder'), t('person')],
};

describe.skipIf(!hasBrowser)('every state of a conversation', () => {
  const scene = stageScene();

  test.each(LOOKS)(
    '$name: is read and heard, has a next step, and shuts nobody out',
    {
      timeout: 180_000,
    },
    async (look) => {
      const visit = await scene.open(look.path, look);
      const { page, widget, problems } = visit;
      const t = textsOf(look.lang);
      const stage = { ...visit, scene, t, id: '' };
      await lookAt(WELCOME, stage, look);
      // Who answers is said before the first word, to those who listen too.
      const described = widget.host.locator(
        `#${await widget.box.getAttribute('aria-describedby')}`,
      );
      expect(await described.textContent()).toBe(t('disclosure'));
      await widget.say(look.lang === 'ar' ? 'مرحبا' : 'Hello');
      await widget.host.locator('article.assistant .feedback').first().waitFor();
      stage.id = await conversationOf(page);
      for (const state of STATES) await lookAt(state, stage, look);
      expect(
        problems.filter((text) => !/ERR_INTERNET_DISCONNECTED|Failed to (load|fetch)/.test(text)),
      ).toEqual([]);
    },
  );
});
