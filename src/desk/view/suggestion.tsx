import { useState } from 'preact/hooks';
import type { Suggestion } from '../../protocol/desk-conversation.ts';
import type { Desk } from '../desk.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { sayProblem } from '../server.ts';

/** A draft by the language model. It is never sent by itself: it is taken into the box, or dismissed with a word why. */
export function SuggestionBox(props: {
  desk: Desk;
  opened: OpenConversation;
  onTake: (suggestion: Suggestion) => void;
}) {
  const { desk, opened, onTake } = props;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const suggestion = opened.suggestion.value;
  const draft = async () => {
    setBusy(true);
    setTrouble('');
    try {
      opened.suggestion.value = await desk.server.send(
        'POST',
        `/conversations/${opened.id}/suggestion`,
      );
    } catch (error) {
      setTrouble(sayProblem(error));
    }
    setBusy(false);
  };
  const dismiss = (reason: string) => {
    const id = suggestion?.id;
    opened.suggestion.value = null;
    void desk.try(() => desk.server.send('PUT', `/suggestions/${id}/dismissal`, { reason }));
  };
  if (suggestion === null)
    return (
      <div class="acts">
        <button type="button" class="link" disabled={busy} onClick={() => void draft()}>
          {busy ? 'Drafting…' : 'Draft a reply'}
        </button>
        <span class="trouble" role="alert">
          {trouble}
        </span>
      </div>
    );
  return (
    <section class="suggestion" aria-label="Draft by the language model">
      <p lang={suggestion.locale} dir="auto">
        {suggestion.text}
      </p>
      {suggestion.sources.length > 0 && (
        <p class="meta">
          Rests on {[...new Set(suggestion.sources.map(({ tool }) => tool))].join(', ')}
        </p>
      )}
      <div class="acts">
        <button type="button" class="primary" onClick={() => onTake(suggestion)}>
          Take it <kbd>Ctrl J</kbd>
        </button>
        {['not right', 'wrong tone', 'not needed'].map((reason) => (
          <button type="button" class="quiet" onClick={() => dismiss(reason)}>
            Dismiss: {reason}
          </button>
        ))}
      </div>
    </section>
  );
}
