import type { DragomanCall } from './public-types.ts';
import type { Widget } from './widget.ts';

/** Longest values that a page may name, in characters; the service takes no longer ones. */
const MAX_CONTEXT = 200;
const CONTEXT = ['page', 'productId', 'cartId', 'orderNo'] as const;

/** What the shopper is looking at, as the page says. */
export type PageContext = Readonly<Partial<Record<(typeof CONTEXT)[number], string>>>;

/** Does what a page asks of its element. Values are the page's and may be anything. */
export function callMethod(widget: Widget, [method, value]: DragomanCall): void {
  switch (method) {
    case 'open':
      widget.open();
      return;
    case 'close':
      widget.close();
      return;
    case 'toggle':
      if (widget.isOpen) widget.close();
      else widget.open();
      return;
    case 'identify': {
      const token = read(value, 'token');
      if (token !== undefined) widget.identify(token);
      return;
    }
    case 'logout':
      widget.logout();
      return;
    case 'setLocale':
      void widget.setLocale(String(value));
      return;
    case 'setContext':
      widget.pageContext = Object.fromEntries(
        CONTEXT.flatMap((key) => {
          const text = read(value, key)?.trim().slice(0, MAX_CONTEXT);
          return text ? [[key, text]] : [];
        }),
      );
      return;
    case 'prefill':
      widget.setDraft(String(value ?? ''));
      return;
    case 'sendMessage':
      widget.send(String(value ?? ''));
      return;
    case 'nudge':
      widget.nudge(String(value));
      return;
    case 'destroy':
      widget.host.remove();
  }
}

function read(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  // Ids are numbers in many shops.
  return typeof found === 'string' || typeof found === 'number' ? `${found}` : undefined;
}
