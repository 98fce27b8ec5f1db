import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Desk } from '../desk.ts';

/** A dialog over the page: it takes the focus, keeps it, and gives it back. */
export function OverlayFrame(props: { desk: Desk; title: string; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    box.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const close = () => (props.desk.overlay.value = 'none');
  return (
    <dialog class="overlay" ref={box} aria-labelledby="overlay-title" onClose={close}>
      <header>
        <h2 id="overlay-title">{props.title}</h2>
        <button type="button" class="quiet" onClick={close}>
          Close
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
