import type { HandoffPacketView } from '../../protocol/desk.ts';
import { formatMoney } from '../../ui/format.ts';
import { codeWords, dayAndTime, languageName } from '../words.ts';
import { Fact } from './fact.tsx';

/** What a person needs at a glance when they take over; every line leads to the event it rests on. */
export function Packet({ packet }: { packet: HandoffPacketView }) {
  return (
    <section class="block packet" aria-label="Handoff">
      <header>
        <h3>Handoff</h3>
        <span class="meta">{dayAndTime(packet.madeAt)}</span>
      </header>
      <p class="wish" dir="auto">
        {packet.wish}
      </p>
      {packet.summary !== null && <p dir="auto">{packet.summary}</p>}
      <dl class="facts">
        <Fact name="Identity">
          {packet.identity.tier}, {codeWords(packet.identity.proof)}
        </Fact>
        <Fact name="Mood">{packet.mood}</Fact>
        {packet.value !== null && <Fact name="At risk">{formatMoney('en', packet.value)}</Fact>}
        {packet.locale !== null && <Fact name="Language">{languageName(packet.locale)}</Fact>}
        {packet.confidence !== null && (
          <Fact name="Confidence">{Math.round(packet.confidence * 100)} %</Fact>
        )}
        {packet.earlierHandoffs > 0 && <Fact name="Earlier calls">{packet.earlierHandoffs}</Fact>}
      </dl>
      {packet.reasons.length > 0 && (
        <p class="meta">Why: {packet.reasons.map(({ label }) => label).join('; ')}</p>
      )}
      <Lines
        title="Facts"
        lines={packet.facts.map(({ label, value, source }) => ({
          text: `${label}: ${value}`,
          hint: source.tool,
          sequence: source.sequence,
        }))}
      />
      <Lines
        title="Tried"
        lines={packet.tried.map(({ tool, detail, sequence, ok }) => ({
          text: detail,
          hint: `${codeWords(tool)}${ok ? '' : ', without success'}`,
          sequence,
        }))}
      />
      <Lines
        title="Failed"
        lines={packet.failed.map(({ what, detail, sequence }) => ({
          text: detail,
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
            {text}{' '}
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
