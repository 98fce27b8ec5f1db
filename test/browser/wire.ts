import type { Page } from 'playwright-core';

/** Everything a page received from now on, as it came over the wire: open streams as they go, the rest when whole. */
export async function recordWire(page: Page): Promise<() => string> {
  const client = await page.context().newCDPSession(page);
  const received: Buffer[] = [];
  const keep = (text: string) => received.push(Buffer.from(text, 'base64'));
  client.on('Network.responseReceived', async ({ requestId }) => {
    // Refused for what has ended already: its body is read below.
    const streamed = await client
      .send('Network.streamResourceContent', { requestId })
      .catch(() => null);
    if (streamed !== null) keep(streamed.bufferedData);
  });
  client.on('Network.dataReceived', ({ data }) => {
    if (data !== undefined) keep(data);
  });
  client.on('Network.loadingFinished', async ({ requestId }) => {
    const whole = await client.send('Network.getResponseBody', { requestId }).catch(() => null);
    if (whole !== null)
      received.push(Buffer.from(whole.body, whole.base64Encoded ? 'base64' : 'utf8'));
  });
  await client.send('Network.enable');
  return () => Buffer.concat(received).toString('utf8');
}
