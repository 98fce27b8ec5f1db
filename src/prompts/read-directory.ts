import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The Markdown files of a directory by relative path with forward slashes. Bytes that are not UTF-8 become U+FFFD, which the checker reports. */
export async function readPromptDirectory(directory: string): Promise<Record<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md') && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const files = await Promise.all(
    paths.map(
      async (path) =>
        [
          relative(directory, path).split(sep).join('/'),
          decoder.decode(await readFile(path)),
        ] as const,
    ),
  );
  return Object.fromEntries(files);
}
