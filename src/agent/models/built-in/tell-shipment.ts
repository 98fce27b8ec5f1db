import type { ShipmentView } from '../../tools/results.ts';
import type { Say } from './say.ts';

/** Each parcel with its status, when it is expected, what customs wants, and an honest next step. */
export function tellShipments(
  shipments: readonly ShipmentView[],
  order: string,
  say: Say,
): string[] {
  const parcels = shipments.map((shipment) => tellShipment(shipment, say));
  const needsPerson = shipments.some(
    (shipment) => shipment.stuck || shipment.nextStep === 'talk_to_person',
  );
  return [
    ...(shipments.length > 1 ? [say('shipment.count', { count: shipments.length, order })] : []),
    ...parcels,
    ...(needsPerson ? [say('offer.person')] : []),
  ];
}

function tellShipment(shipment: ShipmentView, say: Say): string {
  const { trackingNumber: tracking, carrier, status, eta, silentDays } = shipment;
  const isDelivered = status === 'delivered';
  const sentences = [
    isDelivered && shipment.deliveredAt !== undefined
      ? say('shipment.delivered_on', { tracking, carrier, date: say.date(shipment.deliveredAt) })
      : say(`shipment.${status}`, { tracking, carrier }),
    ...tellCustoms(shipment, say),
  ];
  if (eta !== undefined && !isDelivered)
    sentences.push(
      say(eta.source === 'carrier' ? 'shipment.eta_carrier' : 'shipment.eta_estimate', {
        carrier,
        range: say.range(eta),
      }),
    );
  if (shipment.lastScanAt !== undefined && !isDelivered)
    sentences.push(say('shipment.last_scan', { date: say.date(shipment.lastScanAt) }));
  if (shipment.stuck) {
    if (silentDays !== undefined && silentDays > 0)
      sentences.push(say('shipment.silent', { days: silentDays }));
    sentences.push(say('shipment.stuck', { carrier }));
  }
  if (shipment.url !== undefined) sentences.push(say('shipment.link', { url: shipment.url }));
  return say.join(sentences);
}

function tellCustoms({ customs, status }: ShipmentView, say: Say): string[] {
  if (customs === undefined || customs.customsStage === 'released' || !status.startsWith('customs'))
    return [];
  if (customs.paidBy === 'seller') return [say('customs.paid_by_seller')];
  return [
    ...(customs.dutiesDue === undefined
      ? []
      : [say('customs.due', { amount: customs.dutiesDue.display })]),
    ...(customs.dueTo === undefined ? [] : [say('customs.due_to', { payee: customs.dueTo })]),
    ...(customs.dueOn === undefined
      ? []
      : [say('customs.due_by', { date: say.date(customs.dueOn) })]),
    ...(customs.documentsNeeded.length === 0
      ? []
      : [say('customs.documents', { documents: say.list(customs.documentsNeeded) })]),
  ];
}
