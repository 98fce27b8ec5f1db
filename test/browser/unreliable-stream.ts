import { openNodeStream } from '../../src/http/node-stream.ts';
import type { OpenStream, StreamWriter } from '../../src/http/stream-writer.ts';

/**
 * What becomes of a piece of a stream. `lost` and `torn` end the connection, as they do on a network; `swallowed`
 * leaves it open: only text between two events may be lost so.
 */
export type Fate = 'sent' | 'twice' | 'lost' | 'torn' | 'swallowed';

/** Streams of the service whose every piece meets its fate on the way to the browser; they are added to `open`. */
export function openUnreliableStream(
  fateOf: (chunk: string) => Fate,
  open: Set<StreamWriter>,
): OpenStream {
  return (bindings, headers) => {
    const { writer, response } = openNodeStream(bindings, headers);
    open.add(writer);
    writer.onClose(() => open.delete(writer));
    return { writer: unreliable(writer, fateOf), response };
  };
}

function unreliable(writer: StreamWriter, fateOf: (chunk: string) => Fate): StreamWriter {
  return {
    get closed() {
      return writer.closed;
    },
    onClose: (callback) => writer.onClose(callback),
    close: () => writer.close(),
    write(chunk) {
      switch (fateOf(chunk)) {
        case 'sent':
          return writer.write(chunk);
        case 'twice':
          void writer.write(chunk);
          return writer.write(chunk);
        case 'torn':
          void writer.write(chunk.slice(0, chunk.length / 2));
          writer.close();
          return undefined;
        case 'lost':
          writer.close();
          return undefined;
        case 'swallowed':
          return undefined;
      }
    },
  };
}
