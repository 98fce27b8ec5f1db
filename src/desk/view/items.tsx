import type { Me } from '../../protocol/desk-account.ts';
import type { Note } from '../../protocol/desk-conversation.ts';
import type { StreamEvent } from '../../protocol/stream-event.ts';
import { CardBody, type CardScene } from '../../ui/cards/card-view.tsx';
import { ProposalBody } from '../../ui/cards/proposal-view.tsx';
import type { CardItem, MessageItem, ProposalItem } from '../../ui/chat-log.ts';
import { Markdown } from '../../ui/markdown-view.tsx';
import { createTranslator } from '../../ui/translate.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { codeWords, dayAndTime, timeOf } from '../words.ts';

/** The shop's own words for codes. */
export type Labels = Me['labels'];

const AUTHORS = {
  customer: 'Shopper',
  assistant: 'Assistant',
  human_agent: 'Colleague',
  system: 'System',
} as const;

/** What the shopper saw, shown to staff: nobody confirms for them here. */
const scene: CardScene = { t: createTranslator('en', JSON.parse(ENGLISH_CARDS), {}), hosts: [] };

export function MessageView({ item, opened }: { item: MessageItem; opened: OpenConversation }) {
  // What a colleague typed before it was translated, or what a shopper wrote in words I can read.
  const other = item.end?.original ?? opened.translations.value[item.messageId];
  const isTurned = opened.showsOriginal.value && other !== undefined;
  const text = isTurned ? other : item.text;
  const name = item.authorName ?? AUTHORS[item.author];
  return (
    <article
      id={`event-${item.end === undefined ? 'running' : item.sequence}`}
      class={`message ${item.author === 'customer' ? 'shopper' : item.author === 'human_agent' ? 'agent' : 'assistant'}`}
      aria-label={name}
      data-message={item.messageId}
    >
      <p class="meta">
        <bdi>{name}</bdi> · {timeOf(item.at)}
        {item.state === 'streaming' && ' · writes…'}
        {item.state === 'stopped' && ' · stopped by the shopper'}
        {item.end?.translated === true && (isTurned ? ' · as typed' : ' · translated')}
        {item.author === 'customer' && isTurned && ' · translated'}
        {item.author === 'customer' &&
          opened.showsOriginal.value &&
          opened.detail.value?.translation === false &&
          ' · original: no language model is configured'}
      </p>
      <div class="words" lang={isTurned ? undefined : item.locale} dir="auto">
        {item.author === 'customer' ? (
          text.split('\n').map((line) => <p dir="auto">{line}</p>)
        ) : (
          <Markdown text={text} hosts={[]} />
        )}
      </div>
      {item.end?.attachments?.map(({ name: file, type }) => (
        <p class="meta">
          File: <bdi>{file}</bdi> ({type})
        </p>
      ))}
    </article>
  );
}

export function CardItemView({ item }: { item: CardItem }) {
  return (
    <div class="shown">
      <CardBody card={item.card} scene={scene} />
    </div>
  );
}

export function ProposalItemView({ item }: { item: ProposalItem }) {
  return (
    <div class="shown">
      <ProposalBody proposal={item.proposal} scene={scene} />
    </div>
  );
}

export function NoteView({ note }: { note: Note }) {
  return (
    <article class="message internal" aria-label={`Note by ${note.by.name}`}>
      <p class="meta">
        Note by <bdi>{note.by.name}</bdi> · {dayAndTime(note.at)} · not visible to the customer
      </p>
      <p class="words" dir="auto">
        {note.text}
      </p>
      {note.mentions.length > 0 && (
        <p class="meta">For {note.mentions.map(({ name }) => name).join(', ')}</p>
      )}
    </article>
  );
}

/** A line for what happened to the conversation itself. */
export function EventLine({ event, labels }: { event: StreamEvent; labels: Labels }) {
  const words = wordEvent(event, labels);
  return words === null ? null : <p class="note">{words}</p>;
}

function wordEvent(event: StreamEvent, { reasons, resolutions }: Labels): string | null {
  switch (event.type) {
    case 'handoff-opened':
      return event.cause === undefined
        ? `A person was called: ${reasons[event.reason] ?? codeWords(event.reason)}`
        : `Back in the queue: ${codeWords(event.cause)}`;
    case 'handoff-claimed':
      return `${event.humanAgentName} answers`;
    case 'handoff-returned':
      return `Back to the assistant${event.note ? ` — ${event.note}` : ''}`;
    case 'handoff-closed':
      return `Resolved${event.resolution ? `: ${resolutions[event.resolution] ?? codeWords(event.resolution)}` : ''}`;
    case 'status':
      return codeWords(event.status);
    default:
      return null;
  }
}
