import { describe, expect, it } from 'vitest';
import { chooseLocale } from '../../src/language/choose-locale.ts';
import { withoutAddress } from '../../src/language/postal-address.ts';

describe('what a message says beside an address', () => {
  it.each([
    ['Marie Dupont, 5 rue de la Paix, 75002 Paris', ''],
    ['Via Roma 12, 20121 Milano', ''],
    ['Ana Ruiz\nCalle Mayor 5\n28013 Madrid\nSpain', ''],
    ['DM-10047 bitte an: Lena Vogt, Am Kanal 7, 20357 Hamburg', 'DM-10047 bitte an:'],
    ['an meine neue Adresse: Am Kanal 7, 20357 Hamburg, Germany', 'an meine neue Adresse:'],
    ['10 Downing Street, London SW1A 2AA', ''],
    ['calle mayor 12, 28013 madrid', ''],
    ['Hauptstraße 5 10115 Berlin', ''],
    ['ul. Długa 7 m. 3, 00-238 Warszawa', ''],
    ['123 Main St, Springfield, IL 62704, USA', ''],
    ['Rua Augusta, 1500, Consolação, São Paulo - SP, 01304-001', ''],
    ['Jl. Sudirman No. 5, Kel. Karet, Kec. Setiabudi, Jakarta Selatan 12920', ''],
    ['Số 12 đường Lê Lợi, phường Bến Nghé, quận 1, TP. Hồ Chí Minh', ''],
    ['Atatürk Mah. Gül Sok. No: 5 D: 3, 34710 Kadıköy', ''],
    ['〒150-0001 東京都渋谷区神宮前1-2-3 コーポ青山 201', ''],
    ['150-0001\n東京都渋谷区神宮前１丁目２−３\n山田太郎', ''],
    ['北京市朝阳区建国路88号2号楼1203室，100022', ''],
    ['臺北市信義區市府路45號5樓', ''],
    ['서울특별시 강남구 테헤란로 123, 4층, 06236', ''],
    ['г. Москва, ул. Ленина, д. 5, кв. 12, 101000', ''],
    ['101000, Москва, улица Мясницкая, дом 24', ''],
    ['Київ, вул. Хрещатик, буд. 22, кв. 7, 01001', ''],
    ['شارع التحرير 15، الدقي، شقة 4، الجيزة، مصر', ''],
    ['الرياض، حي العليا، شارع الملك فهد ١٢٣، الرمز البريدي ١٢٢١١', ''],
    ['123/45 ถนนสุขุมวิท แขวงคลองเตย เขตคลองเตย กรุงเทพฯ 10110', ''],
    ['רחוב הרצל 12, תל אביב, 6688312', ''],
    ['Meine neue Adresse ist: 東京都渋谷区神宮前1-2-3', 'Meine neue Adresse ist:'],
    ['bitte nach г. Москва, ул. Ленина, д. 5, кв. 12', 'bitte nach г. Москва,'],
  ])('is left of "%s"', (text, left) => {
    expect(withoutAddress(text)).toBe(left);
  });

  it.each([
    'ich habe am 3. März bestellt, Nummer 12345, wo ist es?',
    'where is order 10042, I ordered 3 mugs',
    '75002 Paris',
    'quiero cambiar el pedido 10042, gracias',
    'DM-10001, DM-10054',
    'order 10042, street shoes, size 42',
    'hoodie 10042 rot, 2 Stück',
    '10042, 10043',
    '我住在北京市朝阳区建国路88号，请改地址',
    '東京都渋谷区神宮前1-2-3に送ってください',
    '我的订单20231100号还没到',
    'Где мой заказ 10042, я живу в городе Москва, на улице Ленина',
    'ตอนนี้พัสดุ 10042 อยู่ที่ไหนคะ ส่งไปเขตบางรัก',
    '주문 10042 서울 강남구로 배송해 주세요',
    'هل وصل الطلب 10042 إلى شارع التحرير',
    '番号はW2611340、メールは sato@example.org',
    '電話番号は 090-1234-5678',
    '是21号不是12号',
    'harusnya gang 5 ketulis gang 15',
    'sur DM-20318 la rue est fausse, c’est rue du Lac 5 pas rue du Parc 7',
    'via express or standard, 12345?',
  ])('is all of what holds none: %s', (text) => {
    expect(withoutAddress(text)).toBe(text);
  });
});

describe('an address in another language', () => {
  const enabled = ['en', 'fr', 'de', 'ja'];
  it.each(['en', 'de', 'ja'])('leaves a conversation in %s as it is', async (current) => {
    const text = 'Marie Dupont, 5 rue de la Paix, 75002 Paris';
    const chosen = await chooseLocale({ text, current, hint: null, enabled, fallback: 'en' });
    expect(chosen).toMatchObject({ locale: current, changed: false });
  });

  it.each([
    '〒150-0001 東京都渋谷区神宮前1-2-3 山田太郎',
    '서울특별시 강남구 테헤란로 123, 4층, 06236',
    'г. Москва, ул. Ленина, д. 5, кв. 12, 101000',
    'شارع التحرير 15، الدقي، شقة 4، الجيزة، مصر',
    '123/45 ถนนสุขุมวิท แขวงคลองเตย เขตคลองเตย กรุงเทพฯ 10110',
  ])('leaves a conversation in German as it is: %s', async (text) => {
    const locales = ['en', 'de', 'ja', 'ko', 'ru', 'ar', 'th'];
    const answer = { current: 'de', hint: 'de', enabled: locales, fallback: 'en' };
    for (const said of [text, `Meine neue Adresse: ${text}`, `Name: Li\n${text}`])
      expect(await chooseLocale({ text: said, ...answer })).toMatchObject({ locale: 'de' });
  });

  it('tells the language where nothing else does', async () => {
    const text = '東京都渋谷区神宮前1-2-3';
    const asked = { text, current: null, enabled, fallback: 'en' };
    expect((await chooseLocale({ ...asked, hint: null })).locale).toBe('ja');
    expect((await chooseLocale({ ...asked, hint: 'de' })).locale).toBe('de');
  });

  it('does not decide what a sentence before it is written in', async () => {
    const text =
      'DM-10047 bitte an eine andere Adresse: Marie Dupont, 5 rue de la Paix, 75002 Paris';
    const chosen = await chooseLocale({ text, current: null, hint: 'de', enabled, fallback: 'en' });
    expect(chosen.locale).toBe('de');
  });
});
