/** Where two JSON values differ, as paths in words. Amounts are compared in cents: the other side adds floats. */
export function differences(expected: unknown, found: unknown, path = ''): string[] {
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.round(expected * 100) === Math.round(found * 100)
      ? []
      : [differ(path, expected, found)];
  if (Array.isArray(expected) && Array.isArray(found)) {
    const length = Math.max(expected.length, found.length);
    return Array.from({ length }, (_, index) =>
      differences(expected[index], found[index], `${path}[${index}]`),
    ).flat();
  }
  if (isRecord(expected) && isRecord(found)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
    return [...keys].flatMap((key) =>
      differences(expected[key], found[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return expected === found ? [] : [differ(path, expected, found)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function differ(path: string, expected: unknown, found: unknown): string {
  return `${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
}
