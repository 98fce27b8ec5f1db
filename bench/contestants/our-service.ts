import { rmSync } from 'node:fs';
import { startServer } from '../../src/start-server.ts';
import { PROMPTS_DIRECTORY } from '../bench-prompts.ts';
import { makeBenchDatabase } from '../bench-shop.ts';
import { type Service, startShopper } from '../service-client.ts';
import type { MakeContestant } from './contestant.ts';

/** The whole service in this process, asked over HTTP by a shopper in another: stored, logged, streamed. */
export const make: MakeContestant = async (baseUrl) => {
  const shopper = await startShopper();
  const services = new Map<string, Service>();
  return {
    async turn(model, onText) {
      let service = services.get(model);
      if (service === undefined) {
        const { file, folder } = await makeBenchDatabase();
        process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
        service = {
          url: `http://127.0.0.1:${await start(model, baseUrl, file)}`,
          databaseFile: file,
        };
        services.set(model, service);
      }
      const { text, firstTextAt, events } = await shopper.ask(service);
      if (events.includes('message-retract') || events.includes('handoff-opened'))
        throw new Error(`the turn did not go as planned: ${events.join(' ')}\n${text}`);
      onText(text, BigInt(firstTextAt));
    },
  };
};

async function start(model: string, baseUrl: string, file: string): Promise<number> {
  const server = await startServer({
    PORT: '0',
    HOST: '127.0.0.1',
    MODEL: `openai:${model}`,
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: baseUrl,
    DRAGOMAN_DATABASE: file,
    DRAGOMAN_PROMPTS: PROMPTS_DIRECTORY,
    DRAGOMAN_DEMO: 'off',
    DRAGOMAN_REQUESTS_PER_MINUTE: '1000000',
    DRAGOMAN_MESSAGES_PER_MINUTE: '10000',
    DRAGOMAN_LOG: 'warn',
  });
  return server.port;
}
