import type { Card } from '../protocol/card.ts';
import type { SideItem } from '../ui/chat-log.ts';
import { noteText } from './view/note.tsx';
import type { Widget } from './widget.ts';

const TITLES = {
  order: 'order',
  payment: 'payment',
  tracking: 'parcel',
  refund: 'refund',
  bank_details: 'bank',
  products: 'products',
} as const satisfies Record<Card['type'], string>;

/** A card, a proposal or a note in one line, for whoever listens to the screen. */
export function sideText(item: SideItem, widget: Widget): string {
  const { t } = widget;
  switch (item.kind) {
    case 'note':
      return noteText(item.event, item.name, widget)[1];
    case 'proposal': {
      const { kind, state, text } = item.proposal;
      return state === 'open'
        ? `${text} ${t('state.open')}`
        : inOneLine(widget, [t(`kind.${kind}`), t(`state.${state}`)]);
    }
    case 'card': {
      const { card } = item;
      return inOneLine(widget, [
        t(TITLES[card.type]),
        'orderNumber' in card ? card.orderNumber : '',
        'status' in card ? (t.find(`code.${card.status}`) ?? '') : '',
      ]);
    }
  }
}

/** What the form below the conversation asks for. */
export function askedText({ t, standing: { identity, codeWrong } }: Widget): string {
  if (identity === 'code') return t(codeWrong ? 'codeWrong' : 'codeText');
  return t('identityText');
}

function inOneLine({ t }: Widget, parts: readonly string[]): string {
  const said = parts.filter((part) => part !== '');
  return new Intl.ListFormat(t.locale, { type: 'unit', style: 'short' }).format(said);
}
