import { expect, it } from 'vitest';
import { formatReply } from '../../src/prompts/format-reply.ts';
import { testPrompts } from '../helpers/prompts.ts';

const { replies, articles } = (await testPrompts()).current();
const BRAZILIAN =
  /\b(?:você|pedidos? \{|equipe|rastreamento|celular|CEP|endereço (?:pad|comp|não)|estoque|frete|retirada|vale-presente|cotação|\w+ndo (?:process|verific|prepar|envi|cobr|volt))|está(?:mos)? \w+(?:a|e|i)ndo\b/iu;

it('says to readers in Portugal nothing that only Brazil says', () => {
  for (const [key, text] of Object.entries(replies['pt-PT'] ?? {}))
    expect(text, key).not.toMatch(BRAZILIAN);
  for (const { id, locale, body } of articles)
    if (locale === 'pt-PT') expect(body, id).not.toMatch(BRAZILIAN);
});

it('words European Portuguese for Portugal, Angola and Mozambique, and for nobody else', () => {
  const say = (locale: string) =>
    formatReply(replies, locale, 'shipment.customs_processing', { tracking: 'X' });
  for (const locale of ['pt-PT', 'pt-AO', 'pt-MZ']) expect(say(locale)).toContain('está a ser');
  for (const locale of ['pt', 'pt-BR']) expect(say(locale)).toContain('está sendo');
});
