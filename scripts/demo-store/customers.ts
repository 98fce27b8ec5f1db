import { type Address, type Customer, customerSchema } from '../../src/shop/records.ts';
import { daysAgo } from './calendar.ts';
import { COUNTRIES, type Country } from './countries.ts';
import type { Random } from './random.ts';

// How people write their names in an address where the name itself is not in Latin script.
const ROMANISED: Record<string, string> = {
  佐藤: 'misaki.sato',
  田中: 'kenta.tanaka',
  鈴木: 'sakura.suzuki',
  高橋: 'sho.takahashi',
  김: 'jimin.kim',
  이: 'seoyeon.lee',
  박: 'minjun.park',
  العتيبي: 'noura.alotaibi',
  المطيري: 'fahad.almutairi',
  الكندري: 'dana.alkandari',
  حداد: 'layla.haddad',
  النعيمي: 'omar.alnuaimi',
  المنصوري: 'sara.almansoori',
  陈: 'xiaomei.chen',
  李: 'zhiqiang.li',
  王: 'yutong.wang',
  周: 'haoran.zhou',
};

/** All customers, grouped by country in the order of its people: `DE` 0 is Greta Hoffmann. */
export function makeCustomers(random: Random): Customer[] {
  return COUNTRIES.flatMap((country) =>
    country.people.map(([givenName, familyName], index) => {
      const [prefix, digits] = country.phone;
      const id = customerId(country.code, index);
      const phone = `${prefix}${prefix.length > 8 ? '' : ' '}${random.digits(digits)}`;
      const methods = country.methods.filter((method) => method === 'card' || method === 'paypal');
      return customerSchema.parse({
        id,
        email: `${ROMANISED[familyName] ?? handle(`${givenName}.${familyName}`)}@example.${index % 3 === 2 ? 'org' : 'com'}`,
        givenName,
        familyName,
        phone,
        locale: country.locale,
        country: country.code,
        timeZone: country.timeZone,
        defaultAddress: addressOf(country, index, phone),
        instruments: methods.map((method) =>
          method === 'card'
            ? {
                id: `${id}_card`,
                method,
                brand: random.pick(['visa', 'mastercard', 'amex']),
                last4: random.digits(4),
              }
            : { id: `${id}_paypal`, method },
        ),
        createdAt: daysAgo(700 + random.int(0, 200) + random.next()),
      });
    }),
  );
}

export function customerId(country: string, index: number): string {
  return `cus_${country.toLowerCase()}_${index + 1}`;
}

export function addressOf(country: Country, index: number, phone: string): Address {
  const [givenName = '', familyName = ''] = country.people[index] ?? [];
  const [city, postalCode, region] = country.cities[index % country.cities.length] ?? ['', ''];
  const familyFirst = ['JP', 'KR', 'CN'].includes(country.code);
  return {
    name: familyFirst
      ? `${familyName}${country.code === 'JP' ? ' ' : ''}${givenName}`
      : `${givenName} ${familyName}`,
    line1: country.streets[index % country.streets.length] ?? '',
    city,
    ...(region === undefined ? {} : { region }),
    postalCode,
    country: country.code,
    phone,
  };
}

function handle(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z.]+/g, '');
}
