import { useState } from 'preact/hooks';
import type { Widget } from '../widget.ts';

/** Who one is: order number and e-mail, then the code that was sent to the e-mail on the order. */
export function IdentityForms({ widget }: { widget: Widget }) {
  const { identity } = widget.standing;
  if (identity === 'asked') return <OrderForm widget={widget} />;
  if (identity === 'code') return <CodeForm widget={widget} />;
  return null;
}

function OrderForm({ widget }: { widget: Widget }) {
  const { t } = widget;
  const [order, setOrder] = useState(widget.pageContext.orderNo ?? '');
  const [email, setEmail] = useState('');
  return (
    <form
      class="card form"
      part="card"
      aria-labelledby="identity-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (order.trim() !== '' && email.trim() !== '')
          void widget.attempt((session) => session.askForCode(order.trim(), email.trim()));
      }}
    >
      <p class="card-title" id="identity-title">
        {t('identity')}
      </p>
      <p class="muted">{t('identityText')}</p>
      <label>
        {t('orderNumber')}
        <input
          dir="ltr"
          required
          maxLength={64}
          autocomplete="off"
          value={order}
          onInput={({ currentTarget }) => setOrder(currentTarget.value)}
        />
      </label>
      <label>
        {t('email')}
        <input
          dir="ltr"
          type="email"
          required
          maxLength={254}
          autocomplete="email"
          value={email}
          onInput={({ currentTarget }) => setEmail(currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" part="button">
        {t('sendCode')}
      </button>
    </form>
  );
}

function CodeForm({ widget }: { widget: Widget }) {
  const { t, session } = widget;
  const { codeWrong } = widget.standing;
  const [code, setCode] = useState('');
  return (
    <form
      class="card form"
      part="card"
      aria-labelledby="code-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() === '') return;
        // Said in the conversation, so that the assistant goes on with what waited for it.
        widget.send(code.trim());
        setCode('');
      }}
    >
      <label class="card-title" id="code-title" for="code-field">
        {t('code')}
      </label>
      <p class={codeWrong ? 'danger' : 'muted'} id="code-text">
        {t(codeWrong ? 'codeWrong' : 'codeText')}
      </p>
      <div class="row">
        <input
          dir="ltr"
          class="digits"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={12}
          id="code-field"
          aria-describedby="code-text"
          aria-invalid={codeWrong}
          value={code}
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <button type="submit" class="primary" part="button">
          {t('confirmCode')}
        </button>
      </div>
      {session?.demoCode && <p class="meta">{t('demoCode', { code: session.demoCode })}</p>}
      <button type="button" class="link" onClick={() => session?.askAgain()}>
        {t('newCode')}
      </button>
    </form>
  );
}
