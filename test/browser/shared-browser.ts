import { createServer } from 'node:net';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumPath } from './find-chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** where the browser of all test files listens; empty without one */
    browser: string;
    /** its DevTools port, for what does not speak Playwright */
    devToolsPort: number;
  }
}

/** One browser for all test files: each connects to it and has contexts of its own. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = chromiumPath();
  project.provide('browser', '');
  project.provide('devToolsPort', 0);
  if (executablePath === undefined) return undefined;
  const port = await freePort();
  const server = await chromium.launchServer({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      `--remote-debugging-port=${port}`,
    ],
  });
  project.provide('browser', server.wsEndpoint());
  project.provide('devToolsPort', port);
  return () => server.close();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
      probe.close(() => resolve(port));
    });
  });
}
