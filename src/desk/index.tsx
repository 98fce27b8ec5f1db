import { render } from 'preact';
import cardStyles from '../ui/cards/cards.css';
import messageStyles from '../ui/messages.css';
import tokens from '../ui/tokens.css';
import styles from './desk.css';
import { Desk } from './desk.ts';
import { App } from './view/app.tsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(tokens + messageStyles + cardStyles + styles);
document.adoptedStyleSheets = [sheet];

const place = document.getElementById('desk');
if (place !== null) {
  place.className = 'holder auto';
  const desk = new Desk();
  render(<App desk={desk} />, place);
  void desk.start();
}
