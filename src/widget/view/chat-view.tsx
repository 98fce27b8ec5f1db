import { Icon } from '../../ui/icons.tsx';
import type { Widget } from '../widget.ts';
import { Banner } from './banner.tsx';
import { Composer, takeFiles } from './composer.tsx';
import { Log } from './log.tsx';
import { PersonBar } from './person-bar.tsx';

/** The whole panel; nothing while it is closed, but for what is read aloud. */
export function ChatView({ widget }: { widget: Widget }) {
  return (
    <>
      {widget.isOpen && <Panel widget={widget} />}
      {widget.talk && widget.session && (
        <widget.talk.Announcements session={widget.session} widget={widget} />
      )}
    </>
  );
}

function Panel({ widget }: { widget: Widget }) {
  const { t, talk, session, standing } = widget;
  const level = Number(widget.host.getAttribute('heading') ?? 2);
  const take = (event: DragEvent) => takeFiles(event, event.dataTransfer, widget);
  return (
    <div
      class={`panel${widget.frame.isFull ? ' full' : ''}`}
      part="panel"
      role="dialog"
      aria-modal={widget.frame.isFull}
      aria-labelledby="title"
      onDragOver={take}
      onDrop={take}
    >
      <div class="header" part="header">
        <div class="who">
          <div class="title" id="title" role="heading" aria-level={level}>
            <bdi>{widget.settings.storeName || t('launcher')}</bdi>
          </div>
          <p class="answering" id="answering">
            {standing.owner === 'human' ? (
              <>
                <Icon name="person" size={14} /> {t('answers', { name: standing.humanName })}
              </>
            ) : (
              t('assistant')
            )}
          </p>
        </div>
        <button
          type="button"
          class="plain"
          id="menu"
          aria-label={t('menu')}
          aria-expanded={widget.isMenuOpen}
          onClick={() => {
            widget.isMenuOpen = !widget.isMenuOpen;
            void widget.need().catch(() => {});
            widget.schedule();
          }}
        >
          <Icon name="more" />
        </button>
        <button
          type="button"
          class="plain"
          id="close"
          aria-label={t('close')}
          onClick={() => widget.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      {widget.isMenuOpen && talk && session && (
        <talk.OptionsMenu session={session} widget={widget} />
      )}
      <PersonBar widget={widget} />
      <Banner widget={widget} />
      <Log widget={widget} />
      <Composer widget={widget} />
    </div>
  );
}
