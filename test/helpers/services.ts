import { readConfig } from '../../src/config/config.ts';
import { createIdMaker, type RandomBytes } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { LogEvent } from '../../src/protocol/stream-event.ts';
import { createServices, type ServiceInputs, type Services } from '../../src/services.ts';
import type { ShopData } from '../../src/shop/records.ts';
import { createTestDatabase } from './database.ts';
import { createManualTime, type ManualTime } from './manual-time.ts';
import { testPrompts } from './prompts.ts';
import { ScriptedModel, type ScriptedReply } from './scripted-model.ts';
import { seedShop } from './shop.ts';

export interface TestServices extends Services {
  time: ManualTime;
  /** present when a script was given */
  scripted: ScriptedModel | undefined;
}

/** The whole service in memory: real SQLite, the real prompts, a clock that stands still, a scripted or the built-in model. */
export async function testServices(
  options: {
    shop?: Partial<ShopData>;
    script?: readonly ScriptedReply[];
    environment?: Record<string, string>;
    inputs?: Partial<ServiceInputs>;
  } = {},
): Promise<TestServices> {
  const time = createManualTime(Date.parse('2026-03-08T09:00:00Z'));
  const database = options.inputs?.database ?? (await createTestDatabase());
  if (options.shop !== undefined) await seedShop(database, options.shop);
  const read = readConfig({ DRAGOMAN_DEMO: 'off', ...options.environment });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const scripted = options.script === undefined ? undefined : new ScriptedModel(options.script);
  const randomBytes = seededBytes();
  const services = await createServices({
    config: read.config,
    secrets: read.secrets,
    database,
    prompts: await testPrompts(),
    logger: silentLogger,
    demo: true,
    now: time.clock,
    timers: time.timers,
    randomBytes,
    makeId: createIdMaker(time.clock, randomBytes),
    ...modelsOf(scripted, options.environment),
    ...options.inputs,
  });
  return { ...services, time, scripted };
}

// With MODEL set the real models are made from the config; else a script's, or the built-in one alone.
function modelsOf(
  scripted: ScriptedModel | undefined,
  environment: Record<string, string> | undefined,
): Pick<ServiceInputs, 'models'> {
  if (scripted !== undefined) return { models: [{ name: 'scripted', model: scripted }] };
  return environment?.MODEL === undefined ? { models: [] } : {};
}

/** A conversation of a shopper already verified as this customer, or of an anonymous one. */
export async function startConversation(
  services: Services,
  options: { verifiedCustomerId?: string; localeHint?: string } = {},
): Promise<string> {
  const { conversation } = await services.conversations.start({ channel: 'widget', ...options });
  return conversation.id;
}

/** Says something and runs the turn to its end. Returns the reply and every event since. */
export async function say(
  services: Services,
  conversationId: string,
  text: string,
): Promise<{
  reply: string;
  events: LogEvent[];
  of: <Type extends LogEvent['type']>(type: Type) => Extract<LogEvent, { type: Type }>[];
}> {
  const accepted = await services.conversations.acceptMessage(conversationId, {
    clientMessageId: `client-${Math.random()}`,
    text,
  });
  await services.turns.run(conversationId);
  const stored = await services.log.read(conversationId, { after: accepted.sequence, limit: 1000 });
  const events = stored.map(({ event }) => event);
  const reply = events
    .filter((event) => event.type === 'message-end' && event.author === 'assistant')
    .map((event) => ('text' in event ? event.text : ''))
    .join('\n\n');
  return {
    reply,
    events,
    of: (type) =>
      events.filter(
        (event): event is Extract<LogEvent, { type: typeof type }> => event.type === type,
      ),
  };
}

/** Bytes from a fixed linear congruential sequence, so that a failing run can be repeated. */
export function seededBytes(seed = 1): RandomBytes {
  let state = seed;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
}
