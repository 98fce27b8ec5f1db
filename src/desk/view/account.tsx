import { useEffect, useState } from 'preact/hooks';
import type { Me, StaffSession } from '../../protocol/desk-account.ts';
import type { Desk } from '../desk.ts';
import { ago } from '../words.ts';
import { OverlayFrame } from './overlay.tsx';

/** My account: notices, sessions, and signing out. */
export function Account({ desk, me }: { desk: Desk; me: Me }) {
  const [sessions, setSessions] = useState<readonly StaffSession[]>([]);
  const [isRefused, setRefused] = useState(false);
  const read = () =>
    desk.server.get<{ sessions: StaffSession[] }>('/sessions').then(
      (answer) => setSessions(answer.sessions),
      () => undefined,
    );
  useEffect(() => void read(), []);
  return (
    <OverlayFrame desk={desk} title={me.name}>
      <p class="muted">
        {me.role}
        {me.email !== null && ` · ${me.email}`}
      </p>
      <fieldset class="ask">
        <legend>Tell me when a shopper waits or writes</legend>
        <label class="check">
          <input
            type="checkbox"
            checked={desk.notices.desktop.value}
            onChange={(event) => {
              const box = event.currentTarget;
              void desk.notices.setDesktop(box.checked).then((done) => {
                setRefused(!done);
                box.checked = desk.notices.desktop.value;
              });
            }}
          />
          With a notice of the system
        </label>
        {isRefused && (
          <p class="trouble" role="alert">
            The browser does not allow notices of this page. Allow them in its settings for this
            site, then try again.
          </p>
        )}
        <label class="check">
          <input
            type="checkbox"
            checked={desk.notices.sound.value}
            onChange={(event) => desk.notices.setSound(event.currentTarget.checked)}
          />
          With a soft sound
        </label>
      </fieldset>
      <h3>Sessions</h3>
      <ul class="sessions">
        {sessions.map((session) => (
          <li>
            <span>
              {session.browser}
              <span class="meta">
                {' '}
                · {session.current ? 'this one' : `seen ${ago(session.seenAt, Date.now())}`}
              </span>
            </span>
            {!session.current && (
              <button
                type="button"
                class="quiet"
                onClick={() =>
                  void desk
                    .try(() => desk.server.send('DELETE', `/sessions/${session.id}`))
                    .then(read)
                }
              >
                End
              </button>
            )}
          </li>
        ))}
      </ul>
      <div class="acts">
        <button type="button" class="quiet" onClick={() => void desk.signOut()}>
          Sign out
        </button>
      </div>
    </OverlayFrame>
  );
}
