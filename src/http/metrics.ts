/** What the routes count. Prometheus on Node (`prometheus.ts`); nothing on Workers, which has its own analytics. */
export interface Metrics {
  request(labels: { method: string; route: string; status: number }, seconds: number): void;
  streamOpened(): void;
  streamClosed(): void;
  /** the text of `GET /metrics` */
  render(): Promise<{ contentType: string; body: string }>;
}
