import { z } from 'zod';
import { ApiKeys } from '../http/api-keys.ts';
import { systemClock } from '../lib/clock.ts';
import { NotFoundError, SetupError } from '../lib/errors.ts';
import { createIdMaker, systemRandomBytes } from '../lib/ids.ts';
import { Accounts } from '../staff/accounts.ts';
import { StaffStore } from '../staff/staff.ts';
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
    const person = checkPerson(options);
    const { staff, token } = await new StaffStore({ database, ...tools }).add(person);
    if (options.json) io.write(`${JSON.stringify({ ...staff, token })}\n`);
    else
      io.write(
        `${staff.name} (${staff.role}, ${staff.id})\ntoken: ${token}\nIt is shown this once. For programs: send it as Authorization: Bearer. For the page use: staff invite.\n`,
      );
  });
}

/** `staff invite EMAIL`: prints a link that sets a password, this once. */
export function inviteStaffCommand(
  options: Options & { email: string; name: string; role: string; publicUrl: string },
  io: Io,
): Promise<number> {
  return withDatabase(options.db, async (database) => {
    const person = checkPerson(options);
    const people = new StaffStore({ database, ...tools });
    if (!z.email().safeParse(options.email).success)
      throw new SetupError(`${options.email} is no e-mail address.`);
    if ((await people.findByEmail(options.email)) !== undefined)
      throw new SetupError(
        'Somebody has this address already.',
        'Use `staff reset` for a new password.',
      );
    const { staff } = await people.add({ ...person, email: options.email });
    const secret = await new Accounts({ database, ...tools }).makeLink(
      staff.id,
      'invitation',
      null,
    );
    tellLink({ ...options, id: staff.id, name: staff.name, secret, valid: 'seven days' }, io);
  });
}

/** `staff reset EMAIL`: prints a link that sets a new password, this once. */
export function resetStaffCommand(
  options: Options & { email: string; secondFactor?: boolean | undefined; publicUrl: string },
  io: Io,
): Promise<number> {
  return withDatabase(options.db, async (database) => {
    const staff = await new StaffStore({ database, ...tools }).findByEmail(options.email);
    if (staff === undefined)
      throw new NotFoundError(
        `Nobody with the address ${options.email}`,
        '`staff list` names them.',
      );
    const accounts = new Accounts({ database, ...tools });
    if (options.secondFactor === true) await accounts.removeSecondFactor(staff.id, null);
    const secret = await accounts.makeLink(staff.id, 'reset', null);
    tellLink({ ...options, id: staff.id, name: staff.name, secret, valid: 'one hour' }, io);
  });
}

/** `staff list` */
export function listStaffCommand(options: Options, io: Io): Promise<number> {
  return withDatabase(options.db, async (database) => {
    const everybody = await new StaffStore({ database, ...tools }).list();
    if (options.json) io.write(`${JSON.stringify(everybody)}\n`);
    else if (everybody.length === 0)
      io.write('Nobody yet. Invite a person with: staff invite EMAIL --name NAME\n');
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

function checkPerson({ name, role }: { name: string; role: string }) {
  if (role !== 'agent' && role !== 'lead' && role !== 'admin')
    throw new SetupError(`There is no role ${role}.`, 'Use agent, lead or admin.');
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 80)
    throw new SetupError(
      'A name has 1 to 80 characters.',
      'Shoppers see it when the person answers.',
    );
  return { name: trimmed, role } as const;
}

function tellLink(
  made: {
    id: string;
    name: string;
    secret: string;
    publicUrl: string;
    valid: string;
    json?: boolean | undefined;
  },
  io: Io,
): void {
  const link = `${made.publicUrl}/desk#link=${made.secret}`;
  if (made.json) io.write(`${JSON.stringify({ id: made.id, name: made.name, link })}\n`);
  else
    io.write(
      `${made.name}: ${link}\nIt works once, for ${made.valid}. Send it to them yourself.\n`,
    );
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
