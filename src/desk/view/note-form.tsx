import { useEffect, useRef, useState } from 'preact/hooks';
import type { Desk } from '../desk.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { sayProblem } from '../server.ts';

interface Props {
  desk: Desk;
  opened: OpenConversation;
}

/** Words for colleagues, which no shopper ever sees. */
export function NoteForm({ desk, opened }: Props) {
  const [text, setText] = useState(() => desk.drafts.of(opened.id, 'note'));
  const [trouble, setTrouble] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  // One note, however often its sending is tried.
  const id = useRef(crypto.randomUUID());
  const people = desk.lists.people.value;
  const mention = /@([\p{L}\d]*)$/u.exec(text)?.[1];
  useEffect(() => {
    if (desk.wantsFocus === 'note') box.current?.focus();
    desk.wantsFocus = null;
  });
  const change = (next: string) => {
    setText(next);
    desk.drafts.set(opened.id, 'note', next);
  };
  const save = async () => {
    const mentions = people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
    try {
      await opened.addNote(id.current, text.trim(), mentions);
      id.current = crypto.randomUUID();
      change('');
      setTrouble('');
    } catch (error) {
      setTrouble(sayProblem(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void save();
      }}
    >
      <label class="meta" for="note">
        Not visible to the customer
      </label>
      <textarea
        id="note"
        ref={box}
        rows={3}
        dir="auto"
        value={text}
        maxLength={4000}
        placeholder="A note for colleagues, @ to name one"
        onInput={(event) => change(event.currentTarget.value)}
      />
      {mention !== undefined && (
        <ul class="canned" aria-label="Colleagues">
          {people
            .filter(({ name }) => name.toLowerCase().startsWith(mention.toLowerCase()))
            .slice(0, 6)
            .map(({ name }) => (
              <li>
                <button
                  type="button"
                  onClick={() => {
                    change(`${text.slice(0, text.length - mention.length)}${name} `);
                    box.current?.focus();
                  }}
                >
                  <bdi>{name}</bdi>
                </button>
              </li>
            ))}
        </ul>
      )}
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <div class="acts">
        <span class="gap" />
        <button type="submit" class="primary" disabled={text.trim() === '' || desk.isOffline.value}>
          Add the note
        </button>
      </div>
    </form>
  );
}
