import type { z } from 'zod';
import { type CannedReply, loadCannedReplies } from './canned-replies.ts';
import { deskSchema } from './desk-values.ts';
import { fingerprint } from './fingerprint.ts';
import { type PromptFile, readPromptFile } from './front-matter.ts';
import { type GateWords, gateWordsSchema } from './gate-words.ts';
import { handoffSchema } from './handoff-values.ts';
import { articleSchema, headSchema, localeCode, proseSchema, title, toolSchema } from './heads.ts';
import { loadOtherLanguages } from './load-other-languages.ts';
import { isWorded, loadReplies } from './load-replies.ts';
import { policySchema } from './policy-values.ts';
import { fillInPrices } from './prices.ts';
import type { Problem } from './problem.ts';
import type { HelpArticle, PromptSet, ToolWords } from './prompt-set.ts';
import { fillIn, variablesOf } from './variables.ts';

export interface ExpectedPrompts {
  /** parameter names by tool */
  tools: Readonly<Record<string, readonly string[]>>;
  /** variables by reply key */
  replies?: Readonly<Record<string, readonly string[]>>;
  /** locales that need replies; English always does */
  locales?: readonly string[];
  /** what a build made of these files; used as it is while no file has changed since */
  prepared?: PromptSet | undefined;
}

export type LoadedPrompts = { ok: true; prompts: PromptSet } | { ok: false; problems: Problem[] };

/**
 * Checks and reads all prompt files, given as texts by their path inside the prompts directory. All or nothing: one
 * problem anywhere and there are no prompts. Pure, so that the Worker can use files bundled with it.
 */
export function loadPrompts(
  files: Readonly<Record<string, string>>,
  expected: ExpectedPrompts,
): LoadedPrompts {
  const { prepared, locales = [] } = expected;
  if (
    prepared?.version === fingerprint(files) &&
    locales.every((locale) => isWorded(locale, Object.keys(prepared.replies)))
  )
    return { ok: true, prompts: prepared };
  const loader = new Loader(files, expected);
  const prompts = loader.load();
  if (prompts !== undefined && loader.problems.length === 0) return { ok: true, prompts };
  return { ok: false, problems: loader.problems.sort(byPlace) };
}

/** Files beside the folders. */
const ALONE = [
  'system.md',
  'policy.md',
  'handoff.md',
  'desk.md',
  'other-languages.md',
  'README.md',
];

/** What a language model does for people at the desk. */
const DESK_PROMPTS = ['suggest', 'summarize', 'translate'] as const;

class Loader {
  readonly problems: Problem[] = [];
  readonly #files: Readonly<Record<string, string>>;
  readonly #expected: ExpectedPrompts;

  constructor(files: Readonly<Record<string, string>>, expected: ExpectedPrompts) {
    this.#files = files;
    this.#expected = expected;
  }

  load(): PromptSet | undefined {
    this.#refuseStrangers();
    const policy = this.#read('policy.md', policySchema.extend({ title }));
    const handoff = this.#read('handoff.md', handoffSchema.extend({ title }));
    const desk = this.#read('desk.md', deskSchema.extend({ title }));
    const system = this.#read('system.md', proseSchema);
    const desksWords = DESK_PROMPTS.map((name) => this.#read(`${name}.md`, proseSchema));
    const tools = this.#tools();
    const replies = this.#replies();
    const gate = this.#gate();
    const canned = this.#canned();
    const otherLanguages = this.#otherLanguages();
    if (policy === undefined || handoff === undefined || desk === undefined || system === undefined)
      return undefined;

    const variables = variablesOf(without(policy.values));
    const fill = (file: string, { body, bodyLine }: PromptFile<unknown>) =>
      fillIn(body, variables, { file, line: bodyLine, problems: this.problems }).trim();
    return {
      version: fingerprint(this.#files),
      system: `${fill('system.md', system)}\n\n${fill('policy.md', policy)}`,
      tools,
      policy: without(policy.values),
      handoff: without(handoff.values),
      desk: without(desk.values),
      canned,
      deskPrompts: {
        suggest: bodyOf(desksWords[0]),
        summarize: bodyOf(desksWords[1]),
        translate: bodyOf(desksWords[2]),
      },
      replies,
      otherLanguages,
      articles: this.#articles(fill),
      gate,
    };
  }

  #read<Schema extends z.ZodType>(
    file: string,
    schema: Schema,
  ): PromptFile<z.infer<Schema>> | undefined {
    const text = this.#files[file];
    if (text !== undefined) return readPromptFile(file, text, schema, this.problems);
    this.#report(file, 1, 'this file is missing', 'restore it from the last version that worked');
    return undefined;
  }

  #tools(): Record<string, ToolWords> {
    const tools: Record<string, ToolWords> = {};
    for (const [name, parameters] of Object.entries(this.#expected.tools)) {
      const file = `tools/${name}.md`;
      const read = this.#read(file, toolSchema);
      if (read === undefined) continue;
      const described = read.values.parameters;
      for (const parameter of parameters)
        if (described[parameter] === undefined)
          this.#report(
            file,
            2,
            `the parameter “${parameter}” is not described`,
            `add under parameters: ${parameter}: what it means`,
          );
      for (const parameter of Object.keys(described))
        if (!parameters.includes(parameter))
          this.#report(
            file,
            lineOf(this.#files[file], `${parameter}:`),
            `the tool has no parameter “${parameter}”`,
            `its parameters are: ${parameters.join(', ') || 'none'}`,
          );
      const description = read.body.trim();
      if (description === '')
        this.#report(
          file,
          read.bodyLine,
          'the description is empty',
          'tell below the settings what the tool does and when to use it',
        );
      tools[name] = { description, parameters: described };
    }
    return tools;
  }

  #replies(): PromptSet['replies'] {
    const read = this.#folder('replies', headSchema).map(({ file, locale, read }) => {
      this.#checkLocale(file, locale, read.values.locale);
      return { file, locale, body: read.body, bodyLine: read.bodyLine };
    });
    return loadReplies(read, this.#expected, this.problems);
  }

  #canned(): CannedReply[] {
    const read = this.#folder('canned', headSchema).map(({ file, locale, read }) => {
      this.#checkLocale(file, locale, read.values.locale);
      return { file, locale: read.values.locale, body: read.body, bodyLine: read.bodyLine };
    });
    return loadCannedReplies(read, this.problems);
  }

  /** A shop without the file says nothing in other languages. */
  #otherLanguages(): Record<string, string> {
    const file = 'other-languages.md';
    const read = file in this.#files ? this.#read(file, proseSchema) : undefined;
    return read === undefined ? {} : loadOtherLanguages({ file, ...read }, this.problems);
  }

  #gate(): Record<string, GateWords> {
    const gate: Record<string, GateWords> = {};
    for (const { file, locale, read } of this.#folder(
      'gate',
      gateWordsSchema.extend({ title, locale: localeCode }),
    )) {
      this.#checkLocale(file, locale, read.values.locale);
      const { title: _title, locale: _locale, ...words } = read.values;
      gate[read.values.locale] = words;
    }
    return gate;
  }

  #articles(fill: (file: string, read: PromptFile<unknown>) => string): HelpArticle[] {
    return this.#folder('help', articleSchema).map(({ file, locale, read }) => {
      this.#checkLocale(
        file,
        locale.includes('.') ? (locale.split('.')[1] ?? '') : 'en',
        read.values.locale,
      );
      const { url, ...head } = read.values;
      const body = fillInPrices(fill(file, read), head.locale, {
        file,
        line: read.bodyLine,
        problems: this.problems,
      });
      if (body === '')
        this.#report(
          file,
          read.bodyLine,
          'the article is empty',
          'write its text below the settings',
        );
      return {
        id: locale.split('.')[0] ?? locale,
        ...head,
        body,
        ...(url === undefined ? {} : { url }),
      };
    });
  }

  /** All files of a folder in a stable order, each with the part of its name that stands before `.md`. */
  #folder<Schema extends z.ZodType>(
    folder: string,
    schema: Schema,
  ): { file: string; locale: string; read: PromptFile<z.infer<Schema>> }[] {
    return Object.keys(this.#files)
      .filter((file) => file.startsWith(`${folder}/`) && file.endsWith('.md'))
      .sort()
      .flatMap((file) => {
        const read = this.#read(file, schema);
        return read === undefined
          ? []
          : [{ file, locale: file.slice(folder.length + 1, -3), read }];
      });
  }

  #checkLocale(file: string, expected: string, found: string): void {
    if (expected !== found)
      this.#report(
        file,
        lineOf(this.#files[file], 'locale:'),
        `the locale is “${found}”, but the file name says “${expected}”`,
        `write locale: ${expected}, or rename the file`,
      );
  }

  #refuseStrangers(): void {
    const known = (file: string) =>
      ALONE.includes(file) ||
      DESK_PROMPTS.some((name) => file === `${name}.md`) ||
      /^(replies|help|gate|canned)\/[^/]+\.md$/.test(file) ||
      (/^tools\/[^/]+\.md$/.test(file) && file.slice(6, -3) in this.#expected.tools);
    for (const file of Object.keys(this.#files))
      if (file.endsWith('.md') && !known(file))
        this.#report(
          file,
          1,
          'no part of the program reads this file',
          'check its name and folder, or remove it',
        );
  }

  #report(file: string, line: number, message: string, hint: string): void {
    this.problems.push({ file, line, message, hint });
  }
}

function bodyOf(read: PromptFile<unknown> | undefined): string {
  return read?.body.trim() ?? '';
}

function without<Values extends { title: string }>(values: Values): Omit<Values, 'title'> {
  const { title: _, ...rest } = values;
  return rest;
}

function lineOf(text: string | undefined, start: string): number {
  const index = (text ?? '').split('\n').findIndex((line) => line.trimStart().startsWith(start));
  return index === -1 ? 1 : index + 1;
}

function byPlace(left: Problem, right: Problem): number {
  return left.file < right.file ? -1 : left.file > right.file ? 1 : left.line - right.line;
}
