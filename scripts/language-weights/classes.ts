import { readCorpora, splitCorpus } from './corpus.ts';
import { ExampleSource } from './examples.ts';
import type { ClassOfText } from './train.ts';

export interface TrainedClass extends ClassOfText {
  /** text of the class that it is not trained on */
  heldOut: ExampleSource;
}

/** Classes by script; after the stroke, languages outside the 36 that would else be taken for one of them. */
const SCRIPTS: Record<string, string> = {
  latin:
    'en es pt fr de it nl pl tr vi id ms tl sv da no fi cs sk hu ro hi-Latn ar-Latn | ca gl eu hr sl et lv lt sq af is ga cy sw yo ha zu xh so ig az uz eo jv ceb rw',
  cyrillic: 'ru uk bg | sr mk be kk ky mn',
  arabic: 'ar fa | ur ps',
  devanagari: 'hi | mr ne',
  han: 'zh ja',
};
export const SHARE_OUTSIDE = 0.15;
const SHARE_OTHER_SCRIPT = 0.35;

/** Every class with its text. */
export async function readClasses(): Promise<TrainedClass[]> {
  const names = Object.values(SCRIPTS)
    .flatMap((list) => list.split(' '))
    .filter((name) => name !== '|');
  const corpora = await readCorpora(new Set(names));

  // Those who write these take whole words from English, which alone are English: "refund".
  const english = new Set(corpora.get('en')?.words.filter((word) => word.length >= 4));
  const borrowedBy = (name: string) =>
    name.includes('-') || name === 'tl' ? english : new Set<string>();

  const classes: TrainedClass[] = [];
  for (const [script, list] of Object.entries(SCRIPTS)) {
    const outside = list.split(' ').indexOf('|');
    for (const [at, name] of list.split(' ').entries()) {
      const corpus = corpora.get(name);
      if (corpus === undefined || name === '|') continue;
      const { training, heldOut } = splitCorpus(corpus);
      const share =
        outside !== -1 && at > outside
          ? SHARE_OUTSIDE
          : name.includes('-')
            ? SHARE_OTHER_SCRIPT
            : 1;
      classes.push({
        name,
        script,
        source: new ExampleSource(name, training, borrowedBy(name)),
        heldOut: new ExampleSource(name, heldOut, borrowedBy(name)),
        share,
      });
    }
  }
  return classes;
}
