import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { type CodeMail, createCodeMailer, type Mail } from '../../src/connectors/code-mail.ts';
import { createSmtpMailer } from '../../src/connectors/smtp-mailer.ts';
import { wordCodeMail } from '../../src/connectors/word-code-mail.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createManualTime, settle } from '../helpers/manual-time.ts';
import { testPrompts } from '../helpers/prompts.ts';

const code: CodeMail = {
  email: 'mei@example.com',
  locale: 'de',
  code: '042137',
  conversationId: 'cnv_1',
};
const word = async () => {
  const { replies } = (await testPrompts()).current();
  return (mail: CodeMail) =>
    wordCodeMail(mail, { replies, store: 'Damask & Moon', minutes: 10, fallbackLocale: 'en' });
};

test('words the mail in every language of the replies', async () => {
  const worded = await word();
  const { replies } = (await testPrompts()).current();
  for (const locale of Object.keys(replies)) {
    const { to, subject, text } = worded({ ...code, locale });
    expect(to).toBe('mei@example.com');
    expect(subject).toContain('Damask & Moon');
    expect(text).toContain('042137');
    expect(text).toContain('10');
  }
  expect(worded(code).subject).toBe('Ihr Code für Damask & Moon');
});

test('does not make the caller wait, and tries three times', async () => {
  const time = createManualTime();
  const tries: Mail[] = [];
  const works: Promise<unknown>[] = [];
  const mailer = createCodeMailer({
    send: async (mail) => {
      tries.push(mail);
      throw new Error('no route to host');
    },
    word: await word(),
    timers: time.timers,
    logger: silentLogger,
    background: (work) => works.push(work),
  });
  await mailer(code);
  await settle();
  expect(tries).toHaveLength(1);
  await time.advance(2_000);
  await settle();
  await time.advance(10_000);
  await Promise.all(works);
  expect(tries).toHaveLength(3);
});

test('speaks SMTP to the server that is named', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 mail.example ESMTP\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString('utf8');
      heard.push(text);
      if (inData) {
        if (!text.includes('\r\n.\r\n')) return;
        inData = false;
        socket.write('250 taken\r\n');
      } else if (/^DATA/i.test(text)) {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(text)) {
        socket.end('221 bye\r\n');
      } else socket.write('250 ok\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const send = await createSmtpMailer({
      url: `smtp://127.0.0.1:${port}`,
      from: 'Damask & Moon <help@shop.example>',
    });
    await send((await word())(code));
    const all = heard.join('');
    expect(all).toMatch(/MAIL FROM:<help@shop\.example>/);
    expect(all).toMatch(/RCPT TO:<mei@example\.com>/);
    expect(all).toContain('042137');
    expect(all).toMatch(/Auto-Submitted: auto-generated/);
  } finally {
    server.close();
  }
});
