import { call, follow, Problem } from './api.js';
import { cardElement, proposalElement } from './cards.js';
import { byId } from './dom.js';
import { MessageList } from './messages.js';
import { applyLocale, locale, say } from './words.js';

const STORAGE_KEY = 'dragoman';
const list = new MessageList(byId('messages'), byId('log'), {
  you: say('you'),
  assistant: say('assistant'),
});
const proposals = new Map();
let conversation = read();
let unfollow = () => {};
let owner = 'assistant';

label();
if (conversation !== null) connect();
else welcome();

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  sendTyped();
});
byId('text').addEventListener('keydown', (event) => {
  // While an input method composes, Enter belongs to it (Safari reports it only as key 229).
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  sendTyped();
});
byId('stop').addEventListener('click', () => act('DELETE', '/turn'));
byId('person').addEventListener('click', async () => {
  await ensureConversation();
  await act(owner === 'queued' ? 'DELETE' : 'PUT', '/handoff');
});
byId('restart').addEventListener('click', async () => {
  if (conversation !== null && !confirm(say('eraseQuestion'))) return;
  if (conversation !== null) await act('DELETE', '');
  forget();
  byId('text').focus();
});
byId('code-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = byId('code').value.trim();
  byId('code').value = '';
  // Sent as a message, so that the assistant goes on with what waited for it.
  if (typed !== '') void send(typed);
});

function label() {
  applyLocale();
  document.title = say('title');
  byId('title').textContent = say('title');
  byId('answering').textContent = say('assistant');
  byId('person').textContent = say('person');
  byId('restart').textContent = say('erase');
  byId('send').textContent = say('send');
  byId('stop').textContent = say('stop');
  document.querySelector('label[for=text]').textContent = say('message');
  document.querySelector('label[for=code]').textContent = say('codeLabel');
  document.querySelector('#code-form button').textContent = say('codeSend');
  byId('text').placeholder = say('message');
}

function welcome() {
  list.line(say('welcome'));
}

function sendTyped() {
  const box = byId('text');
  const text = box.value.trim();
  if (text === '') return;
  box.value = '';
  void send(text);
}

async function ensureConversation() {
  if (conversation !== null) return;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const started = await call('POST', '/v1/conversations', null, {
    locale,
    ...(timeZone ? { timeZone } : {}),
  });
  conversation = { id: started.id, secret: started.secret };
  write();
  connect();
}

async function send(
  text,
  clientMessageId = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
) {
  byId('alert').textContent = '';
  list.pending(clientMessageId, text);
  try {
    await ensureConversation();
    await call('POST', `/v1/conversations/${conversation.id}/messages`, conversation.secret, {
      clientMessageId,
      text,
    });
  } catch (error) {
    list.failed(
      clientMessageId,
      say('failed'),
      say('retry'),
      () => void send(text, clientMessageId),
    );
    explain(error);
  }
}

async function act(method, path, body) {
  try {
    return await call(
      method,
      `/v1/conversations/${conversation.id}${path}`,
      conversation.secret,
      body,
    );
  } catch (error) {
    explain(error);
    return null;
  }
}

function explain(error) {
  const known = error instanceof Problem;
  if (known && error.status === 429)
    byId('alert').textContent = say('limited', { n: error.retryAfter });
  else if (known && error.code === 'invalid_input') byId('alert').textContent = say('tooLong');
  else if (!known) byId('alert').textContent = say('offline');
  else byId('alert').textContent = say('problem');
}

function connect() {
  list.quiet(true);
  let settle = setTimeout(() => list.quiet(false), 500);
  unfollow = follow(`/v1/conversations/${conversation.id}/stream`, conversation.secret, {
    onEvent(event) {
      show(event);
      clearTimeout(settle);
      settle = setTimeout(() => list.quiet(false), 300);
    },
    onConnected: () => banner(''),
    onBroken: () => banner(say('offline')),
    onGone: forget,
  });
}

/** @param {any} event */
function show(event) {
  switch (event.type) {
    case 'message-start':
      if (event.author !== 'customer') list.start(event.messageId, event.author, event.locale);
      return;
    case 'message-delta':
      list.delta(event.messageId, event.text);
      status('');
      return;
    case 'message-retract':
      list.retract(event.messageId, event.keep);
      return;
    case 'message-end':
      list.end(event);
      if (event.outcome === 'stopped') list.line(say('stopped'));
      return;
    case 'card':
      list.add(cardElement(event.card));
      return;
    case 'proposal':
      showProposal(event.proposal);
      return;
    case 'status':
      showStatus(event.status);
      return;
    case 'handoff-opened':
      owner = 'queued';
      byId('person').textContent = say('cancelPerson');
      byId('person').disabled = false;
      byId('answering').textContent = say('assistant');
      list.line(say('queued'));
      return;
    case 'handoff-claimed':
      owner = 'human';
      byId('person').disabled = true;
      byId('answering').textContent = say('answers', { name: event.humanAgentName });
      list.line(say('answers', { name: event.humanAgentName }));
      status('');
      return;
    case 'handoff-returned':
    case 'handoff-closed':
      owner = 'assistant';
      byId('person').disabled = false;
      byId('person').textContent = say('person');
      byId('answering').textContent = say('assistant');
      list.line(say(event.type === 'handoff-closed' ? 'closed' : 'returned'));
      return;
    case 'error':
      byId('alert').textContent = say('problem');
      return;
  }
}

function showStatus(name) {
  if (name === 'erased') return forget();
  if (name === 'verified') list.line(say('verified'));
  const thinking = name === 'thinking';
  status(thinking ? say('thinking') : '');
  byId('stop').hidden = !thinking;
  if (!thinking) void showCodeForm();
}

/** The field for a one-time code stands there exactly while a code is awaited. */
async function showCodeForm() {
  const state = await call(
    'GET',
    `/v1/conversations/${conversation.id}`,
    conversation.secret,
  ).catch(() => null);
  byId('code-form').hidden = state?.codeSent !== true;
  byId('demo-code').textContent = '';
  if (state?.codeSent !== true) return;
  // Only a demo has this address; elsewhere the code is in the shopper’s mail alone.
  const path = `/v1/code-outbox?conversationId=${encodeURIComponent(conversation.id)}`;
  const outbox = await call('GET', path, null).catch(() => null);
  const sent = outbox?.codes[0];
  if (sent !== undefined) byId('demo-code').textContent = say('demoCode', { code: sent.code });
}

function showProposal(proposal) {
  const known = proposals.get(proposal.id);
  const merged = { ...known?.proposal, ...proposal };
  const node = proposalElement(merged, {
    confirm: () => void decide(merged, 'PUT', '/confirmation', { token: merged.confirmationToken }),
    decline: () => void decide(merged, 'DELETE', ''),
  });
  if (known === undefined) list.add(node);
  else {
    const focused = known.node.contains(document.activeElement);
    known.node.replaceWith(node);
    if (focused) byId('text').focus();
  }
  proposals.set(proposal.id, { proposal: merged, node });
}

async function decide(proposal, method, path, body) {
  for (const button of proposals.get(proposal.id).node.querySelectorAll('button'))
    button.disabled = true;
  const answer = await act(method, `/proposals/${proposal.id}${path}`, body);
  if (answer?.proposal) showProposal(answer.proposal);
  else {
    const current = await act('GET', '/proposal');
    if (current !== null && current.proposal?.id !== proposal.id)
      showProposal({ ...proposal, state: method === 'DELETE' ? 'declined' : 'lapsed' });
    else if (current?.proposal) showProposal(current.proposal);
  }
}

function status(text) {
  byId('status').textContent = text;
}

function banner(text) {
  byId('banner').textContent = text;
  byId('banner').hidden = text === '';
}

function forget() {
  unfollow();
  conversation = null;
  owner = 'assistant';
  proposals.clear();
  try {
    localStorage.removeItem(STORAGE_KEY);
  } catch {
    // storage may be forbidden; the chat then lives as long as the page
  }
  list.clear();
  byId('code-form').hidden = true;
  byId('stop').hidden = true;
  byId('person').disabled = false;
  label();
  status('');
  banner('');
  welcome();
}

function read() {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null');
    return typeof stored?.id === 'string' && typeof stored?.secret === 'string' ? stored : null;
  } catch {
    return null;
  }
}

function write() {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(conversation));
  } catch {
    // storage may be forbidden; the chat then lives as long as the page
  }
}
