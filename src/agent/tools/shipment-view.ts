import type { adviseShipment } from '../../policy/shipment-advice.ts';
import type { Order } from '../../shop/records.ts';
import type { Shipment } from '../../shop/shipment-records.ts';
import type { ShipmentView } from './results.ts';
import { showMoney } from './shown-money.ts';

type Advice = ReturnType<typeof adviseShipment>;

/** A parcel as tools show it: where it is, what customs wants, who must act, and what the carrier says of arrival. */
export function viewShipment(
  shipment: Shipment,
  order: Order,
  options: { locale: string; advice: Advice },
): ShipmentView {
  const lastScan = latestScan(shipment);
  const { customs } = shipment;
  return {
    orderNumber: order.number,
    trackingNumber: shipment.trackingNumber,
    carrier: shipment.carrier,
    ...(shipment.trackingUrl === undefined ? {} : { url: shipment.trackingUrl }),
    status: shipment.status,
    ...(shipment.leg === undefined ? {} : { leg: shipment.leg }),
    actionRequired: shipment.actionRequired,
    // An estimate for a parcel that has arrived or gone astray would only mislead.
    ...(shipment.eta === undefined || options.advice.etaVoid ? {} : { eta: shipment.eta }),
    ...(shipment.shippedAt === undefined ? {} : { shippedAt: shipment.shippedAt }),
    ...(shipment.deliveredAt === undefined ? {} : { deliveredAt: shipment.deliveredAt }),
    ...(lastScan === undefined ? {} : { lastScanAt: lastScan.at }),
    ...(options.advice.silentDays === null ? {} : { silentDays: options.advice.silentDays }),
    stuck: options.advice.stuck,
    ...(customs === undefined
      ? {}
      : {
          customs: {
            customsStage: customs.stage,
            sinceAt: customs.since,
            ...(customs.dutiesDue === undefined
              ? {}
              : { dutiesDue: showMoney(customs.dutiesDue, options.locale) }),
            ...(customs.dueTo === undefined ? {} : { dueTo: customs.dueTo }),
            ...(customs.dueBy === undefined ? {} : { dueOn: customs.dueBy }),
            documentsNeeded: customs.documentsNeeded,
            paidBy: order.incoterm === 'DDP' ? ('seller' as const) : ('recipient' as const),
          },
        }),
    legs: shipment.legs.map(({ kind, status, from, to, endedAt }) => ({
      kind,
      status,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(endedAt === undefined ? {} : { endedAt }),
    })),
    ...(lastScan === undefined
      ? {}
      : {
          lastScan: {
            at: lastScan.at,
            untrusted: [lastScan.location, lastScan.description].filter(Boolean).join(': '),
          },
        }),
    nextStep: options.advice.nextStep,
  };
}

function latestScan(shipment: Shipment): Shipment['scans'][number] | undefined {
  return shipment.scans.reduce<Shipment['scans'][number] | undefined>(
    (latest, scan) =>
      latest === undefined || Date.parse(scan.at) >= Date.parse(latest.at) ? scan : latest,
    undefined,
  );
}
