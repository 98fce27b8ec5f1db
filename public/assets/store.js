/* What a shop's own page does with the widget: names what is on screen, signs its customer in, opens it from a button. */
const { customer, product, order, nudge } = document.body.dataset;
const chat = () => document.querySelector('dragoman-chat');
const context = {
  page: location.pathname,
  ...(product ? { productId: product } : {}),
  ...(order ? { orderNo: order } : {}),
};

addEventListener('DOMContentLoaded', () => {
  const widget = chat();
  widget?.setContext(context);
  // The shop's server signs who is signed in; the page only hands it on, once somebody wants to talk.
  if (customer) widget?.addEventListener('open', signIn);
  if (nudge) widget?.nudge(nudge);
});

async function signIn() {
  const response = await fetch(`/account/${encodeURIComponent(customer)}/token`);
  if (response.ok) chat()?.identify(await response.json());
}

for (const button of document.querySelectorAll('[data-ask]'))
  button.addEventListener('click', () => {
    const { ask, order: asked } = button.dataset;
    if (asked) chat()?.setContext({ ...context, orderNo: asked });
    chat()?.prefill(`${ask}: `);
    chat()?.open();
  });
for (const button of document.querySelectorAll('[data-add]'))
  button.addEventListener('click', () => {
    button.textContent = button.dataset.add;
  });
for (const choice of document.querySelectorAll('[data-price]'))
  choice.addEventListener('change', () => {
    const shown = document.querySelector('[data-shown-price]');
    if (shown) shown.textContent = choice.dataset.price;
  });
// A menu closes when one looks elsewhere.
addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll('details.choices[open]'))
    if (!menu.contains(target)) menu.open = false;
});
