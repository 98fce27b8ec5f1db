import { waitUntil } from 'cloudflare:workers';
import { staticFiles } from '#worker-files';
import { createApp, type HttpApp } from './app.ts';
import { enterDemoMode } from './cli/demo-mode.ts';
import { loadConfig } from './config/config.ts';
import { createR2Files, type R2Binding } from './connectors/r2-files.ts';
import { systemClock } from './lib/clock.ts';
import { SetupError } from './lib/errors.ts';
import { createLogger } from './lib/logger.ts';
import type { PromptSet } from './prompts/prompt-set.ts';
import { createPromptSource } from './prompts/prompt-source.ts';
import { createServices, type Services } from './services.ts';
import { createD1, type D1Binding } from './storage/d1.ts';

interface WorkerEnvironment {
  DB: D1Binding;
  /** pages and browser files, as the build wrote them */
  ASSETS: { fetch(address: string): Promise<Response> };
  /** for files of shoppers; without it none are taken */
  ATTACHMENTS?: R2Binding;
  /** variables and secrets, as on Node */
  [name: string]: unknown;
}

/** The Cloudflare home of the service: the same application on D1. */
export default {
  async fetch(request: Request, environment: WorkerEnvironment): Promise<Response> {
    try {
      const { app } = await built(environment);
      return await app.fetch(request, environment);
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      createLogger(systemClock, writeLine).error('not configured', { problem: error.message });
      return new Response('The service is not configured; its log says what to do.\n', {
        status: 500,
      });
    }
  },

  /** By the cron trigger: finishes replies and refunds of isolates that died, and lapses handoffs. */
  async scheduled(_event: unknown, environment: WorkerEnvironment): Promise<void> {
    const { services } = await built(environment);
    await services.recover();
  },
};

const writeLine = (line: string) => console.log(line);

let building: Promise<HttpApp & { services: Services }> | undefined;

// Once an isolate, so that streams and turns of several requests meet in one event log. A failure is tried again.
function built(environment: WorkerEnvironment): Promise<HttpApp & { services: Services }> {
  building ??= build(environment).catch((error: unknown) => {
    building = undefined;
    throw error;
  });
  return building;
}

async function build(environment: WorkerEnvironment) {
  const { config, secrets } = loadConfig(textVariables(environment));
  const logger = createLogger(systemClock, writeLine, config.log);
  const database = createD1(environment.DB);
  if (config.mail !== null)
    logger.warn('codes are not mailed from a Worker', { variable: 'DRAGOMAN_SMTP_URL' });
  const demo = await enterDemoMode(database, config.demo, systemClock);
  const services = await createServices({
    config,
    secrets,
    database,
    prompts: createPromptSource(await readPrompts(environment.ASSETS)),
    logger,
    demo,
    background: waitUntil,
    ...(environment.ATTACHMENTS === undefined
      ? {}
      : { files: createR2Files(environment.ATTACHMENTS) }),
  });
  const app = createApp(services, {
    secrets,
    demo,
    files: new Map(
      Object.entries(staticFiles).map(([name, file]) => [
        name,
        { ...file, body: () => readAsset(environment.ASSETS, name) },
      ]),
    ),
    clientAddress: (request) => request.headers.get('cf-connecting-ip'),
  });
  return { ...app, services };
}

// Beside the pages and not in the bundle, whose size is limited; nobody can ask for it, for the Worker names it to no route.
async function readPrompts(assets: WorkerEnvironment['ASSETS']): Promise<PromptSet> {
  return JSON.parse(await readAsset(assets, 'prompts.json'));
}

async function readAsset(assets: WorkerEnvironment['ASSETS'], name: string): Promise<string> {
  const response = await assets.fetch(`https://assets.local/${name}.txt`);
  if (!response.ok) throw new Error(`the asset ${name} cannot be read: ${response.status}`);
  return response.text();
}

function textVariables(environment: WorkerEnvironment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
