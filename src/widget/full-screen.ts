/**
 * While the panel covers a small screen: the page behind it is inert and does not scroll, the panel keeps to what the
 * keyboard leaves free, and the back button closes it. Returns what puts everything back.
 */
export function keepFullScreen(
  host: HTMLElement,
  holder: HTMLElement,
  onBack: () => void,
): () => void {
  const covered = coverPage(host);
  const { documentElement: page } = document;
  const { overflow } = page.style;
  page.style.overflow = 'hidden';

  const viewport = window.visualViewport;
  const keepToViewport = () => {
    if (viewport === null) return;
    holder.style.setProperty('--_height', `${viewport.height}px`);
    holder.style.setProperty('--_top', `${viewport.offsetTop}px`);
  };
  viewport?.addEventListener('resize', keepToViewport);
  viewport?.addEventListener('scroll', keepToViewport);
  keepToViewport();

  const state: unknown = history.state;
  history.pushState({ ...(typeof state === 'object' ? state : {}), dragoman: true }, '');
  let isBack = false;
  const back = () => {
    isBack = true;
    onBack();
  };
  addEventListener('popstate', back);

  return () => {
    removeEventListener('popstate', back);
    if (!isBack && history.state?.dragoman === true) history.back();
    viewport?.removeEventListener('resize', keepToViewport);
    viewport?.removeEventListener('scroll', keepToViewport);
    holder.style.removeProperty('--_height');
    holder.style.removeProperty('--_top');
    page.style.overflow = overflow;
    for (const element of covered) element.inert = false;
  };
}

/** Everything beside the host and its ancestors becomes inert; what already was is left alone. */
function coverPage(host: HTMLElement): HTMLElement[] {
  const covered: HTMLElement[] = [];
  for (let part: Element = host; part.parentElement !== null; part = part.parentElement) {
    if (part === document.body) break;
    for (const sibling of part.parentElement.children) {
      if (sibling === part || !(sibling instanceof HTMLElement) || sibling.inert) continue;
      if (sibling.localName === 'script' || sibling.localName === 'style') continue;
      sibling.inert = true;
      covered.push(sibling);
    }
  }
  return covered;
}
