import type { Card } from '../../protocol/card.ts';
import { formatDays } from '../format.ts';
import type { CardScene } from './card-view.tsx';
import { Amount, CardHead, codeWord, Facts } from './parts.tsx';

export function RefundCard(props: { card: Extract<Card, { type: 'refund' }>; scene: CardScene }) {
  const { card, scene } = props;
  const { t } = scene;
  return (
    <div class="card" part="card" role="group" aria-label={`${t('refund')} ${card.orderNumber}`}>
      <CardHead
        title={t('refund')}
        number={card.orderNumber}
        status={{ code: card.status, text: codeWord(t, card.status) }}
      />
      {card.held && <p>{t(`check.${card.held.by}`)}</p>}
      <Facts
        rows={[
          [t('youGet'), <Amount t={t} money={card.amount} />],
          [t('route'), t(`route.${card.route}`)],
        ]}
      />
      {card.arrival && (
        <p class="meta">
          {t('arrival', { date: formatDays(t.locale, card.arrival.earliest, card.arrival.latest) })}
        </p>
      )}
    </div>
  );
}
