import { z } from 'zod';
import { country, currencyCode, day, id, instant, metadata, minor } from './record-fields.ts';

/* Parcels on their way, by the unified tracking status. */

/** The unified tracking status; see the table in the reference on logistics. */
export const TRACKING_STATUSES = [
  'not_found',
  'info_received',
  'picked_up',
  'in_transit',
  'departed_origin',
  'arrived_destination',
  'customs_processing',
  'customs_action_required',
  'customs_delayed',
  'customs_released',
  'handed_to_last_mile',
  'out_for_delivery',
  'ready_for_pickup',
  'delivery_failed',
  'delivered',
  'delayed',
  'returning',
  'returned',
  'damaged',
  'lost',
  'cancelled',
  'exception',
  'no_update',
] as const;

export const LEG_KINDS = ['first_mile', 'line_haul', 'customs', 'last_mile', 'return'] as const;

export const scanSchema = z.strictObject({
  at: instant,
  status: z.enum(TRACKING_STATUSES),
  leg: z.enum(LEG_KINDS).optional(),
  location: z.string().max(200).optional(),
  /** the carrier's own words: data, never a source of facts */
  description: z.string().max(500).default(''),
  rawCode: z.string().max(80).optional(),
  confidence: z.enum(['high', 'low']).default('high'),
});

export const shipmentLegSchema = z.strictObject({
  kind: z.enum(LEG_KINDS),
  carrier: z.string().max(80).optional(),
  trackingNumber: z.string().max(60).optional(),
  from: z.string().max(120).optional(),
  to: z.string().max(120).optional(),
  status: z.enum(['waiting', 'active', 'done']),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
});

export const shipmentSchema = z.strictObject({
  id,
  orderId: id,
  /** order lines inside this parcel */
  lineIds: z.array(id).default([]),
  carrier: z.string().max(80),
  trackingNumber: z.string().min(3).max(60),
  trackingUrl: z.url().optional(),
  status: z.enum(TRACKING_STATUSES),
  leg: z.enum(LEG_KINDS).optional(),
  actionRequired: z.enum(['buyer', 'seller', 'none']).default('none'),
  originCountry: country.optional(),
  destinationCountry: country,
  createdAt: instant,
  shippedAt: instant.optional(),
  deliveredAt: instant.optional(),
  /** expected delivery as a range of days, with who says so */
  eta: z
    .strictObject({ earliest: day, latest: day, source: z.enum(['carrier', 'estimate']) })
    .optional(),
  customs: z
    .strictObject({
      stage: z.enum(['processing', 'action_required', 'delayed', 'released']),
      since: instant,
      dutiesDue: z.strictObject({ amount: minor, currency: currencyCode }).optional(),
      dueTo: z.string().max(120).optional(),
      dueBy: day.optional(),
      documentsNeeded: z.array(z.string().max(120)).default([]),
    })
    .optional(),
  legs: z.array(shipmentLegSchema).default([]),
  scans: z.array(scanSchema).default([]),
  metadata,
});

export type TrackingStatus = (typeof TRACKING_STATUSES)[number];
export type LegKind = (typeof LEG_KINDS)[number];
export type Scan = z.infer<typeof scanSchema>;
export type Shipment = z.infer<typeof shipmentSchema>;
