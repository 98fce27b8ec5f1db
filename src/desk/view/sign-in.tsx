import { useState } from 'preact/hooks';
import { Problem } from '../../ui/http-client.ts';
import type { Desk } from '../desk.ts';
import { sayProblem } from '../server.ts';
import { Field, valuesOf } from './field.tsx';

/** Signing in; or, from the link of an invitation or a reset, choosing a password first. */
export function SignIn({ desk }: { desk: Desk }) {
  const [link, setLink] = useState(() => /^#link=([\w-]{8,100})$/.exec(location.hash)?.[1]);
  return (
    <main class="gate-page">
      <h1>Desk</h1>
      {desk.endedFor.value !== null && (
        <p class="gate-note" role="alert">
          You were signed out. What you had typed is kept.
        </p>
      )}
      {link === undefined ? (
        <PasswordForm desk={desk} />
      ) : (
        <LinkForm
          desk={desk}
          link={link}
          onDone={() => {
            history.replaceState(null, '', location.pathname);
            setLink(undefined);
          }}
        />
      )}
    </main>
  );
}

function PasswordForm({ desk }: { desk: Desk }) {
  const [trouble, setTrouble] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const known = desk.endedFor.value ?? '';
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const { email = '', password = '', code } = valuesOf(event.currentTarget);
    setBusy(true);
    try {
      await desk.enter(await desk.server.signIn({ email, password, ...(code ? { code } : {}) }));
    } catch (error) {
      const isCodeNeeded = error instanceof Problem && error.code === 'code_needed';
      if (isCodeNeeded) setAsksCode(true);
      setTrouble(isCodeNeeded && !asksCode ? '' : sayProblem(error));
      setBusy(false);
    }
  };
  return (
    <form class="gate-form" onSubmit={(event) => void submit(event)}>
      <Field
        label="E-mail"
        name="email"
        type="email"
        autocomplete="username"
        value={known}
        first={known === ''}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autocomplete="current-password"
        first={known !== ''}
      />
      {asksCode && (
        <Field
          label="Code of your authenticator app"
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          pattern="\d{6}"
          first
        />
      )}
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <button type="submit" class="primary" disabled={busy}>
        Sign in
      </button>
      <details class="meta">
        <summary>No account yet, or the password is lost?</summary>
        <p>
          A lead or admin invites you here, and makes a link for a new password. The first account
          is made on the service’s machine:
        </p>
        <pre>
          <code>
            npm run -s cli -- staff invite you@example.com --name "Your name" --role admin
          </code>
        </pre>
        <p>It prints a link that sets the password.</p>
      </details>
    </form>
  );
}

function LinkForm(props: { desk: Desk; link: string; onDone: () => void }) {
  const { desk, link, onDone } = props;
  const [trouble, setTrouble] = useState('');
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const { password = '' } = valuesOf(event.currentTarget);
    try {
      await desk.server.send('PUT', `/links/${link}`, { password });
      desk.say('The password is set. Sign in with it.');
      onDone();
    } catch (error) {
      setTrouble(sayProblem(error));
    }
  };
  return (
    <form class="gate-form" onSubmit={(event) => void submit(event)}>
      <p>Choose a password for the desk.</p>
      <Field
        label="New password"
        name="password"
        type="password"
        autocomplete="new-password"
        minLength={12}
        hint="At least 12 characters; a few words in a row are fine."
      />
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <button type="submit" class="primary">
        Set the password
      </button>
    </form>
  );
}
