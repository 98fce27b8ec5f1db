import type { ComponentChildren } from 'preact';
import { formatMoney, type Money } from '../format.ts';
import { Icon, type IconName } from '../icons.tsx';
import type { Translator } from '../translate.ts';

const GOOD = new Set([
  'delivered',
  'captured',
  'refunded',
  'succeeded',
  'executed',
  'customs_released',
]);
const BAD = new Set([
  'failed',
  'lost',
  'damaged',
  'delivery_failed',
  'exception',
  'cancelled',
  'expired',
  'returned',
  'refused',
]);
const CARE = new Set([
  'customs_action_required',
  'customs_delayed',
  'delayed',
  'no_update',
  'requires_action',
  'ready_for_pickup',
  'awaiting_approval',
]);

export type Tone = 'good' | 'bad' | 'care' | 'plain';

export function toneOf(code: string): Tone {
  if (GOOD.has(code)) return 'good';
  if (BAD.has(code)) return 'bad';
  return CARE.has(code) ? 'care' : 'plain';
}

const TONE_ICONS: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  bad: 'alert',
  care: 'alert',
  plain: 'clock',
};

/** A status in words and a sign; the colour only repeats it. */
export function Chip({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={tone === 'plain' ? 'chip' : `chip ${tone}`}>
      <Icon name={TONE_ICONS[tone]} size={14} />
      {children}
    </span>
  );
}

/** Head of a card: what it is about, its number, where it stands. */
export function CardHead(props: {
  title: string;
  number?: string | undefined;
  status?: { code: string; text: string } | undefined;
}) {
  return (
    <div class="card-head">
      <span class="card-title">
        {props.title}
        {props.number !== undefined && (
          <>
            {' '}
            <bdi dir="ltr" class="number">
              {props.number}
            </bdi>
          </>
        )}
      </span>
      {props.status && <Chip tone={toneOf(props.status.code)}>{props.status.text}</Chip>}
    </div>
  );
}

export function Amount({ t, money }: { t: Translator; money: Money }) {
  return <bdi class="amount">{formatMoney(t.locale, money)}</bdi>;
}

/** Names and values, e.g. a total. */
export function Facts({
  rows,
}: {
  rows: readonly (readonly [ComponentChildren, ComponentChildren] | null)[];
}) {
  return (
    <dl class="facts">
      {rows.map(
        (row) =>
          row !== null && (
            <div>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** The word for a code that records carry; codes without one are shown as they are. */
export function codeWord(t: Translator, code: string): string {
  return t.find(`code.${code}`) ?? BRANDS[code] ?? code.replaceAll('_', ' ');
}

const BRANDS: Readonly<Record<string, string>> = {
  paypal: 'PayPal',
  ideal: 'iDEAL',
  wero: 'Wero',
  sofort: 'SOFORT',
  klarna: 'Klarna',
  grabpay: 'GrabPay',
  gopay: 'GoPay',
  shopeepay: 'ShopeePay',
  boleto: 'Boleto',
};

export function methodText(
  t: Translator,
  { method, last4 }: { method: string; last4?: string | undefined },
) {
  return (
    <>
      {codeWord(t, method)}
      {last4 !== undefined && (
        <>
          {' '}
          <bdi dir="ltr">•••• {last4}</bdi>
        </>
      )}
    </>
  );
}
