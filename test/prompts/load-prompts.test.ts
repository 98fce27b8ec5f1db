import { beforeAll, describe, expect, it } from 'vitest';
import { promptExpectations } from '../../src/prompt-expectations.ts';
import { loadPrompts } from '../../src/prompts/load-prompts.ts';
import { readPromptDirectory } from '../../src/prompts/read-directory.ts';

const DIRECTORY = new URL('../../prompts', import.meta.url).pathname;
let good: Record<string, string>;

beforeAll(async () => {
  good = await readPromptDirectory(DIRECTORY);
});

function problemsOf(file: string, edit: (text: string) => string) {
  const loaded = loadPrompts({ ...good, [file]: edit(good[file] ?? '') }, promptExpectations);
  return loaded.ok ? [] : loaded.problems;
}

function lineOf(file: string, start: string): number {
  return (good[file] ?? '').split('\n').findIndex((line) => line.trimStart().startsWith(start)) + 1;
}

describe('the files of prompts/', () => {
  it('load, and every variable in them is known', () => {
    const loaded = loadPrompts(good, promptExpectations);
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });

  it('fill the limits into the policy that the model reads, so that words and code cannot differ', () => {
    const changed = {
      ...good,
      'policy.md': (good['policy.md'] ?? '').replace(
        'returns:\n  windowDays: 30',
        'returns:\n  windowDays: 45',
      ),
    };
    const loaded = loadPrompts(changed, promptExpectations);
    if (!loaded.ok) throw new Error('refused');
    expect(loaded.prompts.policy.returns.windowDays).toBe(45);
    expect(loaded.prompts.system).toContain('within 45 days of delivery');
    expect(
      loaded.prompts.articles.find(({ id, locale }) => id === 'returns' && locale === 'en')?.body,
    ).toContain('within 45 days');
    expect(loaded.prompts.system).not.toMatch(/\{[a-z]/);
  });

  it('hold no limit of the fast lane in the words the model reads', () => {
    const loaded = loadPrompts(good, promptExpectations);
    if (!loaded.ok) throw new Error('refused');
    expect(loaded.prompts.system).not.toMatch(/perOrder|150|2000/);
  });
});

describe('the words in other languages', () => {
  const file = 'other-languages.md';

  it.each([
    ['## nb\nBeklager', 'no language code'],
    ['## polish\nPrzepraszam', 'no language code'],
    ['## pl\n', 'has no text'],
    ['## pl\nDo {store}', 'not known here'],
    ['## pl\nJeden\n\n## pl\nDwa', 'stands here twice'],
  ])('are told where they are wrong: %j', (text, message) => {
    const [problem] = problemsOf(file, () => `---\ntitle: Words\n---\n${text}\n`);
    expect(problem?.message).toContain(message);
  });

  it('can be left out', () => {
    const { [file]: _, ...rest } = good;
    expect(loadPrompts(rest, promptExpectations)).toMatchObject({
      ok: true,
      prompts: { otherLanguages: {} },
    });
  });
});

describe('replies of a region', () => {
  it('are those of its file, and of its language where it has none', () => {
    const loaded = loadPrompts(
      {
        ...good,
        'replies/zh-TW.md': '---\ntitle: Traditional\nlocale: zh-TW\n---\n\n## thanks\n不客氣！\n',
      },
      promptExpectations,
    );
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const { zh, 'zh-TW': region } = loaded.prompts.replies;
    expect(region).toEqual({ ...zh, thanks: '不客氣！' });
  });

  it('are refused where their language has none of that name or variable', () => {
    expect(problemsOf('replies/zh-TW.md', (text) => `${text}\n## thank\n不客氣！\n`)).toMatchObject(
      [{ file: 'replies/zh-TW.md', message: 'no reply is called “thank”' }],
    );
  });
});

describe('a mistake', () => {
  it.each([
    [
      'a price in the form of one language',
      'help/shipping.md',
      (text: string) => text.replace('{USD 4.90}', '{USD 4,90}'),
      10,
      /\{USD 4,90\} is not a price/,
      /\{USD 6\.90\}/,
    ],
    [
      'a price in no currency',
      'help/shipping.md',
      (text: string) => text.replace('{USD 4.90}', '{UDS 4.90}'),
      10,
      /\{UDS 4\.90\} is not a price/,
      /\{USD 6\.90\}/,
    ],
    [
      'an unknown setting',
      'policy.md',
      (text: string) => text.replace('  windowDays: 30\n', '  windowDays: 30\n  windowDay: 3\n'),
      5,
      /“windowDay” is not a known setting/,
      /spelling/,
    ],
    [
      'a wrong type',
      'policy.md',
      (text: string) => text.replace('perOrder: 100', 'perOrder: "a lot"'),
      null,
      /perOrder/,
      /number/,
    ],
    [
      'a value out of range',
      'policy.md',
      (text: string) => text.replace('codeValidMinutes: 10', 'codeValidMinutes: 900'),
      null,
      /codeValidMinutes” is too large/,
      /at most 60/,
    ],
    [
      'a missing setting',
      'policy.md',
      (text: string) => text.replace('  customsDays: 10\n', ''),
      null,
      /customsDays” is missing/,
      /add it/,
    ],
    [
      'an unknown variable',
      'policy.md',
      (text: string) => text.replace('{proposal.validMinutes}', '{proposal.minutes}'),
      null,
      /\{proposal\.minutes\} is not a known variable/,
      /proposal\.validMinutes/,
    ],
    [
      'a duplicate setting',
      'policy.md',
      (text: string) => text.replace('title: Policy', 'title: Policy\ntitle: Again'),
      3,
      /twice/,
      /keep one/,
    ],
    [
      'a tab',
      'policy.md',
      (text: string) => text.replace('  windowDays: 30', '\twindowDays: 30'),
      4,
      /tab/,
      /blanks/,
    ],
    [
      'typographic quotes',
      'policy.md',
      (text: string) => text.replace('currency: EUR', 'currency: “EUR”'),
      null,
      /typographic/,
      /straight quotes/,
    ],
    [
      'Windows line ends',
      'handoff.md',
      (text: string) => text.replaceAll('\n', '\r\n'),
      1,
      /CRLF/,
      /LF/,
    ],
    [
      'a byte order mark',
      'system.md',
      (text: string) => `\uFEFF${text}`,
      1,
      /BOM/,
      /without|UTF-8/,
    ],
    [
      'bytes that are not UTF-8',
      'system.md',
      (text: string) => text.replace('warm', 'w\uFFFDrm'),
      null,
      /not saved as UTF-8/,
      /UTF-8/,
    ],
    [
      'an unclosed block of settings',
      'system.md',
      (text: string) => text.replace('\n---\n', '\n'),
      null,
      /never closed/,
      /three dashes/,
    ],
    ['no settings at all', 'system.md', () => 'Be nice.', 1, /does not begin/, /---/],
    ['an empty file', 'handoff.md', () => '', 1, /does not begin/, /---/],
    [
      'a threshold above the other',
      'handoff.md',
      (text: string) => text.replace('clarify: 0.3', 'clarify: 0.9'),
      null,
      /clarify/,
      /./,
    ],
    [
      'an undescribed parameter',
      'tools/get_order.md',
      (text: string) => text.replace(/ {2}contact:.*\n/, ''),
      2,
      /“contact” is not described/,
      /contact:/,
    ],
    [
      'a parameter the tool has not',
      'tools/find_orders.md',
      (text: string) => text.replace('  status:', '  customerId: whose\n  status:'),
      4,
      /no parameter “customerId”/,
      /status/,
    ],
    [
      'a reply that is missing',
      'replies/de.md',
      (text: string) => text.replace('## greeting', '## greetings'),
      null,
      /“greeting” is missing|called “greetings”/,
      /./,
    ],
    [
      'a reply with an unknown variable',
      'replies/fr.md',
      (text: string) => text.replace(/(## thanks\n)/, '$1{shopName} '),
      null,
      /\{shopName\} is not known in “thanks”/,
      /./,
    ],
    [
      'a reply with an open brace',
      'replies/ja.md',
      (text: string) => text.replace(/(## thanks\n)/, '$1{store '),
      null,
      /cannot be read/,
      /\{ needs its \}/,
    ],
    [
      'a reply twice',
      'replies/en.md',
      (text: string) => `${text}\n## thanks\nAgain.\n`,
      null,
      /“thanks” stands here twice/,
      /keep one/,
    ],
    [
      'a locale that differs from the file name',
      'replies/es.md',
      (text: string) => text.replace('locale: es', 'locale: pt'),
      3,
      /“pt”, but the file name says “es”/,
      /locale: es/,
    ],
    [
      'an article without keywords',
      'help/sizes.md',
      (text: string) => text.replace(/keywords:.*\n/, ''),
      null,
      /keywords” is missing/,
      /a list/,
    ],
  ] as const)(
    'in the form of %s names file, line and mend',
    (_, file, edit, line, message, hint) => {
      const problems = problemsOf(file, edit);
      const found = problems.find((problem) => message.test(problem.message));
      expect(found, JSON.stringify(problems.slice(0, 3))).toBeDefined();
      expect(found?.file).toBe(file);
      if (line !== null) expect(found?.line).toBe(line);
      expect(found?.line).toBeGreaterThan(0);
      expect(found?.hint).toMatch(hint);
    },
  );

  it.each([
    [
      'a variable misspelt in English',
      'replies/en.md',
      (text: string) => text.replace('welcome to {store}', 'welcome to {shop}'),
      /\{shop\} is not known in “greeting”/,
    ],
    [
      'an English reply that cannot be read',
      'replies/en.md',
      (text: string) => text.replace('I found one order:} other', 'I found one order:} othr'),
      /the form “other” is missing/,
    ],
    [
      'a translated reply that cannot be read',
      'replies/it.md',
      (text: string) => text.replace(/(## thanks\n)/, '$1{store '),
      /cannot be read/,
    ],
    [
      'an English reply that was lost',
      'replies/en.md',
      (text: string) => text.replace('## thanks\n', ''),
      /“thanks” is missing/,
    ],
    [
      'a locale that is none',
      'replies/de.md',
      (text: string) => text.replace('locale: de', 'locale: dd-xx-yy'),
      /a language code such as en/,
    ],
    [
      'a file in which something huge was pasted',
      'help/returns.md',
      (text: string) => text + 'a'.repeat(300_000),
      /far too long \(29\d KiB\)/,
    ],
  ] as const)('in the form of %s is told once, of its own file', (_, file, edit, message) => {
    const problems = problemsOf(file, edit);
    expect(problems.map((problem) => problem.file)).toEqual([file]);
    expect(`${problems[0]?.message} ${problems[0]?.hint}`).toMatch(message);
  });

  it('in the form of a language that is enabled and has no words is told, whatever was prepared', () => {
    const loaded = loadPrompts(good, promptExpectations);
    if (!loaded.ok) throw new Error('refused');
    const enabling = (locales: string[]) =>
      loadPrompts(good, { ...promptExpectations, locales, prepared: loaded.prompts });
    expect(enabling(['en', 'pt-BR']).ok).toBe(true);
    const refused = enabling(['en', 'pl']);
    expect(refused.ok ? [] : refused.problems).toEqual([
      {
        file: 'replies/pl.md',
        line: 1,
        message: 'this file is missing',
        hint: 'copy replies/en.md and translate it, or take pl out of DRAGOMAN_LOCALES',
      },
    ]);
  });

  it('in the form of a value points to its own line', () => {
    const [problem] = problemsOf('policy.md', (text) =>
      text.replace('perShopper: 150', 'perShopper: -1'),
    );
    expect(problem?.line).toBe(lineOf('policy.md', 'perShopper:'));
  });

  it('in the form of a missing file is told', () => {
    const { 'handoff.md': _, ...rest } = good;
    const loaded = loadPrompts(rest, promptExpectations);
    expect(loaded).toMatchObject({
      ok: false,
      problems: [{ file: 'handoff.md', line: 1, message: 'this file is missing' }],
    });
  });

  it('in the form of a stray file is told', () => {
    const loaded = loadPrompts({ ...good, 'tools/wire_money.md': 'x' }, promptExpectations);
    expect(loaded).toMatchObject({ ok: false, problems: [{ file: 'tools/wire_money.md' }] });
  });
});
