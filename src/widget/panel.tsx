import tokens from '../ui/tokens.css';
import chat from './chat.css';
import type { Panel } from './element.ts';
import { ChatView } from './view/chat-view.tsx';
import { Widget } from './widget.ts';

/** What the loader calls once the panel's file is there. */
export function mount(host: HTMLElement, launcher: HTMLElement, endpoint: string): Panel {
  return new Widget((widget) => <ChatView widget={widget} />, tokens + chat, {
    host,
    launcher,
    endpoint,
  });
}
