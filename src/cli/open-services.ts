import { createNodeFetch } from '../agent/models/node-fetch.ts';
import { type Config, loadConfig, type Secrets } from '../config/config.ts';
import { createDiskFiles } from '../connectors/disk-files.ts';
import { createSmtpMailer } from '../connectors/smtp-mailer.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { createLogger, type Logger, silentLogger } from '../lib/logger.ts';
import { promptExpectations } from '../prompt-expectations.ts';
import { openPrompts } from '../prompts/open-prompts.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import { createServices, type ServiceInputs, type Services } from '../services.ts';
import type { SqliteDatabase } from '../storage/better-sqlite3.ts';
import { enterDemoMode } from './demo-mode.ts';
import { openDatabase } from './open-database.ts';

export interface OpenedServices {
  services: Services;
  config: Config;
  secrets: Secrets;
  database: SqliteDatabase;
  demo: boolean;
  logger: Logger;
  /** lets go of files and watchers */
  close(): Promise<void>;
}

export interface OpenOptions {
  environment?: Readonly<Record<string, string | undefined>>;
  /** instead of DRAGOMAN_DATABASE */
  databaseFile?: string | undefined;
  /** reload prompts when a file changes */
  watch?: boolean;
  /** what the build made of the files in prompts/ */
  preparedPrompts?: PromptSet | undefined;
  /** no log lines, for commands that print for people */
  quiet?: boolean;
  /** another time than today's, also for the demo shop */
  now?: Clock;
  onTurnEnd?: NonNullable<ServiceInputs['onTurnEnd']>;
}

/** From the environment to built services on Node: for the server and for every command that needs more than the database. */
export async function openServices(options: OpenOptions = {}): Promise<OpenedServices> {
  const { config, secrets } = loadConfig(options.environment ?? process.env);
  const now = options.now ?? systemClock;
  const logger = options.quiet
    ? silentLogger
    : createLogger(now, (line) => process.stderr.write(`${line}\n`), config.log);
  const database = await openDatabase(options.databaseFile ?? config.database.file);
  try {
    const demo = await enterDemoMode(database, config.demo, now);
    const prompts = await openPrompts(config.prompts.directory, {
      expected: {
        ...promptExpectations,
        locales: config.locales.enabled,
        prepared: options.preparedPrompts,
      },
      watch: options.watch ?? false,
      logger,
    });
    const sendMail =
      config.mail === null || secrets.smtpUrl === null
        ? undefined
        : await createSmtpMailer({ url: secrets.smtpUrl, from: config.mail.from });
    const services = await createServices({
      fetch: createNodeFetch(),
      config,
      secrets,
      database,
      prompts: prompts.source,
      logger,
      demo,
      now,
      ...(config.attachments === null
        ? {}
        : { files: createDiskFiles(config.attachments.directory) }),
      ...(sendMail === undefined ? {} : { sendMail }),
      ...(options.onTurnEnd === undefined ? {} : { onTurnEnd: options.onTurnEnd }),
    });
    const close = async () => {
      await prompts.close();
      database.close();
    };
    return { services, config, secrets, database, demo, logger, close };
  } catch (error) {
    database.close();
    throw error;
  }
}
