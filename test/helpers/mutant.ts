import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = 'dist/mutants';
let built = 0;

/** The program with something taken away or spoilt, to see whether a test notices. */
export interface Mutant {
  /** what is missing or wrong */
  name: string;
  edits: { file: string; find: string; put: string }[];
}

/** @example mutant('a proposal expires', ['proposals/proposals.ts', 'if (expired) return lapse();', '']) */
export function mutant(
  name: string,
  ...edits: [file: string, find: string, put: string][]
): Mutant {
  return { name, edits: edits.map(([file, find, put]) => ({ file: `src/${file}`, find, put })) };
}

/** Builds a test program over the mutant and runs it in a process of its own. Its first words on failing; null when it passed. */
export async function runOnMutant(
  mutated: Mutant,
  program: { entry: string; args: readonly string[] },
): Promise<string | null> {
  built += 1;
  const file = join(ROOT, FOLDER, `${process.pid}-${built}.mjs`);
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: [program.entry],
    outfile: file,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
    plugins: [mutate(mutated)],
  });
  try {
    await promisify(execFile)('node', [file, ...program.args]);
    return null;
  } catch (error) {
    const words =
      error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    return words.split('\n')[0] ?? '';
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
