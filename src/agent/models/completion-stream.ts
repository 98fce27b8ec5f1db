import { CompletionReader, type ToolCallDelta } from './completion-reader.ts';
import type { StepOutcome } from './step-outcome.ts';

/** One running chat completion: pull with `next`, then take what came. */
export class CompletionStream {
  readonly #reader = new CompletionReader();
  readonly #decoder = new TextDecoder();
  readonly #response: Response;
  readonly #body: ReadableStreamDefaultReader<Uint8Array> | null;

  constructor(response: Response) {
    this.#response = response;
    const streams = !response.headers.get('content-type')?.includes('application/json');
    this.#body = streams && response.body !== null ? response.body.getReader() : null;
  }

  get modelName(): string | null {
    return this.#reader.modelName;
  }

  /** Reads the next piece off the network; false at the end. Throws when the connection breaks or the server reports an error. */
  async next(): Promise<boolean> {
    if (this.#body === null) {
      if (this.#response.bodyUsed) return false;
      this.#reader.feedWhole(await this.#response.text());
    } else {
      const { done, value } = await this.#body.read();
      if (done) {
        this.#reader.feed(this.#decoder.decode());
        this.#reader.end();
        this.#check();
        return false;
      }
      this.#reader.feed(this.#decoder.decode(value, { stream: true }));
    }
    this.#check();
    return true;
  }

  takeText(): string {
    return this.#reader.takeText();
  }

  takeCallDeltas(): ToolCallDelta[] {
    return this.#reader.takeCallDeltas();
  }

  outcome(): StepOutcome {
    return this.#reader.outcome();
  }

  /** Gives the connection up if it is still open. */
  async close(): Promise<void> {
    // A body that already failed rejects here with the same error, which `next` has thrown.
    await this.#body?.cancel().catch(() => undefined);
  }

  #check(): void {
    if (this.#reader.error !== null) throw new StreamError(this.#reader.error);
  }
}

/** The server reported an error in the stream, or sent what is no event stream. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
}
