import { nameOfError, SetupError } from './lib/errors.ts';
import { readPreparedPrompts } from './prompts/prepared-prompts.ts';
import { startServer } from './start-server.ts';

/** After a second signal, or when stopping hangs, the process ends all the same; the next start finishes the replies. */
const FORCED_EXIT_MS = 15_000;

try {
  const server = await startServer(process.env, {
    preparedPrompts: readPreparedPrompts(new URL('./prompts.json', import.meta.url)),
  });
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    process.stderr.write(`${signal}: finishing running replies, then stopping\n`);
    setTimeout(() => process.exit(1), FORCED_EXIT_MS).unref();
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('uncaughtException', (error) => {
    server.logger.error('uncaught error', {
      error: `${error.name}`,
      stack: error.stack?.split('\n').slice(1, 8).join(' '),
    });
    stop('uncaught error');
  });
  process.on('unhandledRejection', (reason) => {
    const stack =
      reason instanceof Error ? reason.stack?.split('\n').slice(1, 8).join(' ') : undefined;
    server.logger.error('unhandled rejection', {
      error: nameOfError(reason),
      stack,
    });
  });
} catch (error) {
  if (error instanceof SetupError) process.stderr.write(`${error.message}\n${error.hint ?? ''}\n`);
  else if (isAddressInUse(error))
    process.stderr.write(
      `${error.message}\nAnother process listens there: set PORT to another number, or stop it.\n`,
    );
  else throw error;
  process.exitCode = 1;
}

function isAddressInUse(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EADDRINUSE' || error.code === 'EACCES')
  );
}
