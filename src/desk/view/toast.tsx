import type { Desk } from '../desk.ts';

/** The last thing that was done or went wrong, said once, with its undo while there is one. */
export function Toast({ desk }: { desk: Desk }) {
  const toast = desk.toasts.current.value;
  return (
    <div class="toast-place" role="status">
      {toast !== null && (
        <div class="toast">
          <span>{toast.text}</span>
          {toast.undo !== undefined && (
            <button type="button" class="link" onClick={() => desk.toasts.undo()}>
              Undo
            </button>
          )}
          <button type="button" class="link" onClick={() => desk.toasts.dismiss()}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}
