import { useState } from 'preact/hooks';
import type { ProposalView } from '../../protocol/card.ts';
import { formatDays } from '../format.ts';
import type { CardScene } from './card-view.tsx';
import { Amount, CardHead, Facts, methodText } from './parts.tsx';

export interface ProposalActs {
  confirm(): Promise<void>;
  decline(): Promise<void>;
}

/**
 * A write that waits for the shopper: what would happen, with amount, way and consequence. Confirming takes two steps
 * inside the card; afterwards the card says what became of it. Without `acts` it only tells.
 */
export function ProposalBody(props: {
  proposal: ProposalView;
  scene: CardScene;
  acts?: ProposalActs | undefined;
  /** its words stand in a message beside it */
  isSaid?: boolean;
}) {
  const { proposal, scene, acts } = props;
  const { t } = scene;
  const isOpen = proposal.state === 'open';
  return (
    <div
      class={`card proposal ${proposal.state}`}
      part="card"
      role="group"
      aria-label={t(`kind.${proposal.kind}`)}
    >
      <CardHead
        title={t(`kind.${proposal.kind}`)}
        number={proposal.orderNumber}
        status={isOpen ? undefined : { code: proposal.state, text: t(`state.${proposal.state}`) }}
      />
      {!props.isSaid && <p dir="auto">{proposal.text}</p>}
      <Lines proposal={proposal} scene={scene} />
      <Facts
        rows={[
          proposal.address ? [t('newAddress'), <bdi>{proposal.address.join(', ')}</bdi>] : null,
          proposal.charge ? [t('charged'), <Amount t={t} money={proposal.charge} />] : null,
          proposal.chargeMethod ? [t('payment'), methodText(t, proposal.chargeMethod)] : null,
          proposal.amount ? [t('youGet'), <Amount t={t} money={proposal.amount} />] : null,
          proposal.route
            ? [
                t('route'),
                proposal.method ? methodText(t, proposal.method) : t(`route.${proposal.route}`),
              ]
            : null,
        ]}
      />
      {proposal.arrival && (
        <p class="meta">
          {t('arrival', {
            date: formatDays(t.locale, proposal.arrival.earliest, proposal.arrival.latest),
          })}
        </p>
      )}
      {isOpen && acts && <Decide proposal={proposal} scene={scene} acts={acts} />}
    </div>
  );
}

function Lines({ proposal, scene: { t } }: { proposal: ProposalView; scene: CardScene }) {
  if (proposal.lines === undefined) return null;
  return (
    <ul class="lines">
      {proposal.lines.map((line) => (
        <li>
          <bdi>{line.title}</bdi>
          <span class="quantity">× {line.quantity}</span>
          <Amount t={t} money={line.price} />
          {line.replacement && (
            <span class="muted wide">
              {t('instead', { title: line.replacement.title })}{' '}
              <Amount t={t} money={line.replacement.price} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Decide(props: { proposal: ProposalView; scene: CardScene; acts: ProposalActs }) {
  const { proposal, scene, acts } = props;
  const { t } = scene;
  const [step, setStep] = useState<'first' | 'second' | 'busy'>('first');
  const run = (act: () => Promise<void>) => {
    setStep('busy');
    void act().finally(() => setStep('first'));
  };
  if (step === 'first')
    return (
      <div class="acts" key="first">
        <button type="button" class="primary" part="button" onClick={() => setStep('second')}>
          {t('confirm')}
        </button>
        <button type="button" class="quiet" onClick={() => run(acts.decline)}>
          {t('decline')}
        </button>
      </div>
    );
  return (
    <div class="second" key="second">
      <p class="care">{t(proposal.approval === 'person' ? 'consequencePerson' : 'consequence')}</p>
      <div class="acts">
        <button
          type="button"
          class="primary"
          part="button"
          disabled={step === 'busy'}
          ref={focusOnce}
          onClick={() => run(acts.confirm)}
        >
          {t('confirmYes')}
        </button>
        <button
          type="button"
          class="quiet"
          disabled={step === 'busy'}
          onClick={() => setStep('first')}
        >
          {t('back')}
        </button>
      </div>
    </div>
  );
}

const focused = new WeakSet<HTMLElement>();

/** The second step takes the focus that the first one's button loses. */
function focusOnce(button: HTMLElement | null): void {
  if (button === null || focused.has(button)) return;
  focused.add(button);
  button.focus();
}
