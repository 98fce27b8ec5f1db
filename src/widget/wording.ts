import { chooseLocale, createTranslator, type Texts, type Translator } from '../ui/translate.ts';
import { AVAILABLE, ENGLISH, loadTexts, type TextGroup } from './locales.ts';

/** The interface's language: chosen by wishes, its texts loaded as far as they are needed. */
export class Wording {
  t: Translator = createTranslator('en', ENGLISH, ENGLISH);
  /** English texts of the conversation, once there is one */
  #cards: Texts | null = null;
  #asked = 0;

  /** Takes the first wish that there are texts for; without their file everything is English, and says so by its `lang`. */
  async choose(wishes: readonly (string | null | undefined)[]): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const locale = chooseLocale(wishes, AVAILABLE);
    const isTaken = await this.#load(locale, asked).catch(() => false);
    if (!isTaken && asked === this.#asked) await this.#load('en', asked);
  }

  /** Adds the texts of the conversation. @throws Error when their file cannot be had */
  async addCards(english: Texts): Promise<void> {
    this.#cards = english;
    await this.#load(this.t.locale, this.#asked);
  }

  /** Texts that only one part needs; English, and said so, where their file cannot be had. */
  async translator(group: TextGroup, english: Texts): Promise<Translator> {
    const { locale } = this.t;
    return loadTexts(locale, group, english).then(
      (texts) => createTranslator(locale, texts, english),
      () => createTranslator('en', english, english),
    );
  }

  async #load(locale: string, asked: number): Promise<boolean> {
    const english = { ...ENGLISH, ...this.#cards };
    const [chat, cards] = await Promise.all([
      loadTexts(locale, 'chat', ENGLISH),
      this.#cards === null ? {} : loadTexts(locale, 'cards', this.#cards),
    ]);
    // Another language was asked for meanwhile.
    if (asked !== this.#asked) return true;
    this.t = createTranslator(locale, { ...chat, ...cards }, english);
    return true;
  }
}
