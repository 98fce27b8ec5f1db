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

function playTone(): void {
  try {
    const audio = new AudioContext();
    const volume = audio.createGain();
    const tone = audio.createOscillator();
    tone.frequency.value = 620;
    volume.gain.setValueAtTime(0.04, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.4);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.4);
    tone.onended = () => void audio.close();
  } catch {
    // Browsers refuse sound before the first touch; the badge tells enough.
  }
}
