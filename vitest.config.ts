import { availableParallelism } from 'node:os';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { configDefaults, defineConfig } from 'vitest/config';

/** Keeps wrangler and workerd from looking for the network. */
const OFFLINE = {
  CI: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};
Object.assign(process.env, OFFLINE);

/** Tests whose figures depend on how busy the machine is. */
const MEASURED = ['test/browser/lighthouse.test.ts', 'test/browser/performance.test.ts'];

/** Pages in Debian's Chromium. */
const BROWSER = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // What two pages come to show takes longer where the machine is busy.
  expect: { poll: { timeout: 15_000 } },
  include: ['test/browser/**/*.test.ts'],
  // The service is read once a worker, not once a file.
  isolate: false,
  globalSetup: [
    'test/browser/build-files.ts',
    'test/browser/find-chromium.ts',
    'test/browser/shared-browser.ts',
  ],
};

export default defineConfig({
  test: {
    // Left to itself Vitest keeps one core free, which on two cores means one file after the other.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'node',
          // Two busy cores may take their time; a hang is still a failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/worker/**', 'test/browser/**'],
          globalSetup: ['test/browser/build-files.ts'],
        },
      },
      { test: { ...BROWSER, name: 'browser', exclude: [...configDefaults.exclude, ...MEASURED] } },
      {
        // What is timed has the machine to itself: these files wait for all others, and come one by one.
        test: {
          ...BROWSER,
          name: 'measured',
          include: MEASURED,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            miniflare: {
              compatibilityDate: '2026-04-01',
              compatibilityFlags: ['nodejs_compat'],
              d1Databases: ['DB'],
              r2Buckets: ['ATTACHMENTS'],
              bindings: { MIGRATIONS: await readD1Migrations('src/storage/migrations') },
              cf: false,
            },
          })),
        ],
        test: {
          name: 'worker',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['test/worker/apply-migrations.ts'],
        },
      },
    ],
  },
});
