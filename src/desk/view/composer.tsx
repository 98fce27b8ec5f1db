import type { Me } from '../../protocol/desk-account.ts';
import type { Desk } from '../desk.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { NoteForm } from './note-form.tsx';
import { ReplyForm } from './reply-form.tsx';

interface Props {
  desk: Desk;
  opened: OpenConversation;
  me: Me;
}

/** Where an agent writes: to the shopper, or a note that no shopper ever sees. */
export function Composer({ desk, opened, me }: Props) {
  const mode = desk.writes.value;
  return (
    <section class={`composer writes-${mode}`} aria-label="Write">
      <div class="modes" role="tablist" aria-label="What you write">
        {(['reply', 'note'] as const).map((each) => (
          <button
            type="button"
            role="tab"
            id={`mode-${each}`}
            aria-controls="write"
            aria-selected={mode === each}
            onClick={() => (desk.writes.value = each)}
          >
            {each === 'reply' ? 'Reply' : 'Note'}
          </button>
        ))}
      </div>
      <div id="write" role="tabpanel" aria-labelledby={`mode-${mode}`}>
        {mode === 'reply' ? (
          <ReplyForm desk={desk} opened={opened} me={me} />
        ) : (
          <NoteForm desk={desk} opened={opened} />
        )}
      </div>
    </section>
  );
}
