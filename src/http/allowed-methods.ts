interface KnownRoute {
  method: string;
  path: string;
}

/** Which methods each address takes, from the routes themselves: for 405 and its Allow header. */
export function createMethodTable(routes: readonly KnownRoute[]): (path: string) => string[] {
  const patterns = routes
    .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
    .map(({ method, path }) => ({
      method,
      pattern: new RegExp(`^${path.split('/').map(patternOf).join('/')}$`),
    }));
  return (path) =>
    [
      ...new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)),
    ].sort();
}

/** One part of a path: as it stands, `:anything`, or `:name{what it may be}`. */
function patternOf(part: string): string {
  if (!part.startsWith(':')) return part.replaceAll('.', '\\.');
  return /\{(.+)\}/.exec(part)?.[1] ?? '[^/]+';
}
