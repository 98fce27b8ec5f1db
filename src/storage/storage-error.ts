import { AppError } from '../lib/errors.ts';

/**
 * The database could not do what was asked, through no fault of the request: a full or read-only disk, a lock that another
 * process holds, a D1 that is overloaded or out of reach. Nothing of the statement or batch was stored.
 */
export class StorageError extends AppError {
  override readonly name = 'StorageError';

  constructor(cause: Error, { what, retryAfterSeconds }: Fault) {
    super('storage_unavailable', what, {
      status: 503,
      hint: 'Nothing was stored. Send the same again after as many seconds as Retry-After says; if it stays, tell whoever runs this service.',
      retryAfterSeconds,
      cause,
    });
  }
}

interface Fault {
  what: string;
  retryAfterSeconds: number;
}

/** What a driver threw, as a `StorageError` where the storage is to blame; constraints and wrong SQL come back as they are. */
export function asStorageError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // better-sqlite3 has the code apart; D1 has it in the message, or words of its own.
  const told = `${'code' in error ? String(error.code) : ''} ${error.message}`;
  const [, fault] = FAULTS.find(([pattern]) => pattern.test(told)) ?? [];
  return fault === undefined ? error : new StorageError(error, fault);
}

/** Full and broken disks stay so for a while; the rest passes in seconds. */
const LATER = 30;
const SOON = 5;

/** Result codes of sqlite.org/rescode.html; D1 has them in its messages, or words of its own, which no test here can bring about. */
const FAULTS: readonly [RegExp, Fault][] = [
  [
    /SQLITE_FULL|maximum (?:DB|database) size/iu,
    { what: 'The storage is full.', retryAfterSeconds: LATER },
  ],
  [/SQLITE_READONLY/u, { what: 'The storage cannot be written.', retryAfterSeconds: LATER }],
  [
    /SQLITE_(?:IOERR|CANTOPEN|CORRUPT|NOTADB|NOMEM)/u,
    { what: 'The storage fails.', retryAfterSeconds: LATER },
  ],
  [/SQLITE_(?:BUSY|LOCKED)/u, { what: 'The storage is busy.', retryAfterSeconds: SOON }],
  [
    /overloaded|Network connection lost|storage operation exceeded timeout|caused object to be reset|D1 DB reset|Internal error in D1|Cannot resolve D1/iu,
    { what: 'The storage does not answer.', retryAfterSeconds: SOON },
  ],
];
