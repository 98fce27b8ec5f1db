import type { Desk } from '../desk.ts';
import { SecondFactor } from './second-factor.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { Toast } from './toast.tsx';

export function App({ desk }: { desk: Desk }) {
  return (
    <>
      <Screen desk={desk} />
      <Toast desk={desk} />
    </>
  );
}

function Screen({ desk }: { desk: Desk }) {
  const me = desk.me.value;
  if (me === undefined) return <main class="gate-page" aria-busy="true" />;
  if (me === null) return <SignIn desk={desk} />;
  if (me.secondFactor === 'set_up') return <SecondFactor desk={desk} />;
  return <Shell desk={desk} me={me} />;
}
