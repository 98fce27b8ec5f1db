import { useEffect, useRef, useState } from 'preact/hooks';
import type { Me } from '../../protocol/desk-account.ts';
import type { CannedReply, Suggestion } from '../../protocol/desk-conversation.ts';
import { Problem } from '../../ui/http-client.ts';
import type { Desk } from '../desk.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { sayProblem } from '../server.ts';
import { CannedMenu, findCanned } from './canned-menu.tsx';
import { SuggestionBox } from './suggestion.tsx';
import { TranslateStep } from './translate.tsx';

/** Whether the shopper writes in another language than I do. */
function isForeign(theirs: string | null, mine: string | null): boolean {
  return theirs !== null && theirs.split('-')[0] !== (mine ?? 'en').split('-')[0];
}

const VARIABLE = /\{[a-z_]+\}/;

interface Props {
  desk: Desk;
  opened: OpenConversation;
  me: Me;
}

/** Words for the shopper: typed, prepared, drafted by the language model, or translated. */
export function ReplyForm({ desk, opened, me }: Props) {
  const detail = opened.detail.value;
  const [text, setText] = useState(() => desk.drafts.of(opened.id, 'reply'));
  const [trouble, setTrouble] = useState('');
  /** where the arrows stand among the prepared words */
  const [at, setAt] = useState(0);
  const box = useRef<HTMLTextAreaElement>(null);
  const mayReply = detail?.may.reply === true;
  const missing = VARIABLE.exec(text)?.[0];
  const canned = text.startsWith('/') ? findCanned(opened.canned.value, text.slice(1)) : null;
  const change = (next: string) => {
    setText(next);
    setTrouble('');
    setAt(0);
    desk.drafts.set(opened.id, 'reply', next);
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
  const takeCanned = (reply: CannedReply) => {
    change(reply.text);
    box.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = canned?.[at];
    if (event.ctrlKey && event.key.toLowerCase() === 'j' && opened.suggestion.value) {
      event.preventDefault();
      take(opened.suggestion.value);
    } else if (canned !== null && canned.length > 0 && step !== 0) {
      event.preventDefault();
      setAt((at + step + canned.length) % canned.length);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (canned === null) void send();
      else if (chosen !== undefined) takeCanned(chosen);
    }
  };
  const send = async (translated?: string) => {
    const words = text.trim();
    if (words === '' || missing !== undefined || !mayReply || desk.isOffline.value) return;
    setText('');
    desk.drafts.set(opened.id, 'reply', '');
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
        if (error.code === 'stale_reply') opened.catchUp();
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
      {canned !== null && <CannedMenu found={canned} at={at} onChoose={takeCanned} />}
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
        aria-controls={canned === null ? undefined : 'canned'}
        aria-activedescendant={canned === null || canned.length === 0 ? undefined : `canned-${at}`}
        onKeyDown={onKey}
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
        <span class="meta hint">Enter sends, Shift and Enter begins a line</span>
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
