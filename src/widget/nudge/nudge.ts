import type { Texts } from '../../ui/translate.ts';
import type { DragomanNudge } from '../public-types.ts';
import type { Widget } from '../widget.ts';
import styles from './nudge.css';

/* Made of plain elements: whatever this file shared with the panel would be a file more that every shopper loads. */

const ENGLISH: Texts = JSON.parse(ENGLISH_NUDGE);
/** How long a shopper may think at the checkout before help is offered. */
const LONG_STAY_MS = 60_000;
/** Whoever said "not now" is left alone for so long. */
const REST_MS = 30 * 24 * 3_600_000;

/** What each reason waits for, and the words that a shopper who accepts is given to begin with. */
const REASONS: Readonly<Record<DragomanNudge, { waitMs: number; beginning?: string }>> = {
  payment_failed: { waitMs: 0, beginning: 'quickPayment' },
  checkout: { waitMs: LONG_STAY_MS },
  parcel_late: { waitMs: 0, beginning: 'quickOrder' },
};

/** Offers help beside the launcher: once a visit, not for a month after "not now", and never over an open panel. */
export async function offerHelp(widget: Widget, name: string): Promise<void> {
  const reason = Object.entries(REASONS).find(([known]) => known === name)?.[1];
  if (reason === undefined) return;
  if (reason.waitMs > 0) await widget.wait(reason.waitMs);
  const t = await widget.translator('nudge', ENGLISH);
  if (!mayOffer(widget)) return;
  rememberVisit(widget);

  const text = document.createElement('p');
  const accept = button(t('ask'), 'accept');
  const dismiss = button(t('notNow'), 'link');
  const box = document.createElement('div');
  box.className = 'nudge';
  box.part.add('nudge');
  box.append(text, accept, dismiss);
  const layer = widget.frame.addLayer(styles);
  layer.lang = t.locale;
  layer.dir = t.direction;
  layer.append(box);
  // A screen reader announces what changes within a status, not the status itself.
  text.role = 'status';
  text.textContent = t(name);
  widget.offer = layer;

  accept.onclick = () => {
    if (reason.beginning !== undefined && widget.draft === '')
      widget.setDraft(widget.t(reason.beginning));
    widget.open();
  };
  dismiss.onclick = () => {
    widget.storage.update(() => ({ nudgedAt: Date.now() }));
    layer.remove();
    widget.frame.focusLauncher();
  };
}

function button(words: string, style: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = style;
  made.part.add('button');
  made.textContent = words;
  return made;
}

function mayOffer({ isOpen, host, storage }: Widget): boolean {
  const { nudgedAt = 0 } = storage.read();
  return (
    !isOpen &&
    host.isConnected &&
    host.getAttribute('launcher') !== 'none' &&
    Date.now() - nudgedAt >= REST_MS &&
    !wasOffered(host)
  );
}

function visitKey(host: HTMLElement): string {
  return `dragoman-nudge:${host.getAttribute('store') ?? ''}`;
}

function wasOffered(host: HTMLElement): boolean {
  try {
    return sessionStorage.getItem(visitKey(host)) !== null;
  } catch {
    // Where nothing can be kept, nobody can be spared a second offer: so there is none.
    return true;
  }
}

function rememberVisit({ host }: Widget): void {
  sessionStorage.setItem(visitKey(host), '1');
}
