import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// The bench has dependencies of its own; it installs them when they are missing or out of date, then runs.
const folder = fileURLToPath(new URL('.', import.meta.url));
const installed = new URL('node_modules/.package-lock.json', import.meta.url);
const lock = new URL('package-lock.json', import.meta.url);

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  process.stderr.write('Installing the peers to measure against (once) …\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const tsx = createRequire(import.meta.url).resolve('tsx/cli');
const root = fileURLToPath(new URL('..', import.meta.url));

// Our service serves its pages from dist/, and what was built before the last change is not what should be measured.
const built = spawnSync(process.execPath, [tsx, 'scripts/build.ts'], {
  cwd: root,
  stdio: ['ignore', process.stderr, process.stderr],
});
if (built.status !== 0) process.exit(built.status ?? 1);

const { status } = spawnSync(
  process.execPath,
  [tsx, fileURLToPath(new URL('run.ts', import.meta.url)), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
