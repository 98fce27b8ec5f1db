import type { Order } from '../../src/shop/records.ts';
import {
  LEG_KINDS,
  type LegKind,
  type Scan,
  type Shipment,
  shipmentSchema,
  type TrackingStatus,
} from '../../src/shop/shipment-records.ts';
import { dayAfter, daysAgo } from './calendar.ts';
import type { Country } from './countries.ts';
import type { ParcelPlan } from './plan.ts';
import type { Random } from './random.ts';

/** A parcel whose scans lead up to the planned status, the last of them at the planned time. */
export function makeParcel(
  plan: ParcelPlan,
  order: Order,
  index: number,
  country: Country,
  origin: string,
  random: Random,
): Shipment {
  const [carrier, trackingNumber] = plan.carrier
    ? [plan.carrier, number(plan.carrier, random)]
    : carrierFrom(origin, random);
  const path = pathTo(plan.status);
  const times = timesOf(path, plan.lastScanDaysAgo, random);
  const scans = path.map((status, step) => scanOf(status, times[step] ?? 0, origin, country));
  const leg = plan.status === 'delivered' ? 'last_mile' : scans.at(-1)?.leg;
  const lineIds = (plan.items ?? order.lines.map((_line, position) => position)).map(
    (position) => order.lines[position]?.id ?? '',
  );
  const first = times[0] ?? plan.lastScanDaysAgo;
  const shipped = path.indexOf('picked_up') < 0 ? undefined : times[path.indexOf('picked_up')];
  const handedOver = path.includes('handed_to_last_mile');
  const etaDays = ETA_DAYS[plan.status];
  const customs = customsOf(plan, order, path, times, country);
  return shipmentSchema.parse({
    id: `shp_${order.number.slice(3)}_${index + 1}`,
    orderId: order.id,
    lineIds,
    carrier,
    trackingNumber,
    trackingUrl: `https://track.damaskmoon.example.com/${trackingNumber}`,
    status: plan.status,
    leg,
    actionRequired: actionFor(plan.status),
    originCountry: origin,
    destinationCountry: country.code,
    createdAt: daysAgo(first + 0.4),
    shippedAt: shipped === undefined ? undefined : daysAgo(shipped),
    deliveredAt: plan.status === 'delivered' ? daysAgo(plan.lastScanDaysAgo) : undefined,
    eta: etaDays && {
      earliest: dayAfter(etaDays[0]),
      latest: dayAfter(etaDays[1]),
      source: etaDays[1] <= 3 ? 'carrier' : 'estimate',
    },
    customs,
    legs: legsOf(plan.status, leg, scans, {
      carrier,
      lastMile: country.lastMile,
      lastMileNumber: handedOver ? random.digits(12) : undefined,
      from: ORIGINS[origin] ?? 'Shenzhen',
      gateway: country.gateway,
      city: order.shippingAddress.city,
    }),
    scans,
  });
}

// A journey without trouble, and where each kind of trouble leaves it.
const JOURNEY: readonly TrackingStatus[] = [
  'info_received',
  'picked_up',
  'departed_origin',
  'in_transit',
  'arrived_destination',
  'customs_processing',
  'customs_released',
  'handed_to_last_mile',
  'out_for_delivery',
  'delivered',
];
const LEAVES_AFTER: Partial<Record<TrackingStatus, TrackingStatus>> = {
  customs_action_required: 'customs_processing',
  customs_delayed: 'customs_processing',
  ready_for_pickup: 'handed_to_last_mile',
  delivery_failed: 'out_for_delivery',
  delayed: 'departed_origin',
  returning: 'out_for_delivery',
  returned: 'out_for_delivery',
  damaged: 'handed_to_last_mile',
  lost: 'departed_origin',
  cancelled: 'info_received',
  exception: 'handed_to_last_mile',
  no_update: 'departed_origin',
};

const GAP_DAYS: Partial<Record<TrackingStatus, number>> = {
  picked_up: 0.9,
  departed_origin: 1.8,
  in_transit: 1.3,
  arrived_destination: 3.6,
  customs_processing: 0.7,
  customs_released: 1.6,
  customs_action_required: 1.1,
  customs_delayed: 2.2,
  handed_to_last_mile: 0.8,
  out_for_delivery: 1.4,
  delivered: 0.28,
  delivery_failed: 0.3,
  returning: 2.5,
  returned: 11,
  no_update: 9,
  lost: 12,
};

const ETA_DAYS: Partial<Record<TrackingStatus, [earliest: number, latest: number]>> = {
  info_received: [9, 16],
  picked_up: [8, 14],
  departed_origin: [6, 11],
  in_transit: [5, 9],
  arrived_destination: [3, 6],
  customs_processing: [3, 7],
  customs_delayed: [4, 12],
  customs_released: [2, 4],
  handed_to_last_mile: [1, 3],
  out_for_delivery: [0, 0],
  delayed: [4, 9],
};

const LEG_OF: Partial<Record<TrackingStatus, LegKind>> = {
  info_received: 'first_mile',
  picked_up: 'first_mile',
  departed_origin: 'line_haul',
  in_transit: 'line_haul',
  arrived_destination: 'line_haul',
  delayed: 'line_haul',
  lost: 'line_haul',
  no_update: 'line_haul',
  customs_processing: 'customs',
  customs_action_required: 'customs',
  customs_delayed: 'customs',
  customs_released: 'customs',
  handed_to_last_mile: 'last_mile',
  out_for_delivery: 'last_mile',
  ready_for_pickup: 'last_mile',
  delivery_failed: 'last_mile',
  delivered: 'last_mile',
  damaged: 'last_mile',
  exception: 'last_mile',
  returning: 'return',
  returned: 'return',
};

const ORIGINS: Record<string, string> = {
  CN: 'Shenzhen',
  JP: 'Osaka',
  KR: 'Busan',
  TW: 'Taipei',
  PE: 'Lima',
  PT: 'Porto',
  VN: 'Ho Chi Minh City',
  HK: 'Hong Kong',
};

const DESCRIPTIONS: Partial<
  Record<TrackingStatus, (places: { from: string; gateway: string }) => string>
> = {
  info_received: () => 'Shipment information received',
  picked_up: ({ from }) => `Accepted by carrier, ${from}`,
  departed_origin: ({ from }) => `Departed from facility, ${from} airport`,
  in_transit: () => 'Arrived at transit hub',
  arrived_destination: ({ gateway }) => `Arrived at destination country, ${gateway}`,
  customs_processing: ({ gateway }) => `Presented to customs, ${gateway}`,
  customs_action_required: () => 'Held by customs: awaiting action of the consignee',
  customs_delayed: () => 'Clearance delayed: selected for inspection',
  customs_released: () => 'Released by customs',
  handed_to_last_mile: ({ gateway }) => `Handed over to local carrier, ${gateway}`,
  out_for_delivery: () => 'Out for delivery',
  ready_for_pickup: () => 'Available for pickup at service point',
  delivery_failed: () => 'Delivery attempted: nobody at home, notice left',
  delivered: () => 'Delivered',
  delayed: () => 'Flight delayed, no capacity',
  returning: () => 'Return to sender initiated',
  returned: ({ from }) => `Returned to sender, ${from}`,
  damaged: () => 'Parcel damaged in handling, under examination',
  lost: () => 'Parcel declared lost after search',
  cancelled: () => 'Label cancelled by sender',
  exception: () => 'Address incomplete, parcel held at depot',
  no_update: () => 'No information from carrier; tracking expired',
};

function pathTo(status: TrackingStatus): TrackingStatus[] {
  if (status === 'not_found') return [];
  const along = JOURNEY.indexOf(status);
  if (along >= 0) return JOURNEY.slice(0, along + 1);
  const left = JOURNEY.slice(0, JOURNEY.indexOf(LEAVES_AFTER[status] ?? 'in_transit') + 1);
  return status === 'returned' ? [...left, 'returning', status] : [...left, status];
}

/** Days before the base of each scan, counted back from the last. */
function timesOf(path: readonly TrackingStatus[], last: number, random: Random): number[] {
  const times = path.map(() => last);
  for (let step = path.length - 2; step >= 0; step -= 1) {
    const gap = GAP_DAYS[path[step + 1] ?? 'in_transit'] ?? 1;
    times[step] = (times[step + 1] ?? last) + gap * (0.8 + random.next() * 0.4);
  }
  return times;
}

function scanOf(status: TrackingStatus, time: number, origin: string, country: Country): Scan {
  const from = ORIGINS[origin] ?? 'Shenzhen';
  const atOrigin =
    status === 'info_received' ||
    status === 'picked_up' ||
    status === 'departed_origin' ||
    status === 'returned';
  const leg = LEG_OF[status];
  return {
    at: daysAgo(time),
    status,
    ...(leg === undefined ? {} : { leg }),
    location: atOrigin ? from : country.gateway,
    description: DESCRIPTIONS[status]?.({ from, gateway: country.gateway }) ?? '',
    confidence: status === 'customs_delayed' ? 'low' : 'high',
  };
}

function legsOf(
  status: TrackingStatus,
  current: LegKind | undefined,
  scans: readonly Scan[],
  places: {
    carrier: string;
    lastMile: string;
    lastMileNumber: string | undefined;
    from: string;
    gateway: string;
    city: string;
  },
): unknown[] {
  if (scans.length === 0 || status === 'cancelled') return [];
  const kinds = LEG_KINDS.filter((kind) => kind !== 'return' || current === 'return');
  return kinds.map((kind, index) => {
    const mine = scans.filter((scan) => scan.leg === kind);
    const next = scans.find((scan) => kinds.indexOf(scan.leg ?? 'first_mile') > index);
    const done =
      next !== undefined ||
      (kind === 'last_mile' && status === 'delivered') ||
      (kind === 'return' && status === 'returned');
    const ended = next?.at ?? mine.at(-1)?.at;
    return {
      kind,
      carrier:
        kind === 'last_mile' ? places.lastMile : kind === 'customs' ? undefined : places.carrier,
      trackingNumber: kind === 'last_mile' ? places.lastMileNumber : undefined,
      from: {
        first_mile: places.from,
        line_haul: places.from,
        customs: places.gateway,
        last_mile: places.gateway,
        return: places.gateway,
      }[kind],
      to: {
        first_mile: places.from,
        line_haul: places.gateway,
        customs: places.gateway,
        last_mile: places.city,
        return: places.from,
      }[kind],
      status: done ? 'done' : mine.length > 0 ? 'active' : 'waiting',
      startedAt: mine[0]?.at,
      endedAt: done ? ended : undefined,
    };
  });
}

function customsOf(
  plan: ParcelPlan,
  order: Order,
  path: readonly TrackingStatus[],
  times: readonly number[],
  country: Country,
): unknown {
  const since = times[path.indexOf('customs_processing')];
  if (since === undefined) return undefined;
  const stage =
    {
      customs_processing: 'processing',
      customs_action_required: 'action_required',
      customs_delayed: 'delayed',
    }[String(plan.status)] ?? 'released';
  const stageTime = stage === 'released' ? times[path.indexOf('customs_released')] : times.at(-1);
  return {
    stage,
    since: daysAgo(stage === 'processing' ? since : (stageTime ?? since)),
    // The carrier names the duties; here a quarter of the value, as is usual where nothing is exempt.
    dutiesDue: plan.customs?.duties
      ? {
          amount: Math.round(order.subtotal / 4 / country.roundTo) * country.roundTo,
          currency: order.currency,
        }
      : undefined,
    dueTo: plan.customs?.duties ? country.lastMile : undefined,
    dueBy: plan.customs?.duties ? dayAfter(6) : undefined,
    documentsNeeded: plan.customs?.documents,
  };
}

function actionFor(status: TrackingStatus): 'buyer' | 'seller' | 'none' {
  if (
    ['customs_action_required', 'ready_for_pickup', 'delivery_failed', 'exception'].includes(status)
  )
    return 'buyer';
  return ['damaged', 'lost', 'no_update', 'returned'].includes(status) ? 'seller' : 'none';
}

function carrierFrom(origin: string, random: Random): [carrier: string, trackingNumber: string] {
  const carrier =
    origin === 'JP'
      ? 'Japan Post EMS'
      : origin === 'KR'
        ? 'Korea Post'
        : random.pick(['Yanwen', '4PX', 'Cainiao', 'SF International']);
  return [carrier, number(carrier, random)];
}

function number(carrier: string, random: Random): string {
  switch (carrier) {
    case 'Japan Post EMS':
      return `EM${random.digits(9)}JP`;
    case 'Korea Post':
      return `EG${random.digits(9)}KR`;
    case 'Yanwen':
      return `UJ${random.digits(9)}YP`;
    case '4PX':
      return `4PX3000${random.digits(9)}CN`;
    case 'Cainiao':
      return `LP00${random.digits(12)}`;
    case 'DHL Express':
      return `3${random.digits(9)}`;
    default:
      return `SF${random.digits(13)}`;
  }
}
