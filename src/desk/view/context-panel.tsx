import type { ComponentChildren } from 'preact';
import { formatMoney } from '../../ui/format.ts';
import type { Desk } from '../desk.ts';
import type { Block, BlockName, Blocks, OpenConversation } from '../open-conversation.ts';
import { sayProblem } from '../server.ts';
import { serverMinute } from '../server-clock.ts';
import { ago, codeWords, dayAndTime, languageName, PROOFS } from '../words.ts';
import { Fact } from './fact.tsx';
import { Packet } from './packet.tsx';

/** What the shop knows: the packet, then customer, orders, payments and parcels, each loading alone. */
export function ContextPanel({ desk, opened }: { desk: Desk; opened: OpenConversation }) {
  const detail = opened.detail.value;
  return (
    <aside class={`context${desk.drawer.value ? ' shown' : ''}`} aria-label="What the shop knows">
      <button type="button" class="quiet drawer-close" onClick={() => (desk.drawer.value = false)}>
        Close
      </button>
      {detail !== null && <Packet desk={desk} opened={opened} packet={detail.packet} />}
      <BlockFrame opened={opened} name="customer" title="Customer">
        {(block) => <Customer block={block} desk={desk} />}
      </BlockFrame>
      <BlockFrame opened={opened} name="orders" title="Orders">
        {(block) => <Orders block={block} />}
      </BlockFrame>
      <BlockFrame opened={opened} name="payments" title="Payments">
        {(block) => <Payments block={block} />}
      </BlockFrame>
      <BlockFrame opened={opened} name="shipments" title="Parcels">
        {(block) => <Shipments block={block} />}
      </BlockFrame>
    </aside>
  );
}

function BlockFrame<Name extends BlockName>(props: {
  opened: OpenConversation;
  name: Name;
  title: string;
  children: (content: Blocks[Name]) => ComponentChildren;
}) {
  const { opened, name, title } = props;
  const block: Block<Blocks[Name]> = opened.blocks[name].value;
  return (
    <section class="block" aria-label={title} aria-busy={block.loading}>
      <header>
        <h3>{title}</h3>
        <span class="meta">
          {block.content !== null && ago(block.content.readAt, serverMinute.value)}
        </span>
        <button
          type="button"
          class="link"
          aria-label={`Refresh ${title.toLowerCase()}`}
          onClick={() => void opened.readBlock(name)}
        >
          Refresh
        </button>
      </header>
      {block.error !== null && block.error !== undefined && (
        <p class="trouble" role="alert">
          {title} cannot be read at the moment.
          {block.content !== null &&
            ` What stands here was read ${ago(block.content.readAt, serverMinute.value)}.`}{' '}
          <span class="meta">{sayProblem(block.error)}</span>
        </p>
      )}
      {block.content === null
        ? block.loading && <p class="muted">Loading…</p>
        : props.children(block.content)}
    </section>
  );
}

function Customer({ block, desk }: { block: Blocks['customer']; desk: Desk }) {
  const { customer } = block;
  return (
    <>
      <p>
        Identity: <b>{block.identity}</b>, {PROOFS[block.proof]}
      </p>
      {customer === null ? (
        <p class="muted">Name and address are hidden until the shopper has proved who they are.</p>
      ) : (
        <dl class="facts">
          <Fact name="Name">{customer.name ?? 'not given'}</Fact>
          <Fact name="E-mail">{customer.email}</Fact>
          {customer.phone !== null && <Fact name="Phone">{customer.phone}</Fact>}
          <Fact name="Country">{customer.country}</Fact>
        </dl>
      )}
      <dl class="facts">
        {block.locale !== null && <Fact name="Writes in">{languageName(block.locale)}</Fact>}
        {block.timeZone !== null && <Fact name="Time zone">{block.timeZone}</Fact>}
      </dl>
      {block.pages.length > 0 && (
        <>
          <h4>Pages</h4>
          <ul class="past">
            {block.pages.map((page) => (
              <li>
                {dayAndTime(page.at)}{' '}
                <bdi>
                  {[
                    page.page,
                    page.productTitle ?? page.productId,
                    page.orderNo && `order ${page.orderNo} (not proven)`,
                    page.cartId && `cart ${page.cartId}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {block.past.length > 0 && (
        <>
          <h4>Earlier</h4>
          <ul class="past">
            {block.past.map((past) => (
              <li>
                <button
                  type="button"
                  class="link"
                  onClick={() => void desk.show(past.conversationId)}
                >
                  {dayAndTime(past.at)}
                </button>{' '}
                {past.reason === null ? '' : codeWords(past.reason)}
                {past.rating !== null && ` · rated ${past.rating} of 5`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Orders({ block }: { block: Blocks['orders'] }) {
  if (block.orders.length === 0) return <p class="muted">No order is known here.</p>;
  return (
    <>
      {block.orders.map((order) => (
        <details class="record" open={block.orders.length === 1}>
          <summary>
            <bdi dir="ltr">{order.orderNumber}</bdi>{' '}
            <span class="chip plain">{codeWords(order.status)}</span>{' '}
            <bdi class="amount">{formatMoney('en', order.total)}</bdi>
          </summary>
          <p class="meta">{dayAndTime(order.placedAt)}</p>
          <ul class="lines">
            {order.lines.map((line) => (
              <li>
                <bdi>{line.title}</bdi> <span class="quantity">× {line.quantity}</span>
                <bdi class="amount">{formatMoney('en', line.total)}</bdi>
              </li>
            ))}
          </ul>
          <p class="meta">{order.address ?? 'Address hidden until identity is proven'}</p>
        </details>
      ))}
    </>
  );
}

function Payments({ block }: { block: Blocks['payments'] }) {
  if (block.payments.length === 0) return <p class="muted">No payment is known here.</p>;
  return (
    <>
      {block.payments.map((payment) => (
        <details class="record" open={block.payments.length === 1}>
          <summary>
            <bdi dir="ltr">{payment.orderNumber}</bdi> {codeWords(payment.method)}
            {payment.last4 !== null && ` •••• ${payment.last4}`}{' '}
            <span class="chip plain">{codeWords(payment.status)}</span>
          </summary>
          <dl class="facts">
            <Fact name="Amount">{formatMoney('en', payment.amount)}</Fact>
            <Fact name="Captured">{formatMoney('en', payment.captured)}</Fact>
            {payment.refunded.amount > 0 && (
              <Fact name="Refunded">{formatMoney('en', payment.refunded)}</Fact>
            )}
            {payment.disputed.amount > 0 && (
              <Fact name="Disputed">{formatMoney('en', payment.disputed)}</Fact>
            )}
            <Fact name="Can go back">{formatMoney('en', payment.refundable)}</Fact>
          </dl>
          <ul class="past">
            {payment.hold !== null && <li>{holdWords('Payment', payment.hold)}</li>}
            {payment.refunds.map(
              (refund) => refund.hold !== null && <li>{holdWords('Refund', refund.hold)}</li>,
            )}
            {payment.attempts.map((attempt) => (
              <li>
                {dayAndTime(attempt.at)}: {codeWords(attempt.outcome)}
                {attempt.words !== null && ` — ${attempt.words}`}
                {attempt.code !== null && <code> {attempt.code}</code>}
              </li>
            ))}
            {payment.disputes.map((dispute) => (
              <li>
                {codeWords(dispute.kind)}: {codeWords(dispute.status)},{' '}
                {formatMoney('en', dispute.amount)}
                {dispute.respondBy !== null && `, answer by ${dispute.respondBy}`}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

type Hold = NonNullable<Blocks['payments']['payments'][number]['hold']>;

/** The true reason, with the reminder that it stays at the desk. */
function holdWords(what: string, { by, since, latestOn, releasedAt, reason }: Hold) {
  return (
    <>
      {what} held by the {by === 'provider' ? 'payment provider' : by} since {dayAndTime(since)}
      {latestOn !== null && `, at the latest until ${latestOn}`}
      {releasedAt !== null && `, let go ${dayAndTime(releasedAt)}`}: <code>{reason}</code>
      {releasedAt === null && ' (do not tell the shopper why)'}
    </>
  );
}

function Shipments({ block }: { block: Blocks['shipments'] }) {
  if (block.shipments.length === 0) return <p class="muted">No parcel is known here.</p>;
  return (
    <>
      {block.shipments.map((shipment) => (
        <details class="record" open={block.shipments.length === 1}>
          <summary>
            <bdi dir="ltr">{shipment.trackingNumber}</bdi>{' '}
            <span class="chip plain">{codeWords(shipment.status)}</span>
          </summary>
          <p class="meta">
            {shipment.carrier}
            {shipment.customs !== null && ` · customs: ${codeWords(shipment.customs)}`}
            {shipment.eta !== null &&
              ` · expected ${shipment.eta.earliest} – ${shipment.eta.latest}`}
          </p>
          <ol class="past">
            {shipment.scans.map((scan) => (
              <li dir="auto">
                {dayAndTime(scan.at)}
                {scan.location !== null && ` · ${scan.location}`} — {scan.description}
              </li>
            ))}
          </ol>
        </details>
      ))}
    </>
  );
}
