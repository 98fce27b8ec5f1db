import { setTimeout as pause } from 'node:timers/promises';
import { ScriptedModel } from '../helpers/scripted-model.ts';

/** A model that says the same words without a fact again and again, one at a time. */
export class SlowModel extends ScriptedModel {
  readonly #wordMs: () => number;

  constructor(reply: string, wordMs: () => number) {
    super(Array.from({ length: 50_000 }, () => reply));
    this.#wordMs = wordMs;
  }

  override async *_streamResponseChunks(
    ...given: Parameters<ScriptedModel['_streamResponseChunks']>
  ): ReturnType<ScriptedModel['_streamResponseChunks']> {
    for await (const chunk of super._streamResponseChunks(...given)) {
      await pause(this.#wordMs());
      yield chunk;
    }
  }
}

export const CALM_REPLY =
  'Happy to help with that. Please tell me a little more about what happened, and I will look into it right away for you.';
