import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildPackage, writeBrowserFiles } from './build-browser.ts';
import { preparePrompts } from './prepare-prompts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// CommonJS packages inside an ES module look for these names.
const REQUIRE_BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * The server as a few files, so that it starts in a fraction of the time that thousands of modules take. What is loaded
 * by `import()` (language models, the demo shop) stays in files of its own.
 */
export async function buildServer(outdir: string): Promise<void> {
  rmSync(join(ROOT, outdir, 'chunks'), { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/server.ts'],
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    sourcemap: 'linked',
    // Native code cannot be bundled; it is found in node_modules.
    external: ['better-sqlite3'],
    banner: { js: REQUIRE_BANNER },
    logLevel: 'warning',
  });
  writeFileSync(join(ROOT, outdir, 'prompts.json'), JSON.stringify(await preparePrompts()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await Promise.all([buildServer('dist'), writeBrowserFiles(), buildPackage('dist/widget')]);
}
