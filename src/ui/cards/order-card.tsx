import type { Card } from '../../protocol/card.ts';
import { formatInstant } from '../format.ts';
import type { CardScene } from './card-view.tsx';
import { Amount, CardHead, codeWord, Facts } from './parts.tsx';

export function OrderCard(props: { card: Extract<Card, { type: 'order' }>; scene: CardScene }) {
  const { card, scene } = props;
  const { t, ask } = scene;
  return (
    <div class="card" part="card" role="group" aria-label={`${t('order')} ${card.orderNumber}`}>
      <CardHead
        title={t('order')}
        number={card.orderNumber}
        status={{ code: card.status, text: codeWord(t, card.status) }}
      />
      <ul class="lines">
        {card.lines.map((line) => (
          <li>
            <bdi>{line.title}</bdi>
            <span class="quantity">× {line.quantity}</span>
            {line.total && <Amount t={t} money={line.total} />}
          </li>
        ))}
        {card.moreLines > 0 && <li class="muted">{t('more', { n: card.moreLines })}</li>}
      </ul>
      <Facts rows={[card.total ? [t('total'), <Amount t={t} money={card.total} />] : null]} />
      <p class="meta">
        {t('placed', { date: formatInstant(t.locale, card.placedAt, { dateStyle: 'medium' }) })}
      </p>
      {ask && card.status === 'shipped' && (
        <div class="acts">
          <button
            type="button"
            class="quiet"
            onClick={() => ask(`${t('trackIt')} ${card.orderNumber}`)}
          >
            {t('trackIt')}
          </button>
        </div>
      )}
    </div>
  );
}
