import { ChatOpenAI } from '@langchain/openai';
import { describe, expect, test } from 'vitest';
import { createChatModel } from '../../../src/agent/models/create-chat-model.ts';
import { OpenAIChatModel } from '../../../src/agent/models/openai-model.ts';
import { ScriptedModel } from '../../helpers/scripted-model.ts';

const INPUTS = { openai: { apiKey: 'test', baseUrl: 'http://127.0.0.1:9/v1' } };

describe('a model by its name', () => {
  test('openai: is our own lean model, with colons allowed in the name', async () => {
    const model = await createChatModel('openai:qwen3:8b', INPUTS);
    expect(model).toBeInstanceOf(OpenAIChatModel);
    expect(model).toMatchObject({ model: 'qwen3:8b' });
  });

  test('langchain:openai: is LangChain’s model with the Responses API and without retries', async () => {
    const model = await createChatModel('langchain:openai:gpt-4.1-mini', INPUTS);
    const inner: unknown =
      '_getModelInstance' in model && typeof model._getModelInstance === 'function'
        ? await model._getModelInstance()
        : model;
    expect(inner).toBeInstanceOf(ChatOpenAI);
    expect(inner).toMatchObject({
      model: 'gpt-4.1-mini',
      useResponsesApi: true,
      caller: { maxRetries: 0 },
    });
  });

  test('built-in is the model given for it', async () => {
    const builtIn = new ScriptedModel([]);
    expect(await createChatModel('built-in', { ...INPUTS, builtIn })).toBe(builtIn);
  });

  test.each([
    ['gpt-4.1-mini', 'MODEL=gpt-4.1-mini is not a model'],
    ['openai:', 'MODEL=openai: is not a model'],
    ['langchain:anthropic', 'MODEL=langchain:anthropic is not a model'],
    ['langchain:nobody:x', 'LangChain knows no provider "nobody"'],
    [
      'langchain:anthropic:claude-haiku-4-5',
      'langchain:anthropic needs the package @langchain/anthropic',
    ],
  ])('%s stops the start with what to do', async (spec, message) => {
    await expect(createChatModel(spec, INPUTS)).rejects.toMatchObject({
      name: 'SetupError',
      message,
      hint: expect.any(String),
    });
  });

  test('a missing key stops the start', async () => {
    await expect(createChatModel('openai:x', { openai: { apiKey: null } })).rejects.toMatchObject({
      message: 'OPENAI_API_KEY is missing',
    });
  });
});
