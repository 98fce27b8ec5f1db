import type { HandoffPacketView } from '../../protocol/desk-conversation.ts';
import { formatMoney } from '../../ui/format.ts';
import type { Desk } from '../desk.ts';
import type { OpenConversation } from '../open-conversation.ts';
import { groupFacts, reasonWords } from '../packet-words.ts';
import { codeWords, dayAndTime, languageName, PROOFS, timeOf } from '../words.ts';
import { Fact } from './fact.tsx';

/** What a person needs at a glance when they take over; every line leads to the event it rests on. */
export function Packet(props: { desk: Desk; opened: OpenConversation; packet: HandoffPacketView }) {
  const { packet } = props;
  const isWish = packet.reasons.some(({ code }) => code === 'asked');
  return (
    <section class="block packet" aria-label="Handoff">
      <header>
        <h3>Handoff</h3>
        <span class="meta">{dayAndTime(packet.madeAt)}</span>
      </header>
      <p class="wish" dir="auto">
        {packet.wish}
      </p>
      <Summary {...props} />
      <dl class="facts">
        <Fact name="Identity">
          {packet.identity.tier}, {PROOFS[packet.identity.proof]}
        </Fact>
        <Fact name="Mood">{packet.mood}</Fact>
        {packet.value !== null && <Fact name="At risk">{formatMoney('en', packet.value)}</Fact>}
        {packet.locale !== null && <Fact name="Language">{languageName(packet.locale)}</Fact>}
        {/* Whoever asks for a person gets one, however sure the assistant is. */}
        {packet.confidence !== null && !isWish && (
          <Fact name="Confidence">{Math.round(packet.confidence * 100)} %</Fact>
        )}
        {packet.earlierHandoffs > 0 && <Fact name="Earlier calls">{packet.earlierHandoffs}</Fact>}
      </dl>
      {packet.reasons.length > 0 && (
        <p class="meta">Why: {reasonWords(packet.reasons).join('; ')}</p>
      )}
      {groupFacts(packet.facts).map(({ record, source, facts }) => (
        <>
          <h4 class="of-record">
            <bdi dir="ltr">{record}</bdi>{' '}
            <button type="button" class="link meta" onClick={() => showEvent(source.sequence)}>
              {codeWords(source.tool)}
            </button>
          </h4>
          <dl class="facts small">
            {facts.map(({ name, value }) => (
              <Fact name={name}>{value}</Fact>
            ))}
          </dl>
        </>
      ))}
      <Lines
        title="Tried"
        lines={packet.tried
          .filter(({ ok }) => ok)
          .map(({ tool, sequence }) => ({ text: '', hint: codeWords(tool), sequence }))}
      />
      <Lines
        title="Failed"
        lines={packet.failed.map(({ what, detail, sequence }) => ({
          text: codeWords(detail),
          hint: codeWords(what),
          sequence,
        }))}
      />
      <Lines
        title="Rules"
        lines={packet.verdicts.map(({ rule, outcome, sequence }) => ({
          text: codeWords(outcome),
          hint: rule,
          sequence,
        }))}
      />
      {packet.proposals.length > 0 && (
        <>
          <h4>Open proposals</h4>
          <ul class="past">
            {packet.proposals.map((proposal) => (
              <li dir="auto">
                {proposal.text} <span class="chip plain">{codeWords(proposal.state)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The language model's summary, dated; asked for, since it costs. */
function Summary(props: { desk: Desk; opened: OpenConversation; packet: HandoffPacketView }) {
  const { desk, opened, packet } = props;
  const summary = opened.summary.value;
  const text = summary?.text ?? packet.summary;
  return (
    <>
      {text !== null && <p dir="auto">{text}</p>}
      {opened.detail.value?.suggestions === true && (
        <p class="meta">
          {summary !== null && `Summarised at ${timeOf(summary.madeAt)} · `}
          <button
            type="button"
            class="link"
            onClick={() => void desk.try(() => opened.summarise())}
          >
            {text === null ? 'Summarise' : 'Refresh the summary'}
          </button>
        </p>
      )}
    </>
  );
}

function Lines(props: {
  title: string;
  lines: readonly { text: string; hint: string; sequence: number }[];
}) {
  if (props.lines.length === 0) return null;
  return (
    <>
      <h4>{props.title}</h4>
      <ul class="past">
        {props.lines.map(({ text, hint, sequence }) => (
          <li dir="auto">
            {text !== '' && `${text} `}
            <button type="button" class="link meta" onClick={() => showEvent(sequence)}>
              {hint}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Brings the message into view that stands at an event, or is the nearest before it. */
function showEvent(sequence: number): void {
  const messages = [...document.querySelectorAll<HTMLElement>('[id^="event-"]')];
  const at = messages.findLast((message) => Number(message.id.slice('event-'.length)) <= sequence);
  const target = at ?? messages[0];
  target?.scrollIntoView({ block: 'center' });
  target?.classList.add('pointed');
  setTimeout(() => target?.classList.remove('pointed'), 2000);
}
