/**
 * Makes an element; children are nodes or texts, never HTML.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] set on the element; `class` and `aria-…` as attributes
 * @param {...(Node | string | null)} children
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name in node && typeof value !== 'string') node[name] = value;
    else node.setAttribute(name === 'className' ? 'class' : name, String(value));
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** A code, number or address inside a sentence of any direction. @param {string} text */
export function code(text) {
  return element('bdi', { dir: 'ltr' }, text);
}

/** @param {string} id */
export function byId(id) {
  const node = document.getElementById(id);
  if (node === null) throw new Error(`no #${id}`);
  return node;
}

/** A link only to where a link may lead. @param {string} url @param {string} label */
export function link(url, label) {
  if (!/^https?:\/\//i.test(url)) return element('span', {}, label);
  return element('a', { href: url, rel: 'noopener noreferrer nofollow', target: '_blank' }, label);
}
