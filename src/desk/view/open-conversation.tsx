import type { Desk } from '../desk.ts';

/** From a list of things to do to the conversation that one of them came of. */
export function OpenConversation({ desk, id }: { desk: Desk; id: string }) {
  return (
    <button
      type="button"
      class="link"
      onClick={() => {
        desk.overlay.value = 'none';
        void desk.show(id);
      }}
    >
      Open the conversation
    </button>
  );
}
