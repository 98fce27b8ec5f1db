import { OpenAPIHono } from '@hono/zod-openapi';
import type { Conversation } from '../conversations/conversation.ts';
import type { Staff } from '../handoffs/staff.ts';
import { invalidInput } from '../lib/parse-input.ts';
import { invalidParameters } from './errors.ts';

/** What middleware leaves for the handlers. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** where the request came from, hashed; undefined when unknown */
    network: string | undefined;
    conversation: Conversation;
    staff: Staff;
  };
}

export type App = OpenAPIHono<AppEnv>;

/** A router whose schemas answer with problem responses. */
export function createRouter(): App {
  return new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (result.success) return;
      throw result.target === 'json' ? invalidInput(result.error.issues) : invalidParameters(result.error.issues);
    },
  });
}
