import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { heldOutTexts } from './accuracy.ts';

// Inside the project, so that the bundle finds the project's packages.
const FOLDER = new URL('../dist/bench-language/', import.meta.url);

export interface LanguageCost {
  firstUseMilliseconds: number;
  microseconds: number;
  /** resident memory of the process before and after, in MiB */
  before: number;
  megabytes: number;
}

/** What detection and understanding cost, each in a bundled process of its own, as they run in the service. */
export async function measureLanguageCost(): Promise<
  Record<'detect' | 'understand', LanguageCost>
> {
  mkdirSync(FOLDER, { recursive: true });
  try {
    const texts = fileURLToPath(new URL('texts.txt', FOLDER));
    writeFileSync(
      texts,
      heldOutTexts()
        .map(({ text }) => text)
        .join('\n'),
    );
    await build({
      entryPoints: [fileURLToPath(new URL('language-once.ts', import.meta.url))],
      outdir: fileURLToPath(FOLDER),
      bundle: true,
      splitting: true,
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    });
    const once = (what: string): LanguageCost => {
      const program = fileURLToPath(new URL('language-once.mjs', FOLDER));
      const { stdout, stderr } = spawnSync(process.execPath, [program, what, texts], {
        encoding: 'utf8',
      });
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout);
    };
    return { detect: once('detect'), understand: once('understand') };
  } finally {
    rmSync(FOLDER, { recursive: true, force: true });
  }
}
