import type { DeskModel } from '../agent/desk-model.ts';
import type { TurnRunner } from '../agent/turn-runner.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import type { Config, Secrets } from '../config/config.ts';
import type { Mail } from '../connectors/code-mail.ts';
import type { CodeOutbox } from '../connectors/code-outbox.ts';
import type { MailOutbox } from '../connectors/mail-outbox.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { SignDemoToken } from '../conversations/demo-sign-in.ts';
import type { SignIns } from '../conversations/sign-in.ts';
import type { Verifications } from '../conversations/verification.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Desk } from '../handoffs/desk.ts';
import type { HandoffStore } from '../handoffs/handoff-store.ts';
import type { MakeId, RandomBytes } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import type { Pulse } from '../lib/pulse.ts';
import type { Timers } from '../lib/timers.ts';
import type { PromptSource } from '../prompts/prompt-set.ts';
import type { BankTransfers } from '../proposals/bank-transfers.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { Returns } from '../proposals/returns.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import type { Accounts } from '../staff/accounts.ts';
import type { StaffStore } from '../staff/staff.ts';
import type { Database } from '../storage/database.ts';
import type { Metrics } from './metrics.ts';
import type { OpenStream } from './stream-writer.ts';

/** What the routes need of the built service; `services.ts` makes it. */
export interface HttpServices {
  config: Config;
  database: Database;
  log: EventLog;
  conversations: ConversationStore;
  verifications: Verifications;
  signIns: SignIns;
  /** null outside demo mode */
  signDemoToken: SignDemoToken | null;
  handoffs: HandoffStore;
  staff: StaffStore;
  accounts: Accounts;
  desk: Desk;
  /** null without a configured language model */
  deskModel: DeskModel | null;
  proposals: Proposals;
  transfers: BankTransfers;
  returns: Returns;
  shop: ShopStore;
  turns: Pick<TurnRunner, 'schedule' | 'run' | 'stop'>;
  prompts: Pick<PromptSource, 'current'>;
  codeOutbox: Pick<CodeOutbox, 'listOutbox' | 'erase'>;
  /** null: the service has no place for files */
  attachments: AttachmentStore | null;
  /** null: the service sends no mail */
  mail: ((conversationId: string, mail: Mail) => Promise<void>) | null;
  mailOutbox: Pick<MailOutbox, 'list' | 'erase'>;
  now: () => number;
  timers: Timers;
  makeId: MakeId;
  randomBytes: RandomBytes;
  logger: Logger;
}

/** A page, a script or a picture, read at start. `etag` and `gzip` are made where that costs nothing at run time. */
export interface StaticFile {
  type: string;
  /** read when it is asked for, where files do not lie in memory */
  body: string | (() => Promise<string>);
  etag?: string;
  gzip?: Uint8Array<ArrayBuffer>;
}

/** Where Node and Workers differ, and what is not to be kept among the services; given by `server.ts` and `worker.ts`. */
export interface HttpPlatform {
  secrets?: Pick<Secrets, 'webhooks' | 'apiKeys'>;
  /** true: one-time codes are shown at /v1/code-outbox, for a shop whose customers are made up */
  demo?: boolean;
  /** the shopper's network address, for limits; null when unknown */
  clientAddress?: (request: Request, bindings: unknown) => string | null;
  /** writes a stream past `Response`; without it a ReadableStream is used */
  openStream?: OpenStream;
  /** beats for open streams, one each STREAM_BEAT_MS; without it each stream has a timer of its own */
  pulse?: Pulse;
  metrics?: Metrics;
  /** pages and browser files by path, e.g. `index.html`, `widget.js` */
  files?: ReadonlyMap<string, StaticFile>;
}
