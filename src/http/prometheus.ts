import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from './metrics.ts';

export interface TurnFigures {
  outcome: string;
  model: string;
  milliseconds: number;
  costMicroUsd: number | null;
}

/** Prometheus metrics of one process. Labels are routes, outcomes and models, never ids or words. */
export function createPrometheus(): Metrics & { turnEnded(figures: TurnFigures): void } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'dragoman_http_request_duration_seconds',
    help: 'Time to the response, or to the opening of a stream',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    registers: [registry],
  });
  const streams = new Gauge({
    name: 'dragoman_open_streams',
    help: 'Event streams open now',
    registers: [registry],
  });
  const turns = new Histogram({
    name: 'dragoman_turn_duration_seconds',
    help: 'Time from the start of a turn to its end',
    labelNames: ['outcome', 'model'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 20, 60],
    registers: [registry],
  });
  const cost = new Counter({
    name: 'dragoman_model_cost_usd_total',
    help: 'Cost of turns, where the price of the model is known',
    labelNames: ['model'],
    registers: [registry],
  });
  return {
    request: (labels, seconds) =>
      requests.observe({ ...labels, status: String(labels.status) }, seconds),
    streamOpened: () => streams.inc(),
    streamClosed: () => streams.dec(),
    turnEnded({ outcome, model, milliseconds, costMicroUsd }) {
      turns.observe({ outcome, model }, milliseconds / 1000);
      if (costMicroUsd !== null) cost.inc({ model }, costMicroUsd / 1_000_000);
    },
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
