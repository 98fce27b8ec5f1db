import { chromium, type LaunchOptions } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { chromiumPath } from './find-chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** where the browser of all test files listens; empty without one */
    browser: string;
  }
}

/** One browser for all test files: each connects to it and has contexts of its own. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = chromiumPath();
  project.provide('browser', '');
  if (executablePath === undefined) return undefined;
  const server = await chromium.launchServer(launchOptions(executablePath));
  project.provide('browser', server.wsEndpoint());
  return () => server.close();
}

/** How Chromium is started, in a container too. */
export function launchOptions(executablePath: string, ...more: string[]): LaunchOptions {
  return {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...more],
  };
}
