import type { BindToolsInput } from '@langchain/core/language_models/chat_models';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import type { z } from 'zod';

/** A tool as a model sees it. Every LangChain `StructuredTool` is one. */
export interface ToolDefinition {
  name: string;
  description: string;
  /** a zod object, or a JSON schema as data */
  schema: z.ZodType | Record<string, unknown>;
}

/** A tool on the wire of the chat completions API. */
export interface OpenAITool {
  type: 'function';
  function: { name: string; description?: string; parameters?: Record<string, unknown> };
}

/** Tools on the wire. Converted once for each tool set, since turning zod into JSON schema costs more than a whole turn. */
export function openAITools(tools: readonly BindToolsInput[]): OpenAITool[] {
  const known = converted.get(tools);
  if (known !== undefined) return known;
  const fresh = tools.map(toOpenAITool);
  converted.set(tools, fresh);
  return fresh;
}

const converted = new WeakMap<readonly BindToolsInput[], OpenAITool[]>();

function toOpenAITool(tool: BindToolsInput): OpenAITool {
  const { function: definition } = convertToOpenAITool(tool);
  const { name, description, parameters } = definition;
  return {
    type: 'function',
    function: {
      name,
      ...(description === undefined ? {} : { description }),
      ...(parameters === undefined ? {} : { parameters: withoutDialect(parameters) }),
    },
  };
}

/** Some compatible servers refuse the `$schema` key. */
function withoutDialect(schema: Record<string, unknown>): Record<string, unknown> {
  const { $schema: _, ...rest } = schema;
  return rest;
}
