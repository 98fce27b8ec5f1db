import type { Card } from '../../protocol/card.ts';
import type { CardScene } from './card-view.tsx';
import { Amount, CardHead } from './parts.tsx';

/** Products side by side; the list scrolls by keyboard, and a product opens in the same tab. */
export function ProductsCard(props: {
  card: Extract<Card, { type: 'products' }>;
  scene: CardScene;
}) {
  const { card, scene } = props;
  const { t, hosts, follow } = scene;
  return (
    <div class="card products" part="card" role="group" aria-label={t('products')}>
      <CardHead title={t('products')} />
      <ul class="shelf" tabIndex={0} aria-label={t('products')}>
        {card.products.map((product) => {
          const url =
            product.url !== undefined && isShopLink(product.url, hosts) ? product.url : null;
          return (
            <li>
              {product.imageUrl !== undefined && isShopLink(product.imageUrl, hosts) && (
                <img src={product.imageUrl} alt="" loading="lazy" width="132" height="132" />
              )}
              {url === null ? (
                <bdi class="name">{product.title}</bdi>
              ) : (
                <a
                  class="name"
                  href={url}
                  onClick={(event) => {
                    if (follow && !follow('product', { url, productId: product.id }))
                      event.preventDefault();
                  }}
                >
                  <bdi>{product.title}</bdi>
                </a>
              )}
              <Amount t={t} money={product.price} />
              {!product.available && <span class="muted">{t('soldOut')}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function isShopLink(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  return origin === location.origin || (protocol === 'https:' && hosts.includes(hostname));
}
