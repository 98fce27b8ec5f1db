/** Runs `work` once at the next frame, however often it is asked for; in a hidden tab soon all the same. */
export function oncePerFrame(work: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    const run = () => {
      if (!isAsked) return;
      isAsked = false;
      work();
    };
    if (document.hidden) setTimeout(run, 50);
    else {
      requestAnimationFrame(run);
      // A tab that is hidden meanwhile gets no frame.
      setTimeout(run, 250);
    }
  };
}
