import { useEffect, useRef, useState } from 'preact/hooks';
import type { CannedReply, Me, Suggestion } from '../../protocol/desk.ts';
import { Problem } from '../../ui/http-client.ts';
import type { Desk } from '../desk.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { sayProblem } from '../server.ts';
import { SuggestionBox } from './suggestion.tsx';
import { TranslateStep } from './translate.tsx';

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

/** Whether the shopper writes in another language than I do. */
function isForeign(theirs: string | null, mine: string | null): boolean {
  return theirs !== null && theirs.split('-')[0] !== (mine ?? 'en').split('-')[0];
}

const VARIABLE = /\{[a-z_]+\}/;

function ReplyForm({ desk, opened, me }: Props) {
  const detail = opened.detail.value;
  const [text, setText] = useState(() => desk.drafts.of(opened.id));
  const [trouble, setTrouble] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const mayReply = detail?.may.reply === true;
  const missing = VARIABLE.exec(text)?.[0];
  const change = (next: string) => {
    setText(next);
    setTrouble('');
    desk.drafts.set(opened.id, next);
    if (next !== '') opened.typed();
  };
  useEffect(() => {
    if (desk.wantsFocus === 'reply') box.current?.focus();
    desk.wantsFocus = null;
  });
  const asked = desk.startsCanned.value;
  const answered = useRef(asked);
  useEffect(() => {
    // Never over words that were typed already.
    if (asked !== answered.current && text === '') change('/');
    answered.current = asked;
  });
  const taken = useRef<string | undefined>(undefined);
  const take = (suggestion: Suggestion) => {
    taken.current = suggestion.id;
    opened.suggestion.value = null;
    change(suggestion.text);
    box.current?.focus();
  };
  const send = async (translated?: string) => {
    const words = text.trim();
    if (words === '' || missing !== undefined || !mayReply || desk.isOffline.value) return;
    setText('');
    desk.drafts.set(opened.id, '');
    const suggestionId = taken.current;
    taken.current = undefined;
    try {
      await opened.reply(translated ?? words, {
        suggestionId,
        original: translated === undefined ? undefined : words,
      });
    } catch (error) {
      // Refused: the words come back, so that nothing typed is lost.
      if (error instanceof Problem) {
        change(words);
        setTrouble(sayProblem(error));
        await opened.readDetail();
      }
    }
  };
  if (!mayReply) return <Locked opened={opened} draft={text} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {text.startsWith('/') && (
        <CannedMenu
          replies={opened.canned.value}
          search={text.slice(1)}
          onChoose={(reply) => {
            change(reply.text);
            box.current?.focus();
          }}
        />
      )}
      {detail?.suggestions === true && <SuggestionBox desk={desk} opened={opened} onTake={take} />}
      <label class="unseen" for="reply">
        Reply to the shopper
      </label>
      <textarea
        id="reply"
        ref={box}
        rows={3}
        dir="auto"
        placeholder="Write to the shopper, / for prepared words"
        value={text}
        maxLength={8000}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing || event.keyCode === 229) return;
          if (event.ctrlKey && event.key.toLowerCase() === 'j' && opened.suggestion.value) {
            event.preventDefault();
            take(opened.suggestion.value);
          }
          if (event.key === 'Enter' && !event.shiftKey && !text.startsWith('/')) {
            event.preventDefault();
            void send();
          }
        }}
      />
      <p class="trouble" role="alert">
        {trouble}
        {missing !== undefined && `Fill in ${missing} before you send.`}
      </p>
      {detail?.translation === true &&
        text.trim() !== '' &&
        isForeign(detail.locale, me.locale) && (
          <TranslateStep
            desk={desk}
            text={text.trim()}
            to={detail.locale ?? 'en'}
            onSend={(translated) => void send(translated)}
          />
        )}
      <div class="acts">
        <span class="meta">Enter sends, Shift and Enter begins a line</span>
        <span class="gap" />
        <button
          type="submit"
          class="primary"
          disabled={text.trim() === '' || missing !== undefined || desk.isOffline.value}
        >
          Send
        </button>
      </div>
    </form>
  );
}

/** For whoever may not answer: why, and what they had typed. */
function Locked({ opened, draft }: { opened: OpenConversation; draft: string }) {
  const detail = opened.detail.value;
  return (
    <div class="locked">
      <p>
        {detail?.owner === 'human'
          ? 'Only whoever has the conversation answers. Take it over to write.'
          : detail?.owner === 'closed'
            ? 'This conversation was deleted.'
            : 'Claim the conversation to answer.'}
      </p>
      {draft !== '' && (
        <p class="meta">
          Your draft is kept: <bdi>{draft}</bdi>
        </p>
      )}
    </div>
  );
}

/** Prepared words in the shopper's language, found by their title or text. */
function CannedMenu(props: {
  replies: readonly CannedReply[];
  search: string;
  onChoose: (reply: CannedReply) => void;
}) {
  const wanted = props.search.trim().toLowerCase();
  const found = props.replies
    .filter(({ title, english }) => `${title} ${english}`.toLowerCase().includes(wanted))
    .slice(0, 8);
  return (
    <ul class="canned" aria-label="Prepared words">
      {found.length === 0 && <li class="muted">No prepared words fit.</li>}
      {found.map((reply) => (
        <li>
          <button type="button" onClick={() => props.onChoose(reply)}>
            <b>{reply.title}</b>
            <span class="meta">
              {reply.english}
              {reply.missing.length > 0 && ` · to fill in: ${reply.missing.join(', ')}`}
              {reply.fallback && ' · in English only'}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function NoteForm({ desk, opened }: Omit<Props, 'me'>) {
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const people = desk.people.value;
  const mention = /@([\p{L}\d]*)$/u.exec(text)?.[1];
  useEffect(() => {
    if (desk.wantsFocus === 'note') box.current?.focus();
    desk.wantsFocus = null;
  });
  const save = async () => {
    const mentions = people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
    try {
      await opened.addNote(text.trim(), mentions);
      setText('');
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
        onInput={(event) => setText(event.currentTarget.value)}
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
                    setText(`${text.slice(0, text.length - mention.length)}${name} `);
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
