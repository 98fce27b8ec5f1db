import { useState } from 'preact/hooks';
import { Icon } from '../../ui/icons.tsx';
import type { Widget } from '../widget.ts';

const SCORES = [1, 2, 3, 4, 5] as const;
type Score = (typeof SCORES)[number];

/** Asked once, after a matter is closed or has been quiet for long; it can be changed, and it stands in nobody's way. */
export function RatingForm({ about, widget }: { about: string; widget: Widget }) {
  const { t } = widget;
  const [score, setScore] = useState<Score | null>(null);
  const [comment, setComment] = useState('');
  const [isSent, setSent] = useState(false);
  const later = () => {
    widget.storage.update(() => ({ rated: about }));
    widget.rating = null;
    widget.frame.focusComposer();
    widget.schedule();
  };

  if (isSent && score !== null)
    return (
      <div class="card form" part="card" role="group" aria-label={t('rate')}>
        <p>{t('rateDone', { score: t(`rate.${score}`) })}</p>
        <button type="button" class="link" onClick={() => setSent(false)}>
          {t('rateChange')}
        </button>
      </div>
    );
  return (
    <form
      class="card form rating"
      part="card"
      aria-labelledby="rate-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (score === null) return;
        void widget
          .attempt((session) =>
            session.request('PUT', '/rating', {
              score,
              ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
            }),
          )
          .then((answer) => {
            if (answer === undefined) return;
            widget.storage.update(({ rated, ratedAt }) => ({
              rated: about,
              ratedAt: rated === about && ratedAt ? ratedAt : Date.now(),
            }));
            widget.emit('csat', { score });
            setSent(true);
          });
      }}
    >
      <p class="card-title" id="rate-title">
        {t('rate')}
      </p>
      <fieldset class="stars" aria-labelledby="rate-title">
        {SCORES.map((value) => (
          <label class={score !== null && value <= score ? 'on' : ''}>
            <input
              type="radio"
              name="score"
              value={value}
              checked={score === value}
              onChange={() => setScore(value)}
            />
            <Icon name="star" size={26} />
            <span class="unseen">{t(`rate.${value}`)}</span>
          </label>
        ))}
        <span class="meta" aria-hidden="true">
          {score === null ? '' : t(`rate.${score}`)}
        </span>
      </fieldset>
      {score !== null && (
        <label>
          {t('rateComment')}
          <textarea
            rows={2}
            dir="auto"
            maxLength={1000}
            value={comment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
        </label>
      )}
      <div class="acts">
        <button type="submit" class="primary" part="button" disabled={score === null}>
          {t('rateSend')}
        </button>
        <button type="button" class="quiet" onClick={later}>
          {t('later')}
        </button>
      </div>
    </form>
  );
}
