import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { MUTANTS, type Mutant } from './mutants.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = 'dist/mutants';
/** Far more than any mutant has needed. */
const CALLS = 60_000;

export interface Verdict {
  name: string;
  /** what the run said of it; null: the mutant lived */
  caught: string | null;
}

/** Builds the hostile run with a check taken away and plays it, in a process of its own. */
export async function playMutant(mutant: Mutant, seed = 1): Promise<Verdict> {
  const file = join(ROOT, FOLDER, `${MUTANTS.indexOf(mutant)}-${process.pid}.mjs`);
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/hostile/main.ts'],
    outfile: file,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
    plugins: [mutate(mutant), latinWeights],
  });
  try {
    await promisify(execFile)('node', [file, '--calls', String(CALLS), '--seed', String(seed)]);
    return { name: mutant.name, caught: null };
  } catch (error) {
    const words =
      error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    return { name: mutant.name, caught: words.split('\n')[0] ?? '' };
  } finally {
    rmSync(file);
  }
}

function mutate({ edits }: Mutant): Plugin {
  return {
    name: 'mutate',
    setup({ onLoad }) {
      for (const file of new Set(edits.map((edit) => edit.file))) {
        const text = edits
          .filter((edit) => edit.file === file)
          .reduce(
            (source, { find, put }) => {
              if (!source.includes(find)) throw new Error(`${file} no longer says: ${find}`);
              return source.replace(find, () => put);
            },
            readFileSync(join(ROOT, file), 'utf8'),
          );
        onLoad({ filter: new RegExp(`${file.replaceAll('.', '\\.')}$`) }, () => ({
          contents: text,
          loader: 'ts',
        }));
      }
    },
  };
}

// A subpath import of package.json, which `packages: 'external'` would leave to Node.
const latinWeights: Plugin = {
  name: 'latin-weights',
  setup({ onResolve }) {
    onResolve({ filter: /^#latin-weights$/ }, () => ({
      path: join(ROOT, 'src/language/latin-weights.ts'),
    }));
  },
};
