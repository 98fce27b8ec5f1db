import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds on the page as it is now, one line each. It runs in a world of its own, where the page's content
 * policy does not reach.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const { executionContextId: contextId } = await client.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  // The world of a page outlives a look at it.
  const known = await client.send('Runtime.evaluate', { expression: 'typeof axe', contextId });
  if (known.result.value === 'undefined')
    await client.send('Runtime.evaluate', { expression: axe.source, contextId });
  const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(
      ({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' at ' + target.flat().join(' ') + ': ' + failureSummary)))`,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  await client.detach();
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
  return result.value;
}
