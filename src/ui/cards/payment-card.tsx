import type { Card } from '../../protocol/card.ts';
import { formatMoney } from '../format.ts';
import type { CardScene } from './card-view.tsx';
import { Amount, CardHead, codeWord, Facts, methodText } from './parts.tsx';

export function PaymentCard(props: { card: Extract<Card, { type: 'payment' }>; scene: CardScene }) {
  const { card, scene } = props;
  const { t, ask } = scene;
  const isUnpaid = card.status === 'failed' || card.status === 'expired';
  const reason =
    card.declineReason === undefined ? undefined : t.find(`fault.${card.declineReason}`);
  return (
    <div class="card" part="card" role="group" aria-label={`${t('payment')} ${card.orderNumber}`}>
      <CardHead
        title={t('payment')}
        number={card.orderNumber}
        status={{ code: card.status, text: codeWord(t, card.status) }}
      />
      {isUnpaid && (
        <p>
          {reason ?? t('fault.other')} {card.captured.amount === 0 && t('notCharged')}
        </p>
      )}
      {card.held && <p>{t(`check.${card.held.by}`)}</p>}
      {card.status === 'authorized' && !card.held && (
        <p>{t('held', { amount: formatMoney(t.locale, card.amount) })}</p>
      )}
      <Facts
        rows={[
          [methodText(t, card), <Amount t={t} money={card.amount} />],
          card.captured.amount > 0 && card.captured.amount !== card.amount.amount
            ? [t('paid'), <Amount t={t} money={card.captured} />]
            : null,
          card.refunded.amount > 0 ? [t('refund'), <Amount t={t} money={card.refunded} />] : null,
        ]}
      />
      {ask && isUnpaid && (
        <div class="acts">
          <button
            type="button"
            class="quiet"
            onClick={() => ask(`${t('payAgain')}: ${card.orderNumber}`)}
          >
            {t('payAgain')}
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() => ask(`${t('otherMethod')}: ${card.orderNumber}`)}
          >
            {t('otherMethod')}
          </button>
        </div>
      )}
    </div>
  );
}
