import type { ComponentChildren } from 'preact';
import type { Card, ProposalView } from '../../protocol/card.ts';
import { CardBody, type CardScene } from '../../ui/cards/card-view.tsx';
import { ProposalBody } from '../../ui/cards/proposal-view.tsx';
import type { Item, MessageItem } from '../../ui/chat-log.ts';
import { decideProposal } from '../decide-proposal.ts';
import { BankForm } from '../parts/bank-form.tsx';
import { IdentityForms } from '../parts/identity-forms.tsx';
import { RatingForm } from '../parts/rating.tsx';
import type { Session } from '../session.ts';
import type { Widget } from '../widget.ts';
import { Message } from './message.tsx';
import { Note } from './note.tsx';

/** Everything that was said and shown so far. */
export function items(session: Session, widget: Widget): ComponentChildren {
  return session.log.items.map((item) => (
    <li key={keyOf(item)}>{showItem(item, session, widget)}</li>
  ));
}

/** What stands below the last message while something is asked of the shopper. */
export function Forms({ widget }: { widget: Widget }) {
  return (
    <>
      <IdentityForms widget={widget} />
      {widget.rating !== null && <RatingForm about={widget.rating} widget={widget} />}
    </>
  );
}

// A message keeps its element when the service's copy takes the place of the one that was shown at once.
function keyOf(item: Item): string {
  return item.kind === 'message' ? (item.clientMessageId ?? item.key) : item.key;
}

function showItem(item: Item, session: Session, widget: Widget): ComponentChildren {
  switch (item.kind) {
    case 'message':
      return showMessage(item, session, widget);
    case 'note':
      return <Note event={item.event} name={item.name} widget={widget} />;
    case 'card':
      return <CardItem card={item.card} session={session} widget={widget} />;
    case 'proposal':
      return <ProposalItem proposal={item.proposal} session={session} widget={widget} />;
  }
}

interface Shown {
  /** what the element was made with, besides the item */
  made: readonly unknown[];
  element: ComponentChildren;
}

const shown = new WeakMap<MessageItem, Shown>();

/**
 * A message's element, the same as long as nothing it shows has changed: then it costs nothing, however long the
 * conversation is and however often a key is pressed below it. Items are replaced, never changed.
 */
function showMessage(item: MessageItem, session: Session, widget: Widget): ComponentChildren {
  const made = [session, widget.t, widget.settings];
  const before = shown.get(item);
  if (before?.made.every((value, index) => value === made[index])) return before.element;
  const element = <Message item={item} session={session} widget={widget} />;
  shown.set(item, { made, element });
  return element;
}

function CardItem(props: { card: Card; session: Session; widget: Widget }) {
  const { card, session, widget } = props;
  if (card.type === 'bank_details')
    return <BankForm card={card} session={session} widget={widget} />;
  return <CardBody card={card} scene={sceneOf(widget)} />;
}

function ProposalItem(props: { proposal: ProposalView; session: Session; widget: Widget }) {
  const { proposal, session, widget } = props;
  return (
    <ProposalBody
      proposal={proposal}
      scene={sceneOf(widget)}
      isSaid={session.log.items.some(
        (item) => item.kind === 'message' && item.text.includes(proposal.text),
      )}
      acts={{
        async confirm() {
          await decideProposal(session, proposal, 'confirm');
          widget.frame.focusComposer();
        },
        async decline() {
          await decideProposal(session, proposal, 'decline');
          widget.frame.focusComposer();
        },
      }}
    />
  );
}

function sceneOf(widget: Widget): CardScene {
  return {
    t: widget.t,
    hosts: widget.settings.hosts,
    ask: (text) => widget.send(text),
    follow: (action, detail) => widget.act(action, detail),
  };
}
