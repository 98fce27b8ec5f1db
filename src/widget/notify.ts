import { playTone } from '../ui/tone.ts';

const FLASH_MS = 1200;

/** For shops that ask for it: the title of a hidden tab flashes until it is looked at, with one soft tone. */
export function notify(words: string): void {
  playTone();
  if (!document.hidden) return;
  const title = document.title;
  let isShown = false;
  const timer = setInterval(() => {
    isShown = !isShown;
    document.title = isShown ? words : title;
  }, FLASH_MS);
  const stop = () => {
    if (document.hidden) return;
    clearInterval(timer);
    document.title = title;
    document.removeEventListener('visibilitychange', stop);
  };
  document.addEventListener('visibilitychange', stop);
}
