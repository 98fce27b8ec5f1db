import { useState } from 'preact/hooks';
import { COMMANDS } from '../commands.ts';
import type { Desk } from '../desk.ts';
import { OverlayFrame } from './overlay.tsx';

interface Choice {
  name: string;
  hint: string;
  run(): void;
}

/** Find a conversation or do anything, by typing. */
export function Palette({ desk }: { desk: Desk }) {
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const wanted = search.trim().toLowerCase();
  const choices: Choice[] = [
    ...COMMANDS.filter(({ isPossible }) => isPossible?.(desk) !== false).map(
      ({ key, name, run }) => ({
        name,
        hint: key === null ? '' : key.toUpperCase(),
        run: () => run(desk),
      }),
    ),
    ...desk.queue.rows.value.map((row) => ({
      name: row.name ?? row.lastLine?.text.slice(0, 60) ?? row.conversationId,
      hint: row.reason.label,
      run: () => void desk.show(row.conversationId),
    })),
  ]
    .filter(({ name, hint }) => `${name} ${hint}`.toLowerCase().includes(wanted))
    .slice(0, 12);
  const run = (choice: Choice | undefined) => {
    desk.overlay.value = 'none';
    // Behind the dialog's own return of the focus.
    setTimeout(() => choice?.run(), 0);
  };
  return (
    <OverlayFrame desk={desk} title="Find or do">
      <input
        type="text"
        role="combobox"
        data-first
        aria-label="Find or do"
        aria-expanded="true"
        aria-controls="palette-choices"
        aria-activedescendant={choices.length === 0 ? undefined : `palette-${at}`}
        value={search}
        onInput={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setAt((at + step + choices.length) % Math.max(1, choices.length));
          }
          if (event.key === 'Enter') {
            event.preventDefault();
            run(choices[at]);
          }
        }}
      />
      <div id="palette-choices" role="listbox" aria-label="Choices">
        {choices.map((choice, index) => (
          <div
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={() => run(choice)}
          >
            <bdi>{choice.name}</bdi> <span class="meta">{choice.hint}</span>
          </div>
        ))}
        {choices.length === 0 && <p class="muted">Nothing is found.</p>}
      </div>
    </OverlayFrame>
  );
}
