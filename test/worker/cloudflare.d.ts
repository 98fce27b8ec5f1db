// What the tests use of workerd's own modules, beside src/cloudflare.d.ts.
declare module 'cloudflare:workers' {
  import type { R2Binding } from '../../src/connectors/r2-files.ts';
  import type { D1Binding } from '../../src/storage/d1.ts';
  export const env: {
    DB: D1Binding;
    ATTACHMENTS: R2Binding;
    MIGRATIONS: { name: string; queries: string[] }[];
  };
}

declare module 'cloudflare:test' {
  import type { D1Binding } from '../../src/storage/d1.ts';
  export function applyD1Migrations(
    database: D1Binding,
    migrations: { name: string; queries: string[] }[],
  ): Promise<void>;
}

// Vite's own way to bring files along.
interface ImportMeta {
  glob<Value>(
    pattern: string,
    options: { query: string; import: string; eager: true },
  ): Record<string, Value>;
}
