const focused = new WeakSet<HTMLElement>();

/** As a `ref`: the element takes the focus once, when it appears. */
export function focusFirst(element: HTMLElement | null): void {
  if (element === null || focused.has(element)) return;
  focused.add(element);
  element.focus();
}
