import { defineElement, TAG } from './element.ts';
import type { DragomanCall, DragomanChatElement } from './public-types.ts';

/** Address of the panel below the service; filled in by the build. */
declare const PANEL_FILE: string;

/* `<script src="https://…/widget.js" data-store="…" defer>`: the element, one of each store on the page. */

// A classic script has its own tag; as a module it has none, and the browser says so.
const { src, dataset } = document.currentScript as HTMLScriptElement;
let live = window.dragoman?.live;
if (!live) {
  live = {};
  defineElement((again) => import(new URL(PANEL_FILE + again, src).href), live);
}
let element = live[dataset.store ?? ''];
if (!element) {
  element = document.createElement(TAG);
  for (const name in dataset) element.setAttribute(name, dataset[name] as string);
  (document.body ?? document.documentElement).append(element);
}
const push = ([method, ...values]: DragomanCall) =>
  (element as DragomanChatElement & Record<string, (...values: unknown[]) => void>)[method]?.(
    ...values,
  );
window.dragoman?.map?.(push);
window.dragoman = { push, live };
