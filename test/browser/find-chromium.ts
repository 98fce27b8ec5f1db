import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const PLACES = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser on this machine; undefined when there is none. */
export function chromiumPath(): string | undefined {
  return PLACES.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Before the browser tests: a browser is found, or installed where that can be done unasked. Under CI it is required. */
export function setup(): void {
  if (chromiumPath() !== undefined) return;
  if (process.platform === 'linux' && process.getuid?.() === 0) install();
  if (chromiumPath() !== undefined) return;
  const advice = 'Install Debian’s `chromium`, or name a Chromium with CHROMIUM=/path.';
  if (process.env.CI === 'true') throw new Error(`The browser tests need a browser. ${advice}`);
  console.warn(`No browser: the browser tests are skipped. ${advice}`);
}

function install(): void {
  const packages = ['chromium', 'fonts-noto-core', 'fonts-noto-cjk'];
  const run = (...command: string[]) =>
    execFileSync('apt-get', ['-qq', ...command], { stdio: 'ignore', timeout: 300_000 });
  try {
    run('update');
    run('install', '-y', '--no-install-recommends', ...packages);
  } catch {
    // said by the caller
  }
}
