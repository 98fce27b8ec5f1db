import { useState } from 'preact/hooks';
import type { Card } from '../../protocol/card.ts';
import { formatDays, formatInstant } from '../format.ts';
import { Icon } from '../icons.tsx';
import { SafeLink } from '../markdown-view.tsx';
import type { CardScene } from './card-view.tsx';
import { CardHead, codeWord } from './parts.tsx';

type TrackingCardData = Extract<Card, { type: 'tracking' }>;

/** Where the parcel is, as a picture of its legs from the seller to the door, with the same in words. */
export function TrackingCard(props: { card: TrackingCardData; scene: CardScene }) {
  const { card, scene } = props;
  const { t, hosts } = scene;
  return (
    <div
      class="card tracking"
      part="card"
      role="group"
      aria-label={`${t('parcel')} ${card.orderNumber}`}
    >
      <CardHead
        title={t('parcel')}
        number={card.orderNumber}
        status={{ code: card.status, text: codeWord(t, card.status) }}
      />
      {card.legs.length > 0 && <Journey card={card} scene={scene} />}
      <p class="eta">
        <Icon name="clock" size={16} />
        <span>
          {card.eta === undefined
            ? t('noDate')
            : t('expected', { date: formatDays(t.locale, card.eta.earliest, card.eta.latest) })}
          {card.eta?.source === 'estimate' && <span class="muted"> ({t('estimate')})</span>}
        </span>
      </p>
      {card.actionRequired !== 'none' && (
        <p class={card.actionRequired === 'buyer' ? 'care' : 'muted'}>
          {t(card.actionRequired === 'buyer' ? 'actBuyer' : 'actSeller')}
        </p>
      )}
      <p class="meta">
        <bdi>{card.carrier}</bdi> <Code text={card.trackingNumber} scene={scene} />
      </p>
      {card.lastScanAt && (
        <p class="meta">
          {t('lastScan', {
            date: formatInstant(t.locale, card.lastScanAt, {
              day: 'numeric',
              month: 'short',
              hour: 'numeric',
              minute: '2-digit',
            }),
          })}
        </p>
      )}
      {card.trackingUrl?.startsWith('https://') && (
        <p class="meta">
          <SafeLink href={card.trackingUrl} hosts={hosts}>
            {t('carrierPage')}
          </SafeLink>
        </p>
      )}
    </div>
  );
}

/** An ordered list for whoever reads, a line with stations for whoever looks. */
function Journey({ card, scene: { t } }: { card: TrackingCardData; scene: CardScene }) {
  return (
    <ol class="journey" aria-label={t('journey')}>
      {card.legs.map((leg) => {
        const name = t.find(`leg.${leg.kind}`) ?? leg.kind;
        const place = leg.kind === 'first_mile' ? leg.from : (leg.to ?? leg.from);
        const date = leg.endedAt === undefined ? '' : formatInstant(t.locale, leg.endedAt);
        return (
          <li class={leg.status} aria-current={leg.status === 'active' ? 'step' : undefined}>
            <span class="station" aria-hidden="true">
              {leg.status === 'done' && <Icon name="check" size={12} />}
              {leg.status === 'active' && <Icon name="box" size={16} />}
            </span>
            <span class="leg">
              {name}
              <span class="unseen">: {t(`stage.${leg.status}`)}</span>
            </span>
            <span class="meta">
              {place !== undefined && <bdi>{place}</bdi>} <span class="date">{date}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Code({ text, scene: { t } }: { text: string; scene: CardScene }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <bdi dir="ltr" class="number">
        {text}
      </bdi>{' '}
      <button
        type="button"
        class="link"
        onClick={() => {
          navigator.clipboard?.writeText(text).then(
            () => setCopied(true),
            () => {},
          );
        }}
      >
        <span aria-live="polite">{t(isCopied ? 'copied' : 'copy')}</span>
        <span class="unseen"> {text}</span>
      </button>
    </>
  );
}
