import type { IncomingMessage } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { openServices } from './cli/open-services.ts';
import { STREAM_BEAT_MS } from './http/event-streams.ts';
import { openNodeStream } from './http/node-stream.ts';
import { createPrometheus } from './http/prometheus.ts';
import { nameOfError } from './lib/errors.ts';
import type { Logger } from './lib/logger.ts';
import { sharedPulse } from './lib/pulse.ts';
import type { PromptSet } from './prompts/prompt-set.ts';
import { readStaticFiles } from './static-files.ts';

/** A stop waits this long for running replies; what is not done then is parked and finished at the next start. */
const DRAIN_MS = 10_000;
/** How often leases that lapsed are taken up: people who are gone, refunds that are due, messages of a dead process. */
const SWEEP_MS = 5_000;

export interface RunningServer {
  url: string;
  port: number;
  logger: Logger;
  /** finishes or parks running replies, then lets go of everything */
  stop(): Promise<void>;
}

/** Config → database → services → what a crash left → listening. */
export async function startServer(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  options: { preparedPrompts?: PromptSet | undefined } = {},
): Promise<RunningServer> {
  const metrics = createPrometheus();
  const opened = await openServices({
    environment,
    watch: true,
    onTurnEnd: metrics.turnEnded,
    preparedPrompts: options.preparedPrompts,
  });
  const { services, config, secrets, demo, logger } = opened;
  const { app, closeStreams } = createApp(services, {
    secrets,
    demo,
    metrics,
    files: readStaticFiles(),
    openStream: openNodeStream,
    pulse: sharedPulse(services.timers, STREAM_BEAT_MS),
    clientAddress: (request, bindings) =>
      clientAddress(request, bindings, config.server.trustedProxies),
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.server.port, config.server.host ?? undefined, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : config.server.port);
    });
  });
  const recovered = await services.recover();
  if (recovered.conversations > 0 || recovered.refunds > 0)
    logger.warn('finishing what the last run left', recovered);
  const sweep = setInterval(() => {
    services
      .recover()
      .catch((error: unknown) => logger.error('sweep failed', { error: nameOfError(error) }));
  }, SWEEP_MS);
  sweep.unref();

  const url = config.server.publicUrl ?? `http://localhost:${port}`;
  const stop = async () => {
    clearInterval(sweep);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await services.turns.drain(DRAIN_MS);
    closeStreams();
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    await closed;
    await opened.close();
  };
  logger.info('listening', { port, demo, models: config.model.chain.join(',') });
  process.stdout.write(greeting(url, demo, config.model.chain));
  return { url, port, logger, stop };
}

function greeting(url: string, demo: boolean, chain: readonly string[]): string {
  const notice = demo
    ? [
        '',
        '  *** DEMO MODE ***  The shop, its customers and their orders are made up, and one-time codes are shown',
        '  to everybody. Set NODE_ENV=production or DRAGOMAN_DEMO=off before real shoppers come.',
        '',
        '  Try:',
        '    Where is my order DM-10001? greta.hoffmann@example.com',
        '    How long do I have to return something?',
        '    ¿Por qué falló el pago de DM-10013? alvaro.ramirez@example.com',
      ]
    : [];
  return [
    `Dragoman listens on ${url}  (model: ${chain[0]})`,
    `  chat ${url}/   desk ${url}/desk   API ${url}/docs`,
    ...notice,
    '',
  ]
    .join('\n')
    .concat('\n');
}

/** The last address that a proxy of ours saw; what stands before it in X-Forwarded-For, anyone may have written. */
function clientAddress(request: Request, bindings: unknown, trustedProxies: number): string | null {
  const forwarded =
    request.headers
      .get('x-forwarded-for')
      ?.split(',')
      .map((part) => part.trim()) ?? [];
  if (trustedProxies > 0 && forwarded.length >= trustedProxies)
    return forwarded[forwarded.length - trustedProxies] ?? null;
  return isNodeRequest(bindings) ? (bindings.incoming.socket.remoteAddress ?? null) : null;
}

function isNodeRequest(bindings: unknown): bindings is { incoming: IncomingMessage } {
  return typeof bindings === 'object' && bindings !== null && 'incoming' in bindings;
}
