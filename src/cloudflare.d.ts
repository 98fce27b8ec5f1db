// What we use of workerd's own modules; the whole of @cloudflare/workers-types would replace Node's globals.
declare module 'cloudflare:workers' {
  /** Keeps the isolate alive for work that goes on after the response. */
  export function waitUntil(work: Promise<unknown>): void;
}
