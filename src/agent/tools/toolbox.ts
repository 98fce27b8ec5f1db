import { z } from 'zod';
import { nameOfError } from '../../lib/errors.ts';
import type { Logger } from '../../lib/logger.ts';
import type { PromptSet } from '../../prompts/prompt-set.ts';
import type { ToolDefinition } from '../models/tool-definition.ts';
import { refuse, type Tool, type ToolOutcome, type ToolScope } from './tool.ts';
import { type ToolName, toolArguments } from './tool-arguments.ts';

export type Toolbox = ReturnType<typeof createToolbox>;

/** All tools of a turn: their definitions for the model and one guarded way to run a call. */
export function createToolbox(tools: readonly Tool<ToolName>[], logger: Logger) {
  const byName = new Map(tools.map((tool) => [tool.name as string, tool]));
  // Definitions change only with the prompts; the same array object lets models cache what they derive from it.
  const definitionsOf = new WeakMap<object, ToolDefinition[]>();

  return {
    names: [...byName.keys()],

    definitions(prompts: PromptSet): ToolDefinition[] {
      const known = definitionsOf.get(prompts.tools);
      if (known !== undefined) return known;
      const made = tools.map((tool) => define(tool.name, prompts.tools[tool.name]));
      definitionsOf.set(prompts.tools, made);
      return made;
    },

    /** Runs one call. Whatever goes wrong becomes a result the model can read, without internals. */
    async run(name: string, input: unknown, scope: ToolScope): Promise<ToolOutcome> {
      const tool = byName.get(name);
      if (tool === undefined)
        return refuse('invalid_arguments', {
          detail: `there is no tool ${name.slice(0, 60)}; the tools are ${[...byName.keys()].join(', ')}`,
        });
      const parsed = toolArguments[tool.name].safeParse(input);
      if (!parsed.success)
        return refuse('invalid_arguments', { detail: z.prettifyError(parsed.error).slice(0, 500) });
      try {
        return await tool.run(parsed.data as never, scope);
      } catch (error) {
        logger.error('tool failed', {
          tool: tool.name,
          error: nameOfError(error),
        });
        return refuse('unavailable', {
          detail: 'the tool failed; say so, offer to try again or to involve a person',
        });
      }
    },
  };
}

/** Bridges the union of tools: each is stored under its own name, so its arguments are parsed by its own schema. */
export function asTool<Name extends ToolName>(tool: Tool<Name>): Tool<ToolName> {
  return tool as unknown as Tool<ToolName>;
}

function define(
  name: ToolName,
  words: { description: string; parameters: Record<string, string> } | undefined,
): ToolDefinition {
  const { $schema: _, ...parameters } = z.toJSONSchema(toolArguments[name], { io: 'input' }) as {
    $schema?: string;
    properties?: Record<string, { description?: string }>;
  };
  for (const [parameter, description] of Object.entries(words?.parameters ?? {})) {
    const property = parameters.properties?.[parameter];
    if (property !== undefined) property.description = description;
  }
  return { name, description: words?.description ?? '', schema: parameters };
}
