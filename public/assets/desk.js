import { call, follow, Problem } from './api.js';
import { byId, code, element } from './dom.js';
import { MessageList } from './messages.js';

const STORAGE_KEY = 'dragoman-desk';
const REFRESH_MS = 3000;
const KEEP_CLAIM_MS = 120_000;

const list = new MessageList(byId('messages'), byId('log'), {
  you: 'Shopper',
  assistant: 'Assistant',
});
let token = sessionStorage.getItem(STORAGE_KEY);
let me = null;
let chosen = null;
let unfollow = () => {};

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  token = byId('token').value.trim();
  byId('token').value = '';
  void refresh();
});
byId('leave').addEventListener('click', signOut);
byId('claim').addEventListener('click', () => act('PUT', '/claim'));
byId('release').addEventListener('click', () => act('DELETE', '/claim'));
byId('return').addEventListener('click', async () => {
  await act('PUT', '/return', { note: byId('note').value });
  byId('note').value = '';
});
byId('close').addEventListener('click', () => act('PUT', '/closure'));
byId('composer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = byId('text').value.trim();
  if (text === '') return;
  if (
    await act('POST', '/messages', {
      clientMessageId: crypto.randomUUID?.() ?? String(Math.random()),
      text,
    })
  )
    byId('text').value = '';
});

setInterval(() => token !== null && !document.hidden && void refresh(), REFRESH_MS);
setInterval(
  () =>
    isMine() && void call('PUT', `/v1/staff/handoffs/${chosen.id}/claim`, token).catch(() => {}),
  KEEP_CLAIM_MS,
);
if (token !== null) void refresh();

async function refresh() {
  try {
    const answer = await call('GET', '/v1/staff/handoffs', token);
    sessionStorage.setItem(STORAGE_KEY, token);
    me = answer.me;
    byId('alert').textContent = '';
    byId('sign-in').hidden = true;
    byId('desk').hidden = false;
    byId('leave').hidden = false;
    byId('me').textContent = me.name;
    showQueue(answer.handoffs);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) signOut();
    byId('alert').textContent =
      error instanceof Problem ? error.message : 'No connection to the server. Trying again…';
  }
}

function showQueue(handoffs) {
  byId('empty').hidden = handoffs.length > 0;
  const focused = document.activeElement?.dataset?.id;
  byId('queue').replaceChildren(
    ...handoffs.map((handoff) => {
      const button = element(
        'button',
        {
          type: 'button',
          'data-id': handoff.id,
          'aria-current': String(chosen?.id === handoff.id),
          onclick: () => choose(handoff),
        },
        code(handoff.reason),
        ' · ',
        handoff.claimedBy === null
          ? `waits ${minutes(handoff.openedAt)} min`
          : `with ${handoff.claimedBy.name}`,
        element('br'),
        element('bdi', { className: 'muted' }, handoff.summary.slice(0, 120)),
      );
      return element('li', {}, button);
    }),
  );
  if (focused)
    byId('queue')
      .querySelector(`[data-id="${CSS.escape(focused)}"]`)
      ?.focus();
  if (chosen !== null) {
    const current = handoffs.find(({ id }) => id === chosen.id);
    chosen = current ?? { ...chosen, state: 'closed', claimedBy: null };
    showActs();
  }
}

function choose(handoff) {
  chosen = handoff;
  unfollow();
  list.clear();
  byId('conversation-title').textContent = `Conversation ${handoff.conversationId}`;
  byId('summary').textContent = `${handoff.reason}: ${handoff.summary}`;
  byId('conversation-title').focus();
  showActs();
  unfollow = follow(`/v1/staff/conversations/${handoff.conversationId}/stream`, token, {
    onEvent: show,
    onConnected: () => {},
    onBroken: () => {},
    onGone: signOut,
  });
}

function show(event) {
  switch (event.type) {
    case 'message-start':
      list.start(event.messageId, event.author, event.locale);
      return;
    case 'message-delta':
      list.delta(event.messageId, event.text);
      return;
    case 'message-retract':
      list.retract(event.messageId, event.keep);
      return;
    case 'message-end':
      list.end(event);
      return;
    case 'tool-result':
      list.add(
        element(
          'details',
          { className: 'card' },
          element('summary', {}, `${event.tool}`),
          element('pre', { dir: 'ltr' }, JSON.stringify(event.result, null, 2)),
        ),
      );
      return;
    case 'proposal':
      list.line(`Proposal: ${event.proposal.text} (${event.proposal.state})`);
      return;
    case 'turn-ended':
      list.line(`${event.outcome}, confidence ${event.confidence.toFixed(2)}, ${event.model}`);
      return;
    case 'handoff-opened':
    case 'handoff-claimed':
    case 'handoff-returned':
    case 'handoff-closed':
      list.line(event.type.replace('-', ' '));
      return;
  }
}

function showActs() {
  const mine = isMine();
  byId('acts').hidden = chosen === null || chosen.state === 'closed';
  byId('claim').hidden = mine || chosen?.claimedBy !== null;
  for (const id of ['release', 'return', 'close']) byId(id).hidden = !mine;
  byId('composer').hidden = !mine;
}

function isMine() {
  return chosen !== null && me !== null && chosen.claimedBy?.id === me.id;
}

async function act(method, path, body) {
  try {
    const answer = await call(method, `/v1/staff/handoffs/${chosen.id}${path}`, token, body);
    await refresh();
    return answer;
  } catch (error) {
    byId('alert').textContent =
      error instanceof Problem ? error.message : 'Not sent: no connection.';
    return null;
  }
}

function signOut() {
  unfollow();
  token = null;
  me = null;
  chosen = null;
  sessionStorage.removeItem(STORAGE_KEY);
  list.clear();
  byId('desk').hidden = true;
  byId('leave').hidden = true;
  byId('sign-in').hidden = false;
  byId('me').textContent = '';
}

function minutes(since) {
  return Math.max(0, Math.round((Date.now() - Date.parse(since)) / 60_000));
}
