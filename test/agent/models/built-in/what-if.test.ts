import { describe, expect, it } from 'vitest';
import { understand } from '../../../../src/agent/models/built-in/understand.ts';
import { say, startConversation, testServices } from '../../../helpers/services.ts';

/* Who asks what would be is told the rules; who tells what has happened gets help with it. */

const ASKED: readonly (readonly [locale: string, ...texts: string[]])[] = [
  [
    'en',
    'what if it breaks on the way?',
    'what happens if my parcel gets lost?',
    'what if it never arrives',
  ],
  [
    'de',
    'und was ist, wenn es unterwegs kaputt geht?',
    'was passiert, wenn das Paket verloren geht?',
  ],
  ['fr', 'et si ça casse en route ?', 'que se passe-t-il si le colis est perdu ?'],
  ['es', '¿y si se rompe en el camino?', '¿qué pasa si el paquete se pierde?'],
  ['pt', 'e se quebrar no caminho?', 'o que acontece se o pacote se perder?'],
  ['it', 'e se si rompe durante il viaggio?', 'cosa succede se il pacco si perde?'],
  ['ja', '配送中に壊れたらどうなりますか？', '届かなかった場合はどうすればいいですか'],
  ['ko', '배송 중에 깨지면 어떻게 되나요?', '분실되면 어떻게 하나요?'],
  ['zh', '路上摔坏了怎么办', '万一包裹丢了怎么办'],
  ['ar', 'ماذا لو انكسر في الطريق؟', 'ماذا يحدث إذا ضاع الطرد؟'],
  ['ru', 'а если разобьётся по дороге?', 'что будет, если посылка потеряется?'],
  ['id', 'kalau barangnya pecah di jalan gimana?', 'gimana kalau paketnya hilang?'],
  ['vi', 'nếu hàng bị vỡ trên đường thì sao?', 'lỡ kiện hàng thất lạc thì làm thế nào?'],
  ['th', 'ถ้าของแตกระหว่างทางทำยังไงคะ', 'ถ้าพัสดุหายจะทำอย่างไร'],
];

describe.each(ASKED)('%s', (locale, ...texts) => {
  it.each(texts)('%s', async (text) => {
    const { intent, wishes, grave } = await understand(text, locale);
    expect({ intent, wishes, grave }).toEqual({
      intent: 'shipping_policy',
      wishes: ['shipping_policy'],
      grave: null,
    });
  });

  it('is told the page that says so', async () => {
    const services = await testServices();
    const id = await startConversation(services, { localeHint: locale });
    const { reply, of } = await say(services, id, texts[0] ?? '');
    expect(reply).toMatch(/120/);
    expect(of('handoff-opened')).toEqual([]);
  });
});

it.each([
  ['en', 'my parcel got lost, what now?'],
  ['en', 'the cup arrived broken'],
  ['en', 'what if my luggage gets lost on the flight?'],
  ['de', 'die Tasse ist kaputt angekommen'],
  ['fr', 'mon colis est arrivé cassé'],
  ['es', 'la taza llegó rota'],
  ['ja', 'カップが割れて届きました'],
  ['zh', '杯子收到的时候是碎的'],
])('leaves what has happened what it is, in %s: %s', async (locale, text) => {
  expect((await understand(text, locale)).intent).not.toBe('shipping_policy');
});
