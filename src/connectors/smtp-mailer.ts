import type { Mail } from './code-mail.ts';

/** Hands mail to an SMTP server; nodemailer is loaded with the first mailer that is made. Node only. */
export async function createSmtpMailer(server: {
  /** smtp://user:password@host:587 or smtps://… */
  url: string;
  from: string;
}): Promise<(mail: Mail) => Promise<void>> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(server.url, { from: server.from });
  return async ({ to, subject, text }) => {
    await transport.sendMail({
      // As an object: an address from an order is never read as a list or with a display name.
      to: { name: '', address: to },
      subject,
      text,
      // Out-of-office replies and mailing lists leave it alone.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  };
}
