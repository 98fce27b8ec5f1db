import type { Widget } from '../widget.ts';

const timers = new WeakMap<Widget, { at: number; timer: ReturnType<typeof setTimeout> }>();

/** Draws the view again at a point in time, the earliest that was asked for. */
export function wakeAt(widget: Widget, at: number): void {
  const known = timers.get(widget);
  if (known !== undefined && known.at <= at && known.at > Date.now()) return;
  clearTimeout(known?.timer);
  const timer = setTimeout(() => {
    timers.delete(widget);
    widget.schedule();
  }, at - Date.now());
  timers.set(widget, { at, timer });
}
