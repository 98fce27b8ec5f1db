import { useEffect, useRef } from 'preact/hooks';
import type { StreamEvent } from '../../protocol/stream-event.ts';
import { formatBytes } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import type { Session } from '../session.ts';
import type { Widget } from '../widget.ts';

type Attachment = NonNullable<Extract<StreamEvent, { type: 'message-end' }>['attachments']>[number];

/** Files of the message that is being written. */
export function UploadList({ session, widget }: { session: Session; widget: Widget }) {
  const { t, settings } = widget;
  const { uploads } = session;
  if (uploads.list.length === 0) return null;
  const size = formatBytes(t.locale, settings.attachments?.maxBytes ?? 0);
  return (
    <ul class="uploads">
      {uploads.list.map(({ key, name, state, progress, problem }) => (
        <li key={key} class={state}>
          <Icon name={state === 'failed' ? 'alert' : 'file'} size={16} />
          <span class="name" role={problem && 'alert'}>
            {problem ? (
              t(problem, { name, size, n: settings.attachments?.maxFiles ?? 0 })
            ) : state === 'busy' ? (
              t('uploading', { name })
            ) : (
              <bdi>{name}</bdi>
            )}
          </span>
          {state === 'busy' && <progress value={progress} aria-label={t('uploading', { name })} />}
          {problem === 'attachFailed' && (
            <button type="button" class="link" onClick={() => uploads.retry(key)}>
              {t('retry')}
            </button>
          )}
          <button
            type="button"
            class="plain small"
            aria-label={t('remove', { name })}
            onClick={() => uploads.remove(key)}
          >
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Files that were sent. Pictures are drawn on a canvas, which no content policy of a shop forbids. */
export function Attached(props: {
  files: readonly Attachment[];
  session: Session;
  widget: Widget;
}) {
  const { files, session, widget } = props;
  return (
    <ul class="attached">
      {files.map((file) => (
        <li key={file.id}>
          {file.type.startsWith('image/') ? (
            <Picture file={file} session={session} />
          ) : (
            <span class="file">
              <Icon name="file" size={16} /> <bdi>{file.name}</bdi>{' '}
              <span class="muted">{formatBytes(widget.t.locale, file.bytes)}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Picture({ file, session }: { file: Attachment; session: Session }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    session.readFile(file.id).then(
      async (blob) => {
        const picture = await createImageBitmap(blob, { resizeWidth: 240, resizeQuality: 'high' });
        const target = canvas.current;
        if (isGone || target === null) return;
        target.width = picture.width;
        target.height = picture.height;
        target.getContext('2d')?.drawImage(picture, 0, 0);
        picture.close();
      },
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [file.id]);
  return (
    <canvas
      ref={canvas}
      class="picture"
      role="img"
      aria-label={file.name}
      width="240"
      height="160"
    />
  );
}
