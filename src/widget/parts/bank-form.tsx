import { useState } from 'preact/hooks';
import type { Card } from '../../protocol/card.ts';
import { Amount, CardHead } from '../../ui/cards/parts.tsx';
import type { Translator } from '../../ui/translate.ts';
import type { Session } from '../session.ts';
import type { Widget } from '../widget.ts';

type BankCard = Extract<Card, { type: 'bank_details' }>;
type Kind = BankCard['choices'][number];
interface Field {
  name: string;
  label: string;
  isOptional?: boolean;
  autocomplete?: string;
}

/** Where a refund by bank transfer goes. What is typed is sent to the service at once and is part of no message. */
export function BankForm(props: { card: BankCard; session: Session; widget: Widget }) {
  const { card, session, widget } = props;
  const { t } = widget;
  const [kind, setKind] = useState<Kind>(card.choices[0] ?? 'iban');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [isSent, setSent] = useState(card.status !== 'needed');
  const fields = fieldsOf(kind, t);

  const send = async () => {
    const account = Object.fromEntries(
      fields.flatMap(({ name }) => {
        const value = values[name]?.trim();
        return value ? [[name, value]] : [];
      }),
    );
    const path = `/refunds/${card.refundId}/bank-account`;
    const done = await widget.attempt(() => session.request('PUT', path, { kind, ...account }));
    // What they proved has lapsed meanwhile: what is typed stays while they prove it again.
    if (widget.problem === 'identity_needed') session.askAgain();
    if (done === undefined) return;
    setValues({});
    setSent(true);
    widget.frame.focusComposer();
  };

  const about = (
    <>
      <CardHead title={t('bank')} number={card.orderNumber} />
      <p>
        {t('youGet')} <Amount t={t} money={card.amount} />
      </p>
    </>
  );
  if (isSent)
    return (
      <div class="card form" part="card" role="group" aria-label={t('bank')}>
        {about}
        <p role="status">{t('bankDone')}</p>
      </div>
    );
  return (
    <form
      class="card form"
      part="card"
      aria-label={t('bank')}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {about}
      <p class="muted">{t('bankText')}</p>
      {card.choices.length > 1 && (
        <div class="acts">
          {card.choices.map((other) => (
            <button
              type="button"
              class={other === kind ? 'primary' : 'quiet'}
              aria-pressed={other === kind}
              onClick={() => setKind(other)}
            >
              {kindName(other, t)}
            </button>
          ))}
        </div>
      )}
      {fields.map(({ name, label, isOptional, autocomplete = 'off' }) => (
        <label key={name}>
          {label}
          <input
            dir={name === 'accountName' || name === 'bankName' ? 'auto' : 'ltr'}
            required={!isOptional}
            autocomplete={autocomplete}
            maxLength={140}
            value={values[name] ?? ''}
            onInput={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value })}
          />
        </label>
      ))}
      <button type="submit" class="primary" part="button">
        {t('bankSend')}
      </button>
    </form>
  );
}

function kindName(kind: Kind, t: Translator): string {
  switch (kind) {
    case 'iban':
      return 'IBAN';
    case 'pix':
      return 'Pix';
    case 'brazil_account':
      return 'Agência e conta';
    case 'account_number':
      return t('bankAccount');
  }
}

function fieldsOf(kind: Kind, t: Translator): Field[] {
  const holder = { name: 'accountName', label: t('bankHolder'), autocomplete: 'name' };
  const taxId = { name: 'taxId', label: 'CPF / CNPJ' };
  switch (kind) {
    case 'iban':
      return [holder, { name: 'iban', label: 'IBAN' }];
    case 'pix':
      return [holder, taxId, { name: 'pixKey', label: 'Pix' }];
    case 'brazil_account':
      return [
        holder,
        taxId,
        { name: 'bankCode', label: t('bank.name') },
        { name: 'branch', label: 'Agência' },
        { name: 'account', label: t('bankAccount') },
      ];
    case 'account_number':
      return [
        holder,
        { name: 'bankName', label: t('bank.name') },
        { name: 'accountNumber', label: t('bankAccount') },
        { name: 'routingCode', label: 'Sort code / BSB / routing', isOptional: true },
        { name: 'bic', label: 'BIC', isOptional: true },
      ];
  }
}
