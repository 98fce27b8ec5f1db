import { useEffect, useState } from 'preact/hooks';
import type { Desk } from '../desk.ts';
import { sayProblem } from '../server.ts';
import { Field, valuesOf } from './field.tsx';

interface Secret {
  secret: string;
  address: string;
}

/** Leads and admins prove a second factor before anything else. */
export function SecondFactor({ desk }: { desk: Desk }) {
  const [secret, setSecret] = useState<Secret | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    desk.server
      .send<Secret>('POST', '/second-factor')
      .then(setSecret, (error: unknown) => setTrouble(sayProblem(error)));
  }, [desk]);
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const { code = '' } = valuesOf(event.currentTarget);
    try {
      await desk.enter(await desk.server.proveSecondFactor(code));
    } catch (error) {
      setTrouble(sayProblem(error));
    }
  };
  return (
    <main class="gate-page">
      <h1>Second factor</h1>
      <form class="gate-form" onSubmit={(event) => void submit(event)}>
        <p>
          Leads and admins sign in with a code of an authenticator app besides the password. Add
          this key to the app, then type the code it shows.
        </p>
        {secret !== null && (
          <>
            <p class="secret" dir="ltr">
              <code>{secret.secret.replace(/(.{4})/g, '$1 ')}</code>
            </p>
            <p>
              <a href={secret.address}>Open in the authenticator app of this device</a>
            </p>
          </>
        )}
        <Field
          label="Code"
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          pattern="\d{6}"
          first
        />
        <p class="trouble" role="alert">
          {trouble}
        </p>
        <button type="submit" class="primary">
          Prove it
        </button>
        <button type="button" class="quiet" onClick={() => void desk.signOut()}>
          Sign out
        </button>
      </form>
    </main>
  );
}
