import { Component, createRef } from 'preact';
import { hasCardNumber } from '../../ui/card-number.ts';
import { Icon } from '../../ui/icons.tsx';
import { UNKNOWN } from '../settings.ts';
import type { Widget } from '../widget.ts';

const MAX_HEIGHT_PX = 140;

interface Props {
  widget: Widget;
}

/** Where the shopper writes. Enter sends, Shift+Enter breaks the line, and an input method keeps its Enter. */
export class Composer extends Component<Props> {
  readonly #box = createRef<HTMLTextAreaElement>();
  readonly #picker = createRef<HTMLInputElement>();
  #draft = '';

  override componentDidMount(): void {
    this.#fit();
  }

  override componentDidUpdate(): void {
    this.#fit();
  }

  /** The field grows with its words, up to a point. */
  #fit(): void {
    const box = this.#box.current;
    const { draft } = this.props.widget;
    if (box === null || draft === this.#draft) return;
    this.#draft = draft;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, MAX_HEIGHT_PX)}px`;
  }

  readonly #send = () => {
    const { widget } = this.props;
    const uploads = widget.session?.uploads;
    if (uploads?.isBusy) return;
    this.#box.current?.focus();
    const files = uploads?.take() ?? [];
    if (files.length === 0 && widget.draft.trim() === '') return;
    widget.send(widget.draft, files);
    widget.setDraft('');
  };

  readonly #key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    // While an input method composes, Enter belongs to it; Safari tells by key code 229 alone.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#send();
  };

  override render({ widget }: Props) {
    const { t, session, talk, draft, settings, standing } = widget;
    const types = settings.attachments?.types;
    const hasFiles = (session?.uploads.list.length ?? 0) > 0;
    // One button, so that it keeps the focus when its meaning changes.
    const canStop =
      standing.thinkingSince !== null && standing.owner !== 'human' && draft === '' && !hasFiles;
    return (
      <form
        class="composer"
        part="composer"
        onSubmit={(event) => {
          event.preventDefault();
          if (canStop) {
            void session?.stop();
            this.#box.current?.focus();
          } else this.#send();
        }}
      >
        {hasCardNumber(draft) && (
          <p class="warn" role="note">
            <Icon name="alert" size={14} /> {t('cardNumber')}
          </p>
        )}
        {talk && session && <talk.UploadList session={session} widget={widget} />}
        <div class="row">
          {/* Its place is kept until the shop has said what it takes: nothing moves under a finger. */}
          {(types || settings === UNKNOWN) && (
            <>
              <button
                type="button"
                class="plain"
                disabled={!types}
                aria-label={t('attach')}
                onClick={() => this.#picker.current?.click()}
              >
                <Icon name="attach" />
              </button>
              <input
                ref={this.#picker}
                type="file"
                hidden
                multiple
                accept={types?.join(',')}
                onChange={({ currentTarget }) => {
                  addFiles(widget, currentTarget.files);
                  currentTarget.value = '';
                }}
              />
            </>
          )}
          <textarea
            ref={this.#box}
            rows={1}
            dir="auto"
            value={draft}
            maxLength={4000}
            aria-label={t('message')}
            aria-describedby="disclosure"
            placeholder={t('message')}
            onInput={({ currentTarget }) => widget.setDraft(currentTarget.value)}
            onKeyDown={this.#key}
            onPaste={(event) => takeFiles(event, event.clipboardData, widget)}
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
}

/** Left to the browser, a dropped file would open in place of the shop. One that only hovers lists none yet. */
export function takeFiles(event: Event, from: DataTransfer | null, widget: Widget): void {
  if (!from?.types.includes('Files')) return;
  event.preventDefault();
  addFiles(widget, from.files);
}

function addFiles(widget: Widget, files: FileList | null): void {
  const chosen = [...(files ?? [])];
  if (chosen[0]) void widget.attempt(async ({ uploads }) => uploads.add(chosen, widget.settings));
}
