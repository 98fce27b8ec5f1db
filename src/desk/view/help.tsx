import { COMMANDS } from '../commands.ts';
import type { Desk } from '../desk.ts';
import { setSingleKeys, singleKeys } from '../keyboard.ts';
import { OverlayFrame } from './overlay.tsx';

/** The keys, and the switch for those who want none. */
export function Help({ desk }: { desk: Desk }) {
  return (
    <OverlayFrame desk={desk} title="Keys">
      <dl class="keys">
        {COMMANDS.flatMap(({ key, name }) =>
          key === null
            ? []
            : [
                <div>
                  <dt>
                    <kbd>{key.toUpperCase()}</kbd>
                  </dt>
                  <dd>{name}</dd>
                </div>,
              ],
        )}
        <div>
          <dt>
            <kbd>Ctrl K</kbd>
          </dt>
          <dd>Find or do anything</dd>
        </div>
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>Close, or leave the box you write in</dd>
        </div>
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        Single keys act while I am not writing
      </label>
    </OverlayFrame>
  );
}
