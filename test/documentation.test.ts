import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toolArguments } from '../src/agent/tools/tool-arguments.ts';
import { listVariables } from '../src/config/variables.ts';
import { streamEventSchema } from '../src/protocol/stream-event.ts';

// Tables may be padded for the eye.
const readme = readFileSync('README.md', 'utf8').replace(/ +\|/g, ' |');
const pages = [
  'README.md',
  'src/README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
// Decisions tell what was true on their day.
const current = pages.filter((page) => !page.startsWith('docs/decisions'));
const everything = current.map((page) => readFileSync(page, 'utf8')).join('\n');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

function named(pattern: RegExp, text = everything): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
}

test('the README’s table names every variable with its default and meaning, and no other', () => {
  const rows = listVariables().map(({ name, default: value, description }) => {
    const shown = value === undefined ? '' : `\`${value}\` `;
    return `| \`${name}\` | ${shown}| ${description} |`;
  });
  const table = readme.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
  expect(table).toEqual(rows);
});

test('every variable of ours that a page names exists', () => {
  const known = new Set(listVariables().map(({ name }) => name));
  expect(named(/\b(DRAGOMAN_[A-Z_]+)\b/g).filter((name) => !known.has(name))).toEqual([]);
});

test('the README names every event of the stream, and no other', () => {
  const types = streamEventSchema.options.map(({ shape }) => shape.type.value);
  const list = /Events of a stream: ([^.]+)\./.exec(readme)?.[1] ?? '';
  expect(named(/`([a-z-]+)`/g, list)).toEqual([...types].sort());
});

test('the README names every tool, and no other', () => {
  const section =
    readme.split('\n## ').find((part) => part.startsWith('What the model can do')) ?? '';
  const firstCells = section
    .split('\n')
    .map((line) => /^\| ([^|]+) \|/.exec(line)?.[1] ?? '')
    .join(' ');
  expect(named(/`([a-z_]+)`/g, firstCells)).toEqual(Object.keys(toolArguments).sort());
});

test('every npm script that a page names exists, and the README names every script', () => {
  const own = new Set(['test', 'start']);
  const runs = named(/npm run (?:-s )?([a-z:]+)/g);
  expect(runs.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  // `check` is another name of `test`.
  const unnamed = Object.keys(scripts).filter((name) => !runs.includes(name) && !own.has(name));
  expect(unnamed.sort()).toEqual(['check']);
});

test('the README names every command, and no other', { timeout: 60_000 }, () => {
  const groups = new Map(commandsOf().map((name) => [name, [] as string[]]));
  for (const group of ['prompts', 'staff', 'keys']) groups.set(group, commandsOf(group));
  const known = [...groups].flatMap(([name, parts]) =>
    parts.length === 0 ? [name] : parts.map((part) => `${name} ${part}`),
  );
  const cells = readme.split('\n').filter((line) => line.startsWith('| `npm run -s cli -- '));
  const shown = cells.flatMap((line) =>
    named(/`(?:npm run -s cli -- )?([a-z]+(?: [a-z]+)?)`/g, /^\| ([^|]+) \|/.exec(line)?.[1]),
  );
  expect(shown.sort()).toEqual(known.sort());
  const used = named(/npm run -s cli -- ([a-z]+)/g);
  expect(used.filter((name) => !groups.has(name))).toEqual([]);
});

test('every relative link of a page leads to a file', () => {
  const broken = pages.flatMap((page) =>
    named(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g, readFileSync(page, 'utf8'))
      .filter((link) => !exists(join(page, '..', link)))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

/** The commands that `--help` lists, of the program or of a group. */
function commandsOf(group?: string): string[] {
  const help = execFileSync(
    'node_modules/.bin/tsx',
    ['src/cli/main.ts', ...(group === undefined ? [] : [group]), '--help'],
    { encoding: 'utf8' },
  );
  const list = help.split('Commands:\n')[1] ?? '';
  return named(/^ {2}([a-z]+)/gm, list).filter((name) => name !== 'help');
}

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EISDIR';
  }
}
