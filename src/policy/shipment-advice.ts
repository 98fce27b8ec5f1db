import type { PolicyValues } from '../prompts/policy-values.ts';
import type { Shipment, TrackingStatus } from '../shop/shipment-records.ts';

export type NextStep =
  | 'wait'
  | 'pay_duties'
  | 'send_documents'
  | 'collect_parcel'
  | 'contact_carrier'
  | 'arrange_redelivery'
  | 'talk_to_person'
  | 'none';

export interface ShipmentAdvice {
  /** whole days since the last scan (or dispatch); null before any, and once the journey is over */
  silentDays: number | null;
  /** silent longer than the policy allows on its leg */
  stuck: boolean;
  nextStep: NextStep;
  /** the expected day of delivery no longer means anything */
  etaVoid: boolean;
}

/** What a shopper can do about a parcel now. */
export function adviseShipment(
  shipment: Shipment,
  { policy, now }: { policy: PolicyValues; now: number },
): ShipmentAdvice {
  const over = JOURNEY_OVER.has(shipment.status);
  const silentDays = over ? null : daysSilent(shipment, now);
  const stuck = silentDays !== null && silentDays > silenceAllowed(shipment, policy);
  return {
    silentDays,
    stuck,
    nextStep: nextStep(shipment, stuck),
    etaVoid: over || stuck || WITHOUT_ETA.has(shipment.status) || etaPassed(shipment, now),
  };
}

const JOURNEY_OVER: ReadonlySet<TrackingStatus> = new Set([
  'delivered',
  'returned',
  'cancelled',
  'lost',
]);
const WITHOUT_ETA: ReadonlySet<TrackingStatus> = new Set([
  'returning',
  'damaged',
  'exception',
  'customs_action_required',
  'no_update',
]);
const DAY_MS = 86_400_000;

function nextStep({ status, customs, actionRequired }: Shipment, stuck: boolean): NextStep {
  switch (status) {
    case 'delivered':
    case 'cancelled':
      return 'none';
    case 'lost':
    case 'damaged':
    case 'returned':
    case 'returning':
      return 'talk_to_person';
    case 'ready_for_pickup':
      return 'collect_parcel';
    case 'delivery_failed':
      return 'arrange_redelivery';
    case 'customs_action_required':
      return customsStep(customs, actionRequired);
    case 'exception':
      return stuck ? 'talk_to_person' : 'contact_carrier';
    default:
      if (customs?.stage === 'action_required') return customsStep(customs, actionRequired);
      return stuck || status === 'no_update' ? 'talk_to_person' : 'wait';
  }
}

function customsStep(
  customs: Shipment['customs'],
  actionRequired: Shipment['actionRequired'],
): NextStep {
  if (actionRequired === 'seller') return 'wait';
  if (customs?.dutiesDue !== undefined) return 'pay_duties';
  return (customs?.documentsNeeded.length ?? 0) > 0 ? 'send_documents' : 'contact_carrier';
}

function daysSilent(shipment: Shipment, now: number): number | null {
  const moments = [...shipment.scans.map(({ at }) => at), shipment.shippedAt]
    .filter((at) => at !== undefined)
    .map((at) => Date.parse(at))
    // A scan dated ahead of the clock would make a silent parcel look alive.
    .filter((at) => at <= now);
  return moments.length === 0 ? null : Math.floor((now - Math.max(...moments)) / DAY_MS);
}

function silenceAllowed(shipment: Shipment, { stuckParcel }: PolicyValues): number {
  if (shipment.status === 'ready_for_pickup') return stuckParcel.pickupDays;
  if (
    shipment.leg === 'customs' ||
    (shipment.status.startsWith('customs_') && shipment.status !== 'customs_released')
  )
    return stuckParcel.customsDays;
  const domestic = shipment.originCountry === shipment.destinationCountry;
  return domestic || shipment.leg === 'last_mile'
    ? stuckParcel.domesticDays
    : stuckParcel.internationalDays;
}

function etaPassed({ eta }: Shipment, now: number): boolean {
  // A day may still be running somewhere on earth half a day after it ended in UTC.
  return eta !== undefined && now > Date.parse(`${eta.latest}T23:59:59Z`) + DAY_MS / 2;
}
