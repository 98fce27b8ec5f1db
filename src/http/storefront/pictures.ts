import type { Product } from '../../shop/records.ts';

/* The demo shop has no photographer: its pictures are drawn. */

const TINTS: readonly (readonly [paper: string, ink: string, light: string])[] = [
  ['#efe9df', '#3d5a52', '#7f9c92'],
  ['#e9ece6', '#5a4a3d', '#a58d76'],
  ['#f1e7e3', '#7a4038', '#c0877c'],
  ['#e6eaee', '#33475b', '#8298ad'],
  ['#eeeadf', '#6b5a24', '#b8a565'],
];

/** Goods that say what they are made of look like it. */
const BY_MATERIAL: readonly (readonly [RegExp, (typeof TINTS)[number]])[] = [
  [/white|porcelain|mother-of-pearl|glass/i, ['#d9d8d2', '#f7f5ef', '#e4e0d6']],
  [/cast-iron|tenmoku|black|carbon/i, ['#e6e3dc', '#2f3634', '#6d7673']],
  [/celadon|ru-ware|jade|matcha|longjing|green/i, ['#e9ece4', '#6f9482', '#b3cbbe']],
  [/yixing|clay|copper|red|terracotta|pu-erh/i, ['#f1e7e0', '#8a4a36', '#c98f76']],
  [/blue|indigo/i, ['#e6eaee', '#33475b', '#8298ad']],
];

const SHAPES: Readonly<Record<string, string>> = {
  teapot:
    '<path d="M70 150c0-42 26-66 60-66s60 24 60 66c0 26-18 40-60 40s-60-14-60-40z" fill="INK"/><path d="M188 128c20-4 28-18 40-34-2 30-14 56-42 62z" fill="INK"/><path d="M72 120c-34-10-44 30-8 44" fill="none" stroke="INK" stroke-width="9"/><path d="M98 88h64" stroke="LIGHT" stroke-width="7" stroke-linecap="round"/><circle cx="130" cy="76" r="8" fill="LIGHT"/>',
  cup: '<path d="M78 96h104c0 58-18 92-52 92s-52-34-52-92z" fill="INK"/><ellipse cx="130" cy="96" rx="52" ry="13" fill="LIGHT"/>',
  plate:
    '<ellipse cx="130" cy="140" rx="86" ry="56" fill="INK"/><ellipse cx="130" cy="134" rx="62" ry="38" fill="LIGHT"/><ellipse cx="130" cy="132" rx="46" ry="27" fill="PAPER" opacity=".5"/>',
  vase: '<path d="M112 66h36c-2 20 38 36 38 76 0 36-24 52-56 52s-56-16-56-52c0-40 40-56 38-76z" fill="INK"/><path d="M110 66h40" stroke="LIGHT" stroke-width="7" stroke-linecap="round"/>',
  cloth:
    '<rect x="64" y="84" width="132" height="34" rx="9" fill="LIGHT"/><rect x="60" y="118" width="140" height="34" rx="9" fill="INK"/><rect x="64" y="152" width="132" height="34" rx="9" fill="LIGHT"/><path d="M84 118v34M100 118v34" stroke="PAPER" stroke-width="3" opacity=".6"/>',
  lamp: '<path d="M92 70h76l14 76H78z" fill="LIGHT"/><path d="M88 96h84M84 120h92" stroke="INK" stroke-width="3" opacity=".5"/><path d="M130 146v40M100 190h60" stroke="INK" stroke-width="9" stroke-linecap="round"/>',
  device:
    '<rect x="84" y="70" width="92" height="124" rx="18" fill="INK"/><circle cx="130" cy="148" r="26" fill="LIGHT"/><circle cx="130" cy="96" r="8" fill="LIGHT"/>',
  leaf: '<path d="M130 196c-50-34-58-92 0-136 58 44 50 102 0 136z" fill="INK"/><path d="M130 78v112M130 120l26-20M130 146l-28-20" stroke="LIGHT" stroke-width="4" fill="none"/>',
  bag: '<path d="M76 104h108l10 88H66z" fill="INK"/><path d="M102 112V92c0-36 56-36 56 0v20" fill="none" stroke="LIGHT" stroke-width="8"/>',
  card: '<rect x="62" y="92" width="136" height="90" rx="12" fill="INK"/><path d="M62 124h136M130 92v90" stroke="LIGHT" stroke-width="7"/>',
};

const BY_CATEGORY: Readonly<Record<string, string>> = {
  'Tea ware': 'teapot',
  Tea: 'leaf',
  Ceramics: 'plate',
  Textiles: 'cloth',
  'Small electronics': 'device',
  Home: 'vase',
  Kitchen: 'plate',
  Accessories: 'bag',
  'Gift cards': 'card',
};
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/\b(cup|gaiwan|mug|bowl)\b/i, 'cup'],
  [/vase|jar|candle/i, 'vase'],
  [/lamp|lantern/i, 'lamp'],
  [/kettle/i, 'teapot'],
];

/** A quiet drawing of the kind of thing a product is. */
export function drawProduct({ id, title, description, category = '' }: Product): string {
  const kind = BY_WORD.find(([word]) => word.test(title))?.[1] ?? BY_CATEGORY[category] ?? 'vase';
  const number = Number(id.replace(/\D/g, '')) || 0;
  const material = BY_MATERIAL.find(([word]) => word.test(`${title} ${description}`))?.[1];
  const [paper = '', ink = '', light = ''] = material ?? TINTS[number % TINTS.length] ?? [];
  const shape = (SHAPES[kind] ?? '')
    .replaceAll('INK', ink)
    .replaceAll('LIGHT', light)
    .replaceAll('PAPER', paper);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 260"><rect width="260" height="260" fill="${paper}"/><ellipse cx="130" cy="206" rx="84" ry="9" fill="${ink}" opacity=".12"/>${shape}</svg>`;
}
