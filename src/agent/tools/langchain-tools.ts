import { type DynamicStructuredTool, tool } from '@langchain/core/tools';
import type { PromptSet } from '../../prompts/prompt-set.ts';
import type { ToolScope } from './tool.ts';
import { type ToolName, toolArguments } from './tool-arguments.ts';
import type { Toolbox } from './toolbox.ts';

/**
 * The toolbox as LangChain tools bound to one shopper, for stock `createAgent` and other LangChain code:
 *
 *     createAgent({ model, tools: langChainTools(toolbox, prompts, scope) })
 *
 * The identity checks are the tools' own and hold there too; the gate is not part of them.
 */
export function langChainTools(
  toolbox: Toolbox,
  prompts: PromptSet,
  scope: ToolScope,
): DynamicStructuredTool[] {
  return toolbox.definitions(prompts).map(({ name, description }) =>
    tool(async (input: unknown) => JSON.stringify((await toolbox.run(name, input, scope)).result), {
      name,
      description,
      schema: toolArguments[name as ToolName],
    }),
  ) as DynamicStructuredTool[];
}
