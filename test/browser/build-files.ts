import { writeBrowserFiles } from '../../scripts/build-browser.ts';

/** Before any test that serves pages: the widget as it is now. */
export async function setup(): Promise<void> {
  await writeBrowserFiles();
}
