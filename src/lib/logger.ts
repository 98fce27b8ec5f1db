/** Fields of a log line: ids, codes, counts and milliseconds. Never a shopper's words, addresses or secrets. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogLevel = 'info' | 'warn' | 'error' | 'off';

/** One JSON object a line, from the level `least` up, through the `write` given (stderr on Node, `console.log` on Workers). */
export function createLogger(
  now: () => number,
  write: (line: string) => void,
  least: LogLevel = 'info',
): Logger {
  const log = (level: LogLevel) =>
    SEVERITY[level] < SEVERITY[least]
      ? () => {}
      : (message: string, fields: LogFields = {}) =>
          write(JSON.stringify({ time: new Date(now()).toISOString(), level, message, ...fields }));
  return { info: log('info'), warn: log('warn'), error: log('error') };
}

const SEVERITY: Record<LogLevel, number> = { info: 0, warn: 1, error: 2, off: 3 };

export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
