import { defineElement, findAll, type PanelModule, storeOf } from './element.ts';

/** Address of the panel below the service; filled in by the build. */
declare const PANEL_FILE: string;

/* `<script src="https://…/widget.js" data-store="…" defer>`: the element, and one of them on the page. */
const script = document.currentScript;
const endpoint = new URL('.', Reflect.get(script ?? location, script ? 'src' : 'href')).href;
const load = (file: string): Promise<PanelModule> => import(endpoint + file);

// After a new release the old file is gone; the unhashed name leads to the one of today.
defineElement(() => load(PANEL_FILE).catch(() => load('widget/panel.js')), endpoint);

const start = () => {
  const store = script?.dataset.store ?? '';
  let element = findAll().find((other) => storeOf(other) === store);
  if (!element) {
    element = document.createElement('dragoman-chat');
    for (const { name, value } of script?.attributes ?? [])
      if (name.startsWith('data-')) element.setAttribute(name.slice(5), value);
    document.body.append(element);
  }
  const run = ([method, ...values]: [string, ...unknown[]]) =>
    Reflect.get(element, 'invoke').apply(element, [method, ...values]);
  if (Array.isArray(window.dragoman)) window.dragoman.map(run);
  window.dragoman = { push: run };
};
if (document.body) start();
else addEventListener('DOMContentLoaded', start);
