import { Command, CommanderError } from 'commander';
import { loadConfig } from '../config/config.ts';
import { AppError } from '../lib/errors.ts';

/*
 * Commands load what they need when they run: `detect` must not wait for language models and databases.
 */

/** Languages that data/scenarios speaks. */
const SCENARIO_LOCALES = 'en,zh,es,pt,fr,de,ja,ar,it,ko,ru,id,vi,th';

// Whoever reads may leave: `detect | head -1` wants no more, and that is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

const io = { write: (text: string) => void process.stdout.write(text) };

const program = new Command('dragoman')
  .description('Dragoman, the shopping assistant: try it, fill it, check it.')
  .showHelpAfterError('Add --help to see what there is.')
  .exitOverride();

program
  .command('chat')
  .description('talk with the assistant in the terminal')
  .option('--once <text>', 'send one message and leave')
  .option(
    '--customer <id>',
    'as an already verified customer (id or e-mail), for trying things out',
  )
  .option('--locale <locale>', 'a hint such as es or pt-BR, as a browser would send')
  .option(
    '--json',
    'one object for each message: text, locale, tools, cards, proposal, confidence, handoff',
  )
  .option('--db <file>', 'database file (default: DRAGOMAN_DATABASE, ./dragoman.db)')
  .action(
    async (options: {
      once?: string;
      customer?: string;
      locale?: string;
      json?: boolean;
      db?: string;
    }) => {
      const { openServices } = await import('./open-services.ts');
      const { chatCommand, inputLines } = await import('./chat.ts');
      const opened = await openServices({ databaseFile: options.db, quiet: true });
      const interactive = process.stdin.isTTY === true && options.json !== true;
      const lines = options.once === undefined ? inputLines() : noLines();
      try {
        process.exitCode = await chatCommand(opened.services, options, opened.demo, {
          ...io,
          lines,
          interactive,
        });
      } finally {
        await opened.close();
      }
    },
  );

program
  .command('detect')
  .description(
    'tell the language of texts: {"text", "candidates"?, "prior"?} a line in, {"language", "confidence"} a line out',
  )
  .action(async () => {
    const { detectCommand } = await import('./detect.ts');
    const { inputLines } = await import('./chat.ts');
    process.exitCode = await detectCommand(inputLines(), io);
  });

program
  .command('understand')
  .description(
    'what the built-in model understands: {"text", "locale"?} a line in, intent, slots and decision a line out',
  )
  .action(async () => {
    const { understandCommand } = await import('./understand.ts');
    const { inputLines } = await import('./chat.ts');
    process.exitCode = await understandCommand(inputLines(), io);
  });

program
  .command('import')
  .description('read a shop from JSON: all files, or nothing when one has a mistake')
  .argument('<path>', 'a folder with orders.json, customers.json and so on, or one file')
  .option('--db <file>', 'database file')
  .option('--json', 'counts or problems as one object')
  .action(async (path: string, options: { db?: string; json?: boolean }) => {
    const { importCommand } = await import('./import.ts');
    process.exitCode = await importCommand({ path, ...options, db: databaseFile(options.db) }, io);
  });

program
  .command('export')
  .description('write the shop as JSON, in the form that import reads')
  .option('--db <file>', 'database file')
  .option(
    '--out <folder>',
    'one file for each list in this folder; else one object on standard output',
  )
  .action(async (options: { db?: string; out?: string }) => {
    const { exportCommand } = await import('./export.ts');
    process.exitCode = await exportCommand({ ...options, db: databaseFile(options.db) }, io);
  });

program
  .command('prompts')
  .description('the files in prompts/')
  .command('check')
  .description('check every file: place, what is wrong, how to mend it')
  .argument('[folder]', 'instead of DRAGOMAN_PROMPTS')
  .option('--json', 'problems as one object')
  .action(async (folder: string | undefined, options: { json?: boolean }) => {
    const { promptsCheckCommand } = await import('./prompts.ts');
    const { prompts, locales } = loadConfig(process.env).config;
    process.exitCode = await promptsCheckCommand(
      { directory: folder ?? prompts.directory, locales: locales.enabled, ...options },
      io,
    );
  });

program
  .command('scenarios')
  .description('play the conversations in data/scenarios and judge them')
  .argument('[folder]', 'folder with *.yaml', 'data/scenarios')
  .option('--model <model>', 'as MODEL in the environment')
  .option('--report', 'handoffs by locale: precision, recall, needless ones, calibration')
  .option('--json', 'one object')
  .action(
    async (directory: string, options: { model?: string; report?: boolean; json?: boolean }) => {
      const { scenariosCommand } = await import('./scenarios.ts');
      const { openServices } = await import('./open-services.ts');
      const environment = {
        ...process.env,
        DRAGOMAN_DEMO: 'on',
        DRAGOMAN_LOCALES: process.env.DRAGOMAN_LOCALES ?? SCENARIO_LOCALES,
        ...(options.model === undefined ? {} : { MODEL: options.model }),
      };
      const { scenarioClock } = await import('./scenario-clock.ts');
      const open = () =>
        openServices({
          environment,
          databaseFile: ':memory:',
          quiet: true,
          now: scenarioClock(),
        });
      process.exitCode = await scenariosCommand({ directory, ...options, open }, io);
    },
  );

program
  .command('doctor')
  .description('print the configuration, secrets masked, and check that everything can be used')
  .option('--db <file>', 'database file')
  .option('--json', 'one object')
  .action(async (options: { db?: string; json?: boolean }) => {
    const { doctorCommand } = await import('./doctor.ts');
    process.exitCode = await doctorCommand({ environment: process.env, ...options }, io);
  });

program
  .command('insights')
  .description('figures on settlement, payouts, payments, complaints, handoffs and refunds')
  .option('--since <day>', 'the first day that counts, e.g. 2026-03-01')
  .option('--db <file>', 'database file')
  .option('--json', 'one object')
  .action(async (options: { since?: string; db?: string; json?: boolean }) => {
    const { insightsCommand } = await import('./insights.ts');
    process.exitCode = await insightsCommand({ ...options, db: databaseFile(options.db) }, io);
  });

const staff = program.command('staff').description('people who answer shoppers at the desk');
staff
  .command('add')
  .description('add a person; prints their token, this once')
  .argument('<name>', 'as shoppers see it')
  .option('--role <role>', 'agent, lead or admin', 'agent')
  .option('--db <file>', 'database file')
  .option('--json', 'one object')
  .action(async (name: string, options: { role: string; db?: string; json?: boolean }) => {
    const { addStaffCommand } = await import('./staff.ts');
    process.exitCode = await addStaffCommand(
      { name, ...options, db: databaseFile(options.db) },
      io,
    );
  });
staff
  .command('list')
  .description('list everybody')
  .option('--db <file>', 'database file')
  .option('--json', 'one list')
  .action(async (options: { db?: string; json?: boolean }) => {
    const { listStaffCommand } = await import('./staff.ts');
    process.exitCode = await listStaffCommand({ ...options, db: databaseFile(options.db) }, io);
  });

staff
  .command('invite')
  .description('invite somebody to the desk; prints a link that works once')
  .argument('<email>', 'with which they sign in')
  .requiredOption('--name <name>', 'as shoppers see it')
  .option('--role <role>', 'agent, lead or admin', 'agent')
  .option('--db <file>', 'database file')
  .option('--json', 'one object')
  .action(
    async (email: string, options: { name: string; role: string; db?: string; json?: boolean }) => {
      const { inviteStaffCommand } = await import('./staff.ts');
      process.exitCode = await inviteStaffCommand(
        { email, ...options, db: databaseFile(options.db), publicUrl: publicUrl() },
        io,
      );
    },
  );
staff
  .command('reset')
  .description('print a link with which somebody sets a new password')
  .argument('<email>', 'with which they sign in')
  .option('--second-factor', 'also forget their authenticator app, when the phone is lost')
  .option('--db <file>', 'database file')
  .option('--json', 'one object')
  .action(
    async (email: string, options: { secondFactor?: boolean; db?: string; json?: boolean }) => {
      const { resetStaffCommand } = await import('./staff.ts');
      process.exitCode = await resetStaffCommand(
        { email, ...options, db: databaseFile(options.db), publicUrl: publicUrl() },
        io,
      );
    },
  );

const keys = program.command('keys').description('API keys of integrations');
keys
  .command('add')
  .description('make a key; it is shown this once')
  .argument('[integration]', 'the name used in DRAGOMAN_WEBHOOK_SECRET', 'default')
  .option('--db <file>', 'database file')
  .option('--json', 'one object')
  .action(async (integration: string, options: { db?: string; json?: boolean }) => {
    const { addKeyCommand } = await import('./staff.ts');
    process.exitCode = await addKeyCommand(
      { integration, ...options, db: databaseFile(options.db) },
      io,
    );
  });
keys
  .command('list')
  .description('list keys, without the keys themselves')
  .option('--db <file>', 'database file')
  .option('--json', 'one list')
  .action(async (options: { db?: string; json?: boolean }) => {
    const { listKeysCommand } = await import('./staff.ts');
    process.exitCode = await listKeysCommand({ ...options, db: databaseFile(options.db) }, io);
  });
keys
  .command('remove')
  .description('make a key useless')
  .argument('<id>', 'as `keys list` names it')
  .option('--db <file>', 'database file')
  .option('--json', 'one object')
  .action(async (id: string, options: { db?: string; json?: boolean }) => {
    const { removeKeyCommand } = await import('./staff.ts');
    process.exitCode = await removeKeyCommand({ id, ...options, db: databaseFile(options.db) }, io);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function databaseFile(given: string | undefined): string {
  return given ?? loadConfig(process.env).config.database.file;
}

function publicUrl(): string {
  const { server } = loadConfig(process.env).config;
  return server.publicUrl ?? `http://localhost:${server.port}`;
}

/** People get the message alone: 1 for what a command found wrong, 2 for a command that cannot be read. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
    return 1;
  }
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}

async function* noLines(): AsyncGenerator<string> {}
