import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { SetupError } from '../../lib/errors.ts';

/** What models are built with. `langchain:` providers other than openai read their keys themselves, as LangChain documents. */
export interface ChatModelInputs {
  openai: { apiKey: string | null; baseUrl?: string | null | undefined };
  fetch?: typeof fetch;
  /** answers to `built-in`; absent where it is added by the caller */
  builtIn?: BaseChatModel;
  temperature?: number;
  maxOutputTokens?: number;
}

/**
 * Makes a model from its name in `MODEL`: `built-in`, `openai:<name>` or `langchain:<provider>:<name>`.
 * Throws a SetupError that says what to install or set.
 *
 * @example await createChatModel('openai:gpt-4.1-mini', { openai: { apiKey } })
 */
export async function createChatModel(
  spec: string,
  inputs: ChatModelInputs,
): Promise<BaseChatModel> {
  if (spec === 'built-in' && inputs.builtIn !== undefined) return inputs.builtIn;
  const [kind, provider, name] = splitSpec(spec);
  if (kind === 'openai' && provider !== '')
    return createOpenAIModel(provider + (name === '' ? '' : `:${name}`), inputs);
  if (kind === 'langchain' && provider !== '' && name !== '')
    return createLangChainModel(provider, name, inputs);
  throw new SetupError(
    `MODEL=${spec} is not a model`,
    'Use built-in, openai:<name> or langchain:<provider>:<name>.',
  );
}

/** `langchain:ollama:qwen3:8b` → langchain, ollama, qwen3:8b */
function splitSpec(spec: string): [string, string, string] {
  const [kind = '', provider = '', ...name] = spec.split(':');
  return [kind, provider, name.join(':')];
}

async function createOpenAIModel(model: string, inputs: ChatModelInputs): Promise<BaseChatModel> {
  // The client is large; a service with the built-in model starts without it.
  const { OpenAIChatModel } = await import('./openai-model.ts');
  return new OpenAIChatModel({
    model,
    apiKey: openAIKey(inputs),
    baseUrl: inputs.openai.baseUrl ?? undefined,
    fetch: inputs.fetch,
    temperature: inputs.temperature,
    maxOutputTokens: inputs.maxOutputTokens,
  });
}

async function createLangChainModel(
  provider: string,
  model: string,
  inputs: ChatModelInputs,
): Promise<BaseChatModel> {
  const { initChatModel, MODEL_PROVIDER_CONFIG } = await import('langchain/chat_models/universal');
  const known = Object.entries(MODEL_PROVIDER_CONFIG).find(([key]) => key === provider)?.[1];
  if (known === undefined) {
    throw new SetupError(
      `LangChain knows no provider "${provider}"`,
      `Use one of ${Object.keys(MODEL_PROVIDER_CONFIG).join(', ')}.`,
    );
  }
  const options = {
    modelProvider: provider,
    // The chain retries; LangChain's own retries would wait twelve seconds on a 429.
    maxRetries: 0,
    ...(inputs.temperature === undefined ? {} : { temperature: inputs.temperature }),
    ...(inputs.maxOutputTokens === undefined ? {} : { maxTokens: inputs.maxOutputTokens }),
    ...(provider === 'openai' ? openAIOptions(inputs) : {}),
  };
  try {
    return await initChatModel(model, options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isMissing = /^Unable to import|Cannot find (package|module)/.test(message);
    throw new SetupError(
      isMissing
        ? `langchain:${provider} needs the package ${known.package}`
        : `langchain:${provider}:${model} cannot be made: ${firstLine(message)}`,
      isMissing
        ? `Install it: npm install ${known.package}`
        : 'Set what the provider asks for and start again.',
    );
  }
}

function openAIOptions(inputs: ChatModelInputs): Record<string, unknown> {
  const { baseUrl } = inputs.openai;
  const configuration = {
    ...(baseUrl == null ? {} : { baseURL: baseUrl }),
    ...(inputs.fetch === undefined ? {} : { fetch: inputs.fetch }),
  };
  return { apiKey: openAIKey(inputs), useResponsesApi: true, configuration };
}

function openAIKey(inputs: ChatModelInputs): string {
  if (inputs.openai.apiKey !== null && inputs.openai.apiKey !== '') return inputs.openai.apiKey;
  throw new SetupError('OPENAI_API_KEY is missing', 'Set it, or set MODEL=built-in.');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
