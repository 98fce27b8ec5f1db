import type { CannedReply } from '../../protocol/desk-conversation.ts';

const MOST_SHOWN = 8;

/** Prepared words by their title or text. */
export function findCanned(replies: readonly CannedReply[], search: string): CannedReply[] {
  const wanted = search.trim().toLowerCase();
  return replies
    .filter(({ title, english }) => `${title} ${english}`.toLowerCase().includes(wanted))
    .slice(0, MOST_SHOWN);
}

/** The list below which the box stays in focus: arrows move through it, Enter takes what `at` points to. */
export function CannedMenu(props: {
  found: readonly CannedReply[];
  at: number;
  onChoose: (reply: CannedReply) => void;
}) {
  return (
    <div class="canned" id="canned" role="listbox" aria-label="Prepared words">
      {props.found.length === 0 && <p class="muted">No prepared words fit.</p>}
      {props.found.map((reply, index) => (
        <div
          id={`canned-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === props.at}
          onMouseDown={(event) => {
            event.preventDefault();
            props.onChoose(reply);
          }}
        >
          <b>{reply.title}</b>
          <span class="meta">
            {reply.english}
            {reply.missing.length > 0 && ` · to fill in: ${reply.missing.join(', ')}`}
            {reply.fallback && ' · in English only'}
          </span>
        </div>
      ))}
    </div>
  );
}
