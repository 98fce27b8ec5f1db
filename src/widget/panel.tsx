import tokens from '../ui/tokens.css';
import chat from './chat.css';
import type { PanelModule } from './element.ts';
import { callMethod } from './page-calls.ts';
import { ChatView } from './view/chat-view.tsx';
import { Widget } from './widget.ts';

const widgets = new WeakMap<HTMLElement, Widget>();

/** What the loader calls once the panel's file is there, and again whenever the element has something to say. */
export const mount: PanelModule['mount'] = (host, launcher, calls) => {
  let widget = widgets.get(host);
  if (!launcher.isConnected) {
    // Off the page, or a second element of a shop that has one.
    widget?.remove();
    widgets.delete(host);
    return;
  }
  if (widget === undefined) {
    // Whoever clicked again while no panel came has asked to see it, not to have it closed.
    for (const call of calls) if (call[0] === 'toggle') call[0] = 'open';
    widget = new Widget((shown) => <ChatView widget={shown} />, tokens + chat, host, launcher);
    widgets.set(host, widget);
  }
  for (const call of calls.splice(0)) callMethod(widget, call);
};
