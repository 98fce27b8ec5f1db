import type { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { DeskModel } from './agent/desk-model.ts';
import { BuiltInChatModel } from './agent/models/built-in/built-in-model.ts';
import { createChatModel } from './agent/models/create-chat-model.ts';
import { createModelChain, type NamedModel } from './agent/models/model-chain.ts';
import { handOffToHuman } from './agent/tools/hand-off.ts';
import {
  proposeAddressChange,
  proposeCancellation,
  proposeExchange,
  proposeItemChange,
  proposePaymentChange,
  proposeReturn,
} from './agent/tools/propose-changes.ts';
import { proposeRefund } from './agent/tools/propose-refund.ts';
import { findOrders, getOrder } from './agent/tools/read-orders.ts';
import { getPaymentStatus } from './agent/tools/read-payment.ts';
import { trackShipment } from './agent/tools/read-shipment.ts';
import { searchHelp, searchProducts } from './agent/tools/search.ts';
import { startVerification } from './agent/tools/start-verification.ts';
import { asTool, createToolbox } from './agent/tools/toolbox.ts';
import type { TurnDependencies } from './agent/turn-dependencies.ts';
import { TurnRunner } from './agent/turn-runner.ts';
import { AttachmentStore } from './attachments/attachment-store.ts';
import type { FileStore } from './attachments/file-store.ts';
import type { Config, Secrets } from './config/config.ts';
import { BuiltInGateway } from './connectors/built-in-gateway.ts';
import { createCodeMailer, type Mail } from './connectors/code-mail.ts';
import { CodeOutbox } from './connectors/code-outbox.ts';
import { MailOutbox } from './connectors/mail-outbox.ts';
import { wordCodeMail } from './connectors/word-code-mail.ts';
import { conversationLocale } from './conversations/conversation-locale.ts';
import { ConversationStore } from './conversations/conversation-store.ts';
import { createDemoSignIn } from './conversations/demo-sign-in.ts';
import { SignIns } from './conversations/sign-in.ts';
import { createTokenCheck } from './conversations/signed-token.ts';
import { TurnLeases } from './conversations/turn-lease.ts';
import { type SendCode, Verifications } from './conversations/verification.ts';
import { verifiedIdentity } from './conversations/verified-identity.ts';
import { EventLog } from './events/event-log.ts';
import { appraise } from './handoffs/appraise.ts';
import { opensAt } from './handoffs/business-hours.ts';
import { createDesk } from './handoffs/desk.ts';
import { HandoffStore } from './handoffs/handoff-store.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { createIdMaker, type MakeId, type RandomBytes, systemRandomBytes } from './lib/ids.ts';
import type { Logger } from './lib/logger.ts';
import { systemTimers, type Timers } from './lib/timers.ts';
import type { PromptSource } from './prompts/prompt-set.ts';
import { BankTransfers } from './proposals/bank-transfers.ts';
import { REFUND_FAILED, unattendedFailures } from './proposals/failed-refunds.ts';
import type { ChargeGateway, PaymentGateway } from './proposals/payment-gateway.ts';
import { Proposals } from './proposals/proposals.ts';
import { Returns } from './proposals/returns.ts';
import { ShopStore } from './shop/shop-store.ts';
import { Accounts } from './staff/accounts.ts';
import { StaffStore } from './staff/staff.ts';
import type { Database } from './storage/database.ts';

/** What comes from outside and differs between Node, Workers and tests. */
export interface ServiceInputs {
  config: Config;
  secrets: Secrets;
  database: Database;
  prompts: PromptSource;
  logger: Logger;
  now?: Clock;
  timers?: Timers;
  randomBytes?: RandomBytes;
  makeId?: MakeId;
  fetch?: typeof fetch;
  /** `waitUntil` on Workers */
  background?: (work: Promise<unknown>) => void;
  /** tests put scripted models here; by default the models come from the config */
  models?: NamedModel[];
  /** true: the customers are made up, and their codes are shown instead of mailed */
  demo?: boolean;
  /** the mail service; without it, and outside demo mode, nobody is verified by code */
  sendMail?: (mail: Mail) => Promise<void>;
  /** where shoppers' files lie; without it none are taken */
  files?: FileStore;
  /** the payment provider; the built-in one by default */
  gateway?: PaymentGateway;
  /** charges to stored ways to pay; the built-in provider by default */
  charges?: ChargeGateway;
  callbacks?: BaseCallbackHandler[];
  onTurnEnd?: (figures: {
    outcome: string;
    model: string;
    milliseconds: number;
    costMicroUsd: number | null;
  }) => void;
}

export type Services = Awaited<ReturnType<typeof createServices>>;

/** Builds everything once. Clock, ids, randomness, timers and `fetch` come in here and nowhere else. */
export async function createServices(inputs: ServiceInputs) {
  const { config, secrets, database, prompts, logger } = inputs;
  const now = inputs.now ?? systemClock;
  const timers = inputs.timers ?? systemTimers;
  const randomBytes = inputs.randomBytes ?? systemRandomBytes;
  const makeId = inputs.makeId ?? createIdMaker(now, randomBytes);
  const currentPrompts = () => prompts.current();
  const policy = () => currentPrompts().policy;

  const shop = new ShopStore(database);
  const log = new EventLog({ database, now, timers });
  const conversations = new ConversationStore({ database, log, now, makeId, randomBytes });
  const leases = new TurnLeases({ database, now });
  const codeOutbox = new CodeOutbox({ database, now, makeId });
  const mailOutbox = new MailOutbox({ database, now, makeId });
  const attachments =
    inputs.files === undefined
      ? null
      : new AttachmentStore({ database, files: inputs.files, now, makeId });
  const { sendMail } = inputs;
  let mail: ((conversationId: string, mail: Mail) => Promise<void>) | null = null;
  if (inputs.demo) mail = (conversationId, sent) => mailOutbox.send(conversationId, sent);
  else if (sendMail !== undefined) mail = (_conversationId, sent) => sendMail(sent);
  let sendCode: SendCode | null = null;
  if (inputs.demo) sendCode = (code) => codeOutbox.send(code);
  else if (sendMail !== undefined)
    sendCode = createCodeMailer({
      send: sendMail,
      word: async (mail) => {
        const conversation = await conversations.find(mail.conversationId);
        const locale =
          conversation === undefined
            ? mail.locale
            : await conversationLocale(log, conversation, config.locales);
        return wordCodeMail(
          { ...mail, locale },
          {
            replies: currentPrompts().replies,
            store: (await shop.store()).name,
            minutes: policy().identity.codeValidMinutes,
            fallbackLocale: config.locales.fallback,
          },
        );
      },
      timers,
      logger,
      background: inputs.background,
    });
  const verifications = new Verifications({
    database,
    now,
    makeId,
    randomBytes,
    sendCode,
    codeValidMs: () => policy().identity.codeValidMinutes * 60_000,
  });
  // A demo shop signs its customers in with a secret of its own, unless it was given one.
  const identity = config.identity ?? (inputs.demo ? DEMO_IDENTITY : null);
  const identitySecrets =
    inputs.demo && config.identity === null ? [hexOf(randomBytes(32))] : secrets.identity;
  const [demoSecret] = identitySecrets;
  const signDemoToken =
    inputs.demo && identity !== null && demoSecret !== undefined
      ? createDemoSignIn({ ...identity, secret: demoSecret, now })
      : null;
  const signIns = new SignIns({
    database,
    log,
    conversations,
    checkToken:
      identity === null
        ? null
        : createTokenCheck({
            rules: identity,
            secrets: identitySecrets,
            now,
            fetch: inputs.fetch,
          }),
    isCustomer: async (id) => (await shop.findCustomer(id)) !== undefined,
    identityOf: (customerId) => verifiedIdentity(customerId, 'vouched', policy().identity, now()),
    now,
    randomBytes,
  });
  const handoffs = new HandoffStore({
    database,
    log,
    now,
    makeId,
    leaseMs: () => currentPrompts().desk.awayMinutes * 60_000,
    appraise: (id, reason) => appraise({ log, shop, prompts: currentPrompts }, id, reason),
  });
  const staff = new StaffStore({ database, now, makeId, randomBytes });
  const accounts = new Accounts({ database, now, makeId, randomBytes });
  const desk = createDesk({
    database,
    log,
    handoffs,
    shop,
    staff,
    prompts: currentPrompts,
    now,
    timers,
    makeId,
  });
  const gateway = inputs.gateway ?? new BuiltInGateway({ database, now });
  const transfers = new BankTransfers({ database, log, shop, now });
  const returns = new Returns({
    database,
    log,
    shop,
    prompts: () => prompts.current(),
    makeId,
    now,
    send: () => proposals.resumeOutbox(),
  });
  const proposals = new Proposals({
    database,
    log,
    shop,
    prompts: currentPrompts,
    gateway,
    charges: inputs.charges ?? new BuiltInGateway({ database, now }),
    canStepUp: verifications.canSendCodes,
    now,
    makeId,
    randomBytes,
  });

  const access = {
    shop,
    conversations,
    policy,
    now,
    allowClaim: (claim: {
      conversationId: string;
      orderNumber: string;
      contact: string;
      network: string | undefined;
    }) => verifications.allowClaim(claim),
  };
  const writes = {
    ...access,
    proposals,
    findConversation: (id: string) => conversations.find(id),
  };
  const toolbox = createToolbox(
    [
      asTool(searchProducts({ shop })),
      asTool(
        searchHelp({ searchArticles: (query, options) => prompts.searchHelp(query, options) }),
      ),
      asTool(findOrders(access)),
      asTool(getOrder(access)),
      asTool(
        getPaymentStatus({
          ...access,
          underReview: (orderId) => proposals.underReview(orderId),
        }),
      ),
      asTool(trackShipment(access)),
      asTool(proposeRefund(writes)),
      asTool(proposeCancellation(writes)),
      asTool(proposeAddressChange(writes)),
      asTool(proposeItemChange(writes)),
      asTool(proposePaymentChange(writes)),
      asTool(proposeReturn(writes)),
      asTool(proposeExchange(writes)),
      asTool(startVerification({ shop, verifications, policy, signIn: config.identity !== null })),
      asTool(
        handOffToHuman({
          isQueued: async (id) => (await handoffs.current(id)) !== undefined,
          deskOpensAt: () => opensAt(currentPrompts().desk.hours, now()),
        }),
      ),
    ],
    logger,
  );

  const builtIn = {
    name: 'built-in',
    model: new BuiltInChatModel({ replies: () => currentPrompts().replies }),
  };
  const chain = (models: NamedModel[]) =>
    createModelChain({
      models,
      now,
      timers,
      limits: {
        firstByteMs: config.model.firstTokenMs,
        idleMs: config.model.idleMs,
        totalMs: config.turn.maxMs,
      },
      logger,
    });
  const configured = inputs.models ?? (await chatModels(config, secrets, inputs.fetch));
  const dependencies: TurnDependencies = {
    log,
    conversations,
    verifications,
    handoffs,
    proposals,
    shop,
    toolbox,
    models: chain([...configured, builtIn]),
    fallback: chain([builtIn]),
    prompts: currentPrompts,
    enabledLocales: config.locales.enabled,
    defaultLocale: config.locales.fallback,
    limits: {
      steps: config.turn.maxSteps,
      turnMs: config.turn.maxMs,
      tokens: config.turn.maxTokens,
      costMicroUsd: config.turn.maxCostMicroUsd,
      historyTokens: HISTORY_TOKENS,
    },
    now,
    timers,
    makeId,
    logger,
    ...(inputs.callbacks === undefined ? {} : { callbacks: inputs.callbacks }),
  };
  const deskModel = configured.length === 0 ? null : new DeskModel(chain(configured), dependencies);
  const turns = new TurnRunner(dependencies, {
    leases,
    ...(inputs.background === undefined ? {} : { background: inputs.background }),
    ...(inputs.onTurnEnd === undefined ? {} : { onTurnEnd: inputs.onTurnEnd }),
  });

  return {
    config,
    database,
    prompts,
    logger,
    now,
    timers,
    makeId,
    randomBytes,
    shop,
    log,
    conversations,
    leases,
    verifications,
    signIns,
    signDemoToken,
    codeOutbox,
    attachments,
    mail,
    mailOutbox,
    handoffs,
    staff,
    accounts,
    desk,
    deskModel,
    gateway,
    proposals,
    transfers,
    returns,
    toolbox,
    turns,
    turnDependencies: dependencies,
    /** Work left over by a process that died: refunds under way first, then messages without a reply. */
    async recover(): Promise<{ refunds: number; conversations: number }> {
      const refunds = await proposals.resumeOutbox();
      await returns.followCharges();
      await handoffs.lapse();
      if ((await desk.routing.offer()) > 0) desk.feed.wake();
      await desk.feed.prune();
      for (const { conversationId, orderNumber, kind } of await unattendedFailures(database))
        await handoffs.open(conversationId, {
          reason: REFUND_FAILED,
          summary: `The provider refused the confirmed ${kind.replaceAll('_', ' ')} of order ${orderNumber}.`,
        });
      return { refunds, conversations: await turns.recover() };
    },
  };
}

const DEMO_IDENTITY = { audience: 'dragoman', issuer: null, jwksUrl: null, replaySeconds: 300 };

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Tokens of earlier conversation a model is shown; enough for some forty messages. */
const HISTORY_TOKENS = 6_000;

async function chatModels(
  config: Config,
  secrets: Secrets,
  fetch: typeof globalThis.fetch | undefined,
): Promise<NamedModel[]> {
  const specs = config.model.chain.filter((spec) => spec !== 'built-in');
  return Promise.all(
    specs.map(async (spec) => ({
      name: spec,
      model: await createChatModel(spec, {
        openai: { apiKey: secrets.openaiApiKey, baseUrl: config.model.openaiBaseUrl },
        ...(fetch === undefined ? {} : { fetch }),
      }),
    })),
  );
}
