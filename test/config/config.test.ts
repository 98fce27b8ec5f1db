import { describe, expect, test } from 'vitest';
import { loadConfig, readConfig } from '../../src/config/config.ts';
import { listVariables } from '../../src/config/variables.ts';

function problems(environment: Record<string, string>) {
  const result = readConfig(environment);
  return result.ok ? [] : result.problems;
}

describe('the configuration', () => {
  test('works with nothing set: built-in model, port 8787, demo on trial, no webhooks', () => {
    const { config, secrets } = loadConfig({});
    expect(config.server.port).toBe(8787);
    expect(config.model.chain).toEqual(['built-in']);
    expect(config.demo).toBe('auto');
    expect(config.webhooks).toBeNull();
    expect(secrets.openaiApiKey).toBeNull();
  });

  test('takes an OpenAI model when there is a key, with the built-in one behind it', () => {
    const { config, secrets } = loadConfig({ OPENAI_API_KEY: 'sk-test' });
    expect(config.model.chain).toEqual(['openai:gpt-4.1-mini', 'built-in']);
    expect(secrets.openaiApiKey).toBe('sk-test');
    expect(JSON.stringify(config)).not.toContain('sk-test');
  });

  test('keeps the order of several models and adds the last resort once', () => {
    const { config } = loadConfig({
      OPENAI_API_KEY: 'k',
      MODEL: 'openai:a, langchain:anthropic:b,built-in',
    });
    expect(config.model.chain).toEqual(['openai:a', 'langchain:anthropic:b', 'built-in']);
  });

  test('treats empty values as unset', () => {
    expect(
      loadConfig({ PORT: '', OPENAI_API_KEY: ' ', DRAGOMAN_DEMO: '' }).config.model.chain,
    ).toEqual(['built-in']);
  });

  test.each([
    ['DRAGOMAN_DATABSE', 'DRAGOMAN_DATABASE'],
    ['DRAGOMAN_PORT', 'PORT'],
    ['DRAGOMAN_MODEL', 'MODEL'],
    ['DRAGOMAN_WEBHOOK_SECRETS', 'DRAGOMAN_WEBHOOK_SECRET'],
    ['DRAGOMAN_ALLOWED_ORIGIN', 'DRAGOMAN_ALLOWED_ORIGINS'],
  ])('stops at the unknown name %s and suggests %s', (wrong, right) => {
    const [problem] = problems({ [wrong]: 'x' });
    expect(problem?.variable).toBe(wrong);
    expect(problem?.message).toContain(`did you mean ${right}?`);
  });

  test('suggests nothing for a name that resembles none', () => {
    expect(problems({ DRAGOMAN_XYZZY_QUUX_FROB: '1' })[0]?.message).toContain('README.md');
  });

  test.each([
    [{ MODEL: 'openai:gpt' }, 'OPENAI_API_KEY'],
    [{ OPENAI_BASE_URL: 'http://localhost:1234/v1' }, 'OPENAI_API_KEY'],
    [{ NODE_ENV: 'production', DRAGOMAN_DEMO: 'on' }, 'DRAGOMAN_DEMO'],
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ MODEL: 'gpt-4' }, 'MODEL'],
    [{ DRAGOMAN_LOCALES: 'english!' }, 'DRAGOMAN_LOCALES'],
    [{ DRAGOMAN_ALLOWED_ORIGINS: 'https://shop.example/path' }, 'DRAGOMAN_ALLOWED_ORIGINS'],
    [{ DRAGOMAN_WEBHOOK_SECRET: 'whsec_short' }, 'DRAGOMAN_WEBHOOK_SECRET'],
    [{ DRAGOMAN_API_KEY: 'short' }, 'DRAGOMAN_API_KEY'],
    [{ DRAGOMAN_DEMO: 'yes' }, 'DRAGOMAN_DEMO'],
    [{ DRAGOMAN_SMTP_URL: 'smtp://mail.example' }, 'DRAGOMAN_MAIL_FROM'],
    [{ DRAGOMAN_MAIL_FROM: 'help@shop.example' }, 'DRAGOMAN_SMTP_URL'],
    [
      { DRAGOMAN_SMTP_URL: 'mail.example', DRAGOMAN_MAIL_FROM: 'help@shop.example' },
      'DRAGOMAN_SMTP_URL',
    ],
    [{ DRAGOMAN_IDENTITY_AUDIENCE: 'shop' }, 'DRAGOMAN_IDENTITY_AUDIENCE'],
    [{ DRAGOMAN_IDENTITY_SECRET: 'too-short' }, 'DRAGOMAN_IDENTITY_SECRET'],
  ])('stops at %j and names %s', (environment, variable) => {
    const found = problems(environment);
    expect(found.map((problem) => problem.variable)).toContain(variable);
    expect(() => loadConfig(environment)).toThrow(variable);
  });

  test('reports every problem at once', () => {
    expect(problems({ PORT: 'x', DRAGOMAN_FOO_BAR_BAZ: '1', MODEL: 'y' })).toHaveLength(3);
  });

  test('never shows demo mode in production', () => {
    expect(loadConfig({ NODE_ENV: 'production' }).config.demo).toBe('off');
  });

  test('reads several secrets of several integrations', () => {
    const one = `whsec_${'A'.repeat(32)}`;
    const two = `whsec_${'B'.repeat(43)}=`;
    const { config, secrets } = loadConfig({
      DRAGOMAN_WEBHOOK_SECRET: `${one}, erp:${two} erp:${one}`,
    });
    expect(config.webhooks).toEqual({ integrations: ['default', 'erp'] });
    expect(secrets.webhooks).toEqual([
      { integration: 'default', secret: one },
      { integration: 'erp', secret: two },
      { integration: 'erp', secret: one },
    ]);
    expect(JSON.stringify(config)).not.toContain('whsec_');
  });

  test('describes every variable', () => {
    for (const variable of listVariables())
      expect(variable.description.length, variable.name).toBeGreaterThan(10);
    expect(listVariables().find(({ name }) => name === 'PORT')?.default).toBe('8787');
    expect(listVariables().find(({ name }) => name === 'OPENAI_API_KEY')?.secret).toBe(true);
  });
});
