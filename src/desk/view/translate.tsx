import { useState } from 'preact/hooks';
import type { Translation } from '../../protocol/desk-conversation.ts';
import type { Desk } from '../desk.ts';
import { sayProblem } from '../server.ts';
import { languageName } from '../words.ts';

/** What an agent typed, in the shopper's language, with its way back to check: sent only when they say so. */
export function TranslateStep(props: {
  desk: Desk;
  text: string;
  to: string;
  onSend: (text: string, original: string) => void;
}) {
  const { desk, text, to, onSend } = props;
  const [shown, setShown] = useState<{ of: string; translation: Translation } | null>(null);
  const [trouble, setTrouble] = useState('');
  const translate = async () => {
    setTrouble('');
    try {
      const translation = await desk.server.send<Translation>('POST', '/translations', {
        text,
        to,
        back: true,
      });
      setShown({ of: text, translation });
    } catch (error) {
      setTrouble(sayProblem(error));
    }
  };
  const isFresh = shown !== null && shown.of === text;
  return (
    <div class="translate">
      <button type="button" class="link" onClick={() => void translate()}>
        Preview in {languageName(to)}
      </button>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      {isFresh && (
        <div class="suggestion">
          <p lang={to} dir="auto">
            {shown.translation.text}
          </p>
          {shown.translation.back !== null && (
            <p class="meta" dir="auto">
              Back again: {shown.translation.back}
            </p>
          )}
          <button
            type="button"
            class="primary"
            onClick={() => onSend(shown.translation.text, text)}
          >
            Send it in {languageName(to)}
          </button>
        </div>
      )}
    </div>
  );
}
