/* What a shop's own page does with the widget: names what is on screen, signs its customer in, opens it from a button. */
const { customer, product, order } = document.body.dataset;
const chat = () => document.querySelector('dragoman-chat');

addEventListener('DOMContentLoaded', () => {
  const widget = chat();
  widget?.setContext({
    page: location.pathname,
    ...(product ? { productId: product } : {}),
    ...(order ? { orderNo: order } : {}),
  });
  // The shop's server signs who is signed in; the page only hands it on, once somebody wants to talk.
  if (customer) widget?.addEventListener('open', signIn);
});

async function signIn() {
  const response = await fetch(`/account/${encodeURIComponent(customer)}/token`);
  if (response.ok) chat()?.identify(await response.json());
}

for (const button of document.querySelectorAll('[data-ask]'))
  button.addEventListener('click', () => {
    chat()?.prefill(`${button.dataset.ask}: `);
    chat()?.open();
  });
for (const button of document.querySelectorAll('[data-add]'))
  button.addEventListener('click', () => {
    button.textContent = button.dataset.add;
  });
