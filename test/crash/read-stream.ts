import type { ReceivedEvent } from './shopper.ts';

/** The events of a response of server-sent events, as they arrive. */
export async function* readStream(response: Response): AsyncGenerator<ReceivedEvent> {
  if (response.body === null) return;
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const chunk of response.body) {
    buffer += decoder.decode(chunk, { stream: true });
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: ?(.+)$/m.exec(block)?.[1];
      const data = /^data: ?(.+)$/m.exec(block)?.[1];
      if (id !== undefined && data !== undefined) yield { id, event: JSON.parse(data) };
    }
  }
}
