import { OpenAPIHono } from '@hono/zod-openapi';
import type { Conversation } from '../conversations/conversation.ts';
import type { Staff } from '../staff/staff.ts';

/** What middleware leaves for the handlers. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** where the request came from, hashed; undefined when unknown */
    network: string | undefined;
    conversation: Conversation;
    staff: Staff;
    /** of the desk's page; absent for a token */
    session: { id: string; complete: boolean; csrf: string } | undefined;
  };
}

export type App = OpenAPIHono<AppEnv>;

export function createRouter(): App {
  return new OpenAPIHono<AppEnv>();
}
