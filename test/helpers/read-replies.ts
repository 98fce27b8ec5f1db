import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../prompts/replies/', import.meta.url);

/** The replies of every locale as they stand in `prompts/replies/`, read without the checks of `src/prompts`. */
export function readReplies(): Record<string, Record<string, string>> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  return Object.fromEntries(
    files.map((name) => {
      const sections = readFileSync(new URL(name, FOLDER), 'utf8').split(/^## /mu).slice(1);
      const replies = sections.map((section) => {
        const end = section.indexOf('\n');
        return [section.slice(0, end).trim(), section.slice(end).trim()];
      });
      return [name.replace('.md', ''), Object.fromEntries(replies)];
    }),
  );
}
