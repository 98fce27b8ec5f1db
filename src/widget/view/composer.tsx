import { useEffect, useRef, useState } from 'preact/hooks';
import { hasCardNumber } from '../../ui/card-number.ts';
import { Icon } from '../../ui/icons.tsx';
import type { Widget } from '../widget.ts';

const MAX_HEIGHT_PX = 140;

/** Where the shopper writes. Enter sends, Shift+Enter breaks the line, and an input method keeps its Enter. */
export function Composer({ widget }: { widget: Widget }) {
  const { t, session, talk, draft, settings, standing } = widget;
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [isDropping, setDropping] = useState(false);
  const uploads = session?.uploads;
  // One button, so that it keeps the focus when its meaning changes.
  const canStop = standing.thinkingSince !== null && standing.owner !== 'human' && draft === '';
  const canAttach = settings.attachments !== null;

  useEffect(() => {
    const area = box.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, MAX_HEIGHT_PX)}px`;
  }, [draft]);

  const send = () => {
    if (uploads?.isBusy) return;
    box.current?.focus();
    widget.send(draft, uploads?.take());
    widget.setDraft('');
  };
  const add = (files: Iterable<File>) =>
    widget.attempt(async (opened) => {
      for (const file of files) opened.uploads.add(file, settings);
    });

  return (
    <form
      class={`composer${isDropping ? ' dropping' : ''}`}
      part="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (canStop && uploads?.list.length === 0) void session?.stop();
        else send();
      }}
      onDragOver={(event) => {
        if (!canAttach) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        setDropping(false);
        if (!canAttach) return;
        event.preventDefault();
        void add([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {hasCardNumber(draft) && (
        <p class="warn" role="note">
          <Icon name="alert" size={14} /> {t('cardNumber')}
        </p>
      )}
      {talk && session && <talk.UploadList session={session} widget={widget} />}
      <div class="row">
        {canAttach && (
          <>
            <button
              type="button"
              class="plain"
              aria-label={t('attach')}
              onClick={() => picker.current?.click()}
            >
              <Icon name="attach" />
            </button>
            <input
              ref={picker}
              type="file"
              hidden
              multiple
              accept={settings.attachments?.types.join(',')}
              onChange={({ currentTarget }) => {
                void add([...(currentTarget.files ?? [])]);
                currentTarget.value = '';
              }}
            />
          </>
        )}
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          value={draft}
          maxLength={4000}
          aria-label={t('message')}
          aria-describedby="disclosure"
          placeholder={t('message')}
          onInput={({ currentTarget }) => widget.setDraft(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            // While an input method composes, Enter belongs to it; Safari tells by key code 229 alone.
            if (event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0 || !canAttach) return;
            event.preventDefault();
            void add(files);
          }}
        />
        <button
          type="submit"
          class="primary round"
          part="button"
          aria-label={t(canStop ? 'stop' : 'send')}
        >
          <Icon name={canStop ? 'stop' : 'send'} />
        </button>
      </div>
      <p class="unseen" id="disclosure">
        {standing.owner === 'human'
          ? t('withPerson', { name: standing.humanName })
          : t('disclosure')}
      </p>
    </form>
  );
}
