import { call } from '../ui/http-client.ts';

/** What the service tells every shopper's browser about the shop. */
export interface Settings {
  storeName: string;
  supportEmail: string | null;
  /** host names whose links are the shop's own */
  hosts: readonly string[];
  attachments: { maxBytes: number; maxFiles: number; types: readonly string[] } | null;
  /** when people are at the desk; times are ISO 8601 */
  desk: {
    open: boolean;
    opensAt: string | null;
    closesAt: string | null;
    waitMinutes: number | null;
  };
  /** the conversation can be mailed */
  mail: boolean;
  demo: boolean;
}

export const UNKNOWN: Settings = {
  storeName: '',
  supportEmail: null,
  hosts: [],
  attachments: null,
  desk: { open: true, opensAt: null, closesAt: null, waitMinutes: null },
  mail: false,
  demo: false,
};

export async function loadSettings(endpoint: string): Promise<Settings> {
  const settings = await call<Partial<Settings>>({ method: 'GET', url: `${endpoint}v1/shop` });
  return { ...UNKNOWN, ...settings };
}
