import type { Card } from '../../protocol/card.ts';
import type { Translator } from '../translate.ts';
import { OrderCard } from './order-card.tsx';
import { PaymentCard } from './payment-card.tsx';
import { ProductsCard } from './products-card.tsx';
import { RefundCard } from './refund-card.tsx';
import { TrackingCard } from './tracking-card.tsx';

/** What a card needs of the screen it stands on. */
export interface CardScene {
  t: Translator;
  /** host names whose links are the shop's own */
  hosts: readonly string[];
  /** says something for the person, as a button of a card does; absent where nobody can answer */
  ask?: ((text: string) => void) | undefined;
  /** true unless whoever listens takes the link over */
  follow?: ((action: string, detail: Record<string, string>) => boolean) | undefined;
}

/** A card made by the service from records: every fact is a typed field. */
export function CardBody({ card, scene }: { card: Card; scene: CardScene }) {
  switch (card.type) {
    case 'order':
      return <OrderCard card={card} scene={scene} />;
    case 'payment':
      return <PaymentCard card={card} scene={scene} />;
    case 'tracking':
      return <TrackingCard card={card} scene={scene} />;
    case 'refund':
      return <RefundCard card={card} scene={scene} />;
    case 'products':
      return <ProductsCard card={card} scene={scene} />;
  }
}
