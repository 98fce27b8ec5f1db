import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// CommonJS packages inside an ES module look for these names.
const REQUIRE_BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

rmSync(new URL('../dist/chunks', import.meta.url), { recursive: true, force: true });

/*
 * The server as a few files, so that it starts in a fraction of the time that thousands of modules take. What is loaded
 * by `import()` (language models, the demo shop) stays in files of its own.
 */
await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/server.ts'],
  outdir: 'dist',
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
