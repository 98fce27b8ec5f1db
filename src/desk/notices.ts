import { signal } from '@preact/signals';
import { playTone } from '../ui/tone.ts';

const KEY = 'dragoman-desk-notices';
const TITLE = 'Desk';

/** Tells an agent who looks elsewhere: a number in the title always, a notice and a sound when they want them. */
export class Notices {
  readonly desktop = signal(read('desktop'));
  readonly sound = signal(read('sound'));
  #unseen = 0;

  constructor() {
    const seen = () => {
      if (document.visibilityState === 'hidden') return;
      this.#unseen = 0;
      document.title = TITLE;
    };
    document.addEventListener('visibilitychange', seen);
    addEventListener('focus', seen);
  }

  /** False when they are wanted and the browser does not allow them. */
  async setDesktop(wanted: boolean): Promise<boolean> {
    const allowed =
      wanted && 'Notification' in window && (await Notification.requestPermission()) === 'granted';
    this.desktop.value = allowed;
    write('desktop', allowed);
    return allowed === wanted;
  }

  setSound(wanted: boolean): void {
    this.sound.value = wanted;
    write('sound', wanted);
  }

  customerWrote(text: string): void {
    if (document.visibilityState === 'hidden' || !document.hasFocus())
      this.tell('A shopper wrote', text);
  }

  tell(title: string, text: string): void {
    if (document.visibilityState === 'hidden' || !document.hasFocus()) {
      this.#unseen += 1;
      document.title = `(${this.#unseen > 99 ? '99+' : this.#unseen}) ${TITLE}`;
      if (this.desktop.value) new Notification(title, { body: text.slice(0, 120), tag: 'desk' });
    }
    if (this.sound.value) playTone();
  }
}

function read(name: string): boolean {
  try {
    return localStorage.getItem(`${KEY}-${name}`) === 'on';
  } catch {
    return false;
  }
}

function write(name: string, value: boolean): void {
  try {
    localStorage.setItem(`${KEY}-${name}`, value ? 'on' : 'off');
  } catch {
    // Not kept, then; it holds until the page is closed.
  }
}
