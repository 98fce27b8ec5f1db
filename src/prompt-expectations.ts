import { toolArguments } from './agent/tools/tool-arguments.ts';
import type { ExpectedPrompts } from './prompts/load-prompts.ts';

/** What the program needs of `prompts/`: every tool with its parameters, and every reply with the variables it may use. */
export const promptExpectations: ExpectedPrompts = {
  tools: Object.fromEntries(
    Object.entries(toolArguments).map(([name, schema]) => [name, Object.keys(schema.shape)]),
  ),
};
