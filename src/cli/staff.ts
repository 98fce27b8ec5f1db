import { StaffStore } from '../handoffs/staff.ts';
import { ApiKeys } from '../http/api-keys.ts';
import { systemClock } from '../lib/clock.ts';
import { NotFoundError, SetupError } from '../lib/errors.ts';
import { createIdMaker, systemRandomBytes } from '../lib/ids.ts';
import type { SqliteDatabase } from '../storage/better-sqlite3.ts';
import { openDatabase } from './open-database.ts';

interface Io {
  write(text: string): void;
}

interface Options {
  db: string;
  json?: boolean | undefined;
}

const tools = {
  now: systemClock,
  makeId: createIdMaker(systemClock, systemRandomBytes),
  randomBytes: systemRandomBytes,
};

/** `staff add NAME`: prints the token, this once. */
export function addStaffCommand(
  options: Options & { name: string; role: string },
  io: Io,
): Promise<number> {
  return withDatabase(options.db, async (database) => {
    const role = options.role;
    if (role !== 'agent' && role !== 'lead' && role !== 'admin')
      throw new SetupError(`There is no role ${role}.`, 'Use agent, lead or admin.');
    const name = options.name.trim();
    if (name === '' || name.length > 80)
      throw new SetupError(
        'A name has 1 to 80 characters.',
        'Shoppers see it when the person answers.',
      );
    const { staff, token } = await new StaffStore({ database, ...tools }).add({ name, role });
    if (options.json) io.write(`${JSON.stringify({ ...staff, token })}\n`);
    else
      io.write(
        `${staff.name} (${staff.role}, ${staff.id})\ntoken: ${token}\nIt is shown this once. Enter it at /desk, or send it as Authorization: Bearer.\n`,
      );
  });
}

/** `staff list` */
export function listStaffCommand(options: Options, io: Io): Promise<number> {
  return withDatabase(options.db, async (database) => {
    const everybody = await new StaffStore({ database, ...tools }).list();
    if (options.json) io.write(`${JSON.stringify(everybody)}\n`);
    else if (everybody.length === 0) io.write('Nobody yet. Add a person with: staff add NAME\n');
    else
      for (const { id, name, role, createdAt } of everybody)
        io.write(`${id}  ${role.padEnd(5)}  ${name}  since ${createdAt.slice(0, 10)}\n`);
  });
}

/** `keys add INTEGRATION`: prints an API key, this once. */
export function addKeyCommand(options: Options & { integration: string }, io: Io): Promise<number> {
  return withDatabase(options.db, async (database) => {
    const { integration } = options;
    if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(integration))
      throw new SetupError(
        `${integration} is no name for an integration.`,
        'Use small letters, digits, - and _, e.g. default or erp; the same name as in DRAGOMAN_WEBHOOK_SECRET.',
      );
    const { id, key } = await new ApiKeys(database).add(integration, tools);
    if (options.json) io.write(`${JSON.stringify({ id, integration, key })}\n`);
    else
      io.write(
        `${integration} (${id})\nkey: ${key}\nIt is shown this once. Send it as Authorization: Bearer.\n`,
      );
  });
}

/** `keys list` */
export function listKeysCommand(options: Options, io: Io): Promise<number> {
  return withDatabase(options.db, async (database) => {
    const keys = await new ApiKeys(database).list();
    if (options.json) io.write(`${JSON.stringify(keys)}\n`);
    else if (keys.length === 0) io.write('No keys yet. Make one with: keys add INTEGRATION\n');
    else
      for (const { id, integration, createdAt } of keys)
        io.write(`${id}  ${integration}  since ${createdAt.slice(0, 10)}\n`);
  });
}

/** `keys remove ID`: the key opens nothing from now on. */
export function removeKeyCommand(options: Options & { id: string }, io: Io): Promise<number> {
  return withDatabase(options.db, async (database) => {
    if (!(await new ApiKeys(database).remove(options.id)))
      throw new NotFoundError(`The key ${options.id}`, '`keys list` names them.');
    io.write(
      options.json ? `${JSON.stringify({ removed: options.id })}\n` : `Removed ${options.id}.\n`,
    );
  });
}

async function withDatabase(
  file: string,
  work: (database: SqliteDatabase) => Promise<void>,
): Promise<number> {
  const database = await openDatabase(file);
  try {
    await work(database);
    return 0;
  } finally {
    database.close();
  }
}
