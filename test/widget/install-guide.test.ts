import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';

/* The guide is what shops copy: it compiles, and it tells everything there is and nothing else. */

const guide = readFileSync('docs/install-widget.md', 'utf8');
const types = readFileSync('src/widget/public-types.ts', 'utf8');
const blocks = [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = '', code = '']) => ({
    language,
    code,
  }),
);
const code = (language: string) =>
  blocks.filter((block) => block.language === language).map((block) => block.code);

/** Names that an interface of the public types declares. */
function namesOf(declaration: string): string[] {
  const start = types.indexOf(`interface ${declaration} `);
  const body = types.slice(types.indexOf('{', start) + 1, types.indexOf('\n}', start));
  return [...body.matchAll(/^ {2}'?([a-z][\w-]*)'?[?:(]/gim)].map(([, name = '']) => name);
}

test.each(['js', 'ts', 'tsx'] as const)('every %s snippet compiles', async (loader) => {
  const snippets = code(loader);
  expect(snippets.length).toBeGreaterThan(0);
  for (const snippet of snippets) await transform(snippet, { loader, jsx: 'automatic' });
});

test('the script of the theme is a script, whatever the page holds', async () => {
  const [theme = ''] = code('liquid');
  const [, script = ''] = /<script>(.*?)<\/script>/s.exec(theme) ?? [];
  for (const value of ['"/a\\"b"', 'null', '42'])
    await transform(script.replaceAll(/\{\{.*?\}\}/g, value), { loader: 'js' });
  // A value that is not escaped by the template ends the string it stands in.
  for (const [, filter = ''] of script.matchAll(/\{\{(.*?)\}\}/g))
    expect(filter).toContain('| json');
});

test('every tag carries attributes that exist', () => {
  const known = namesOf('DragomanChatAttributes');
  const tags = blocks.flatMap(
    (block) => block.code.match(/<(?:script|Script|dragoman-chat)\b[^>]*>/g) ?? [],
  );
  expect(tags.length).toBeGreaterThan(5);
  for (const tag of tags)
    for (const [, name = ''] of tag.matchAll(/\sdata-([\w-]+)=/g))
      expect(known, tag).toContain(name);
});

test('attributes, methods, events and parts are all told', () => {
  const table = [...guide.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name = '']) => name);
  for (const name of namesOf('DragomanChatAttributes')) expect(table).toContain(name);
  for (const name of namesOf('DragomanChatElement').filter((name) => name !== 'addEventListener'))
    expect(guide).toContain(`\`${name}(`);
  for (const name of namesOf('DragomanChatEventMap')) expect(guide).toContain(`\`${name}\``);
  const parts = new Set(
    ['chat-view', 'composer', 'log', 'message']
      .map((name) => readFileSync(`src/widget/view/${name}.tsx`, 'utf8'))
      .flatMap((source) => [...source.matchAll(/part="(\w+)"/g)].map(([, name = '']) => name)),
  );
  for (const name of parts) expect(guide).toContain(`\`${name}\``);
});

test('each property has the default that the guide says', () => {
  const [sheet = ''] = code('css');
  const styles = ['src/ui/tokens.css', 'src/widget/chat.css']
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const used = new Set(
    [...styles.matchAll(/var\((--dragoman-[\w-]+)/g)].map(([, name = '']) => name),
  );
  const told = new Map(
    [...sheet.matchAll(/(--dragoman-[\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  expect([...told.keys()].sort()).toEqual([...used].sort());
  for (const [name, value] of told)
    expect(styles, name).toMatch(
      new RegExp(`var\\(${name},\\s+(?:var\\(--_light, )?${value.replace('#ffffff', '#fff')}`),
    );
});
