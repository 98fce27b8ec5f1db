import type { LogEvent } from '../protocol/stream-event.ts';
import type { Services } from '../services.ts';
import type { Scenario } from './scenario-file.ts';

export interface ScenarioResult {
  name: string;
  file: string;
  locale: string;
  passed: boolean;
  /** what did not hold, in words */
  failures: string[];
  handoffExpected: boolean;
  handedOff: boolean;
  /** of the assistant, at its least sure */
  confidence: number;
  /** the last reply */
  reply: string;
}

/** Plays one conversation through the real services and compares what it leaves with what was expected. */
export async function runScenario(services: Services, scenario: Scenario): Promise<ScenarioResult> {
  const { shopper, expect } = scenario;
  const { conversation } = await services.conversations.start({
    channel: 'cli',
    ...(shopper.localeHint === undefined ? {} : { localeHint: shopper.localeHint }),
    ...(shopper.verified === undefined ? {} : { verifiedCustomerId: shopper.verified }),
  });
  let lastTurn: LogEvent[] = [];
  for (const [index, words] of scenario.say.entries()) {
    const text = words.replace('{code}', await sentCode(services, conversation.id));
    const { sequence } = await services.conversations.acceptMessage(conversation.id, {
      clientMessageId: `say-${index}`,
      text,
    });
    await services.turns.run(conversation.id);
    const stored = await services.log.read(conversation.id, { after: sequence, limit: 1000 });
    lastTurn = stored.map(({ event }) => event);
  }
  const all = (await services.log.read(conversation.id, { limit: 5000 })).map(({ event }) => event);
  const after = await services.conversations.find(conversation.id);
  const left = {
    owner: after?.owner ?? 'closed',
    identity: after?.identity.tier ?? 'anonymous',
    proposal: all.findLast((event) => event.type === 'proposal')?.proposal.kind ?? 'none',
  };
  const replies = all.flatMap((event) =>
    event.type === 'message-end' && event.author === 'assistant' ? [event.text] : [],
  );
  const reply = textOf(lastTurn);
  const handedOff = all.some((event) => event.type === 'handoff-opened');
  const failures = [
    ...compare('handoff', expect.handoff, handedOff),
    ...(expect.outcome === undefined
      ? []
      : compare('outcome', expect.outcome, outcomeOf(lastTurn))),
    ...(expect.locale === undefined ? [] : compare('locale', expect.locale, after?.locale ?? null)),
    ...missingFrom(
      'tool',
      expect.tools,
      all.flatMap((event) => (event.type === 'tool-result' ? [event.tool] : [])),
    ),
    ...expect.facts
      .filter((fact) => !reply.includes(fact))
      .map((fact) => `the reply does not say "${fact}"`),
    ...expect.forbidden
      .filter((words) => replies.some((text) => text.includes(words)))
      .map((words) => `a reply says "${words}"`),
    ...Object.entries(expect.finalState).flatMap(([key, value]) =>
      compare(key, value, Object.entries(left).find(([name]) => name === key)?.[1] ?? null),
    ),
  ];
  return {
    name: scenario.name,
    file: scenario.file,
    locale: scenario.fileLocale,
    passed: failures.length === 0,
    failures,
    handoffExpected: expect.handoff,
    handedOff,
    confidence: all.reduce(
      (least, event) => (event.type === 'turn-ended' ? Math.min(least, event.confidence) : least),
      1,
    ),
    reply,
  };
}

function outcomeOf(events: readonly LogEvent[]): string {
  if (events.some((event) => event.type === 'proposal' && event.proposal.state === 'open'))
    return 'proposal';
  return events.findLast((event) => event.type === 'turn-ended')?.outcome ?? 'none';
}

function textOf(events: readonly LogEvent[]): string {
  return events
    .flatMap((event) =>
      event.type === 'message-end' && event.author === 'assistant' ? [event.text] : [],
    )
    .join('\n\n');
}

function compare(what: string, expected: unknown, found: unknown): string[] {
  return expected === found
    ? []
    : [`${what}: expected ${String(expected)}, found ${String(found)}`];
}

function missingFrom(
  what: string,
  expected: readonly string[],
  found: readonly string[],
): string[] {
  return expected
    .filter((one) => !found.includes(one))
    .map((one) => `${what} ${one} was not called`);
}

/** The latest code in the demo outbox; an empty text when none was sent. */
async function sentCode(services: Services, conversationId: string): Promise<string> {
  const codes = await services.codeOutbox.listOutbox({ conversationId, limit: 1 });
  return codes[0]?.code ?? '';
}
