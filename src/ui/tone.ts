const TONE_MS = 400;

/** One soft tone, where the browser allows a sound. */
export function playTone(): void {
  try {
    const audio = new AudioContext();
    const volume = audio.createGain();
    const tone = audio.createOscillator();
    const end = audio.currentTime + TONE_MS / 1000;
    tone.frequency.value = 620;
    volume.gain.setValueAtTime(0.04, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, end);
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(end);
    tone.onended = () => void audio.close();
  } catch {
    // Browsers refuse sound before the first touch; what is shown tells enough.
  }
}
