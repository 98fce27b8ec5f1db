import type { EventLog } from '../events/event-log.ts';
import type { Clock } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import type { Timers } from '../lib/timers.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import type { StaffStore } from '../staff/staff.ts';
import type { Database } from '../storage/database.ts';
import { ApprovalReview } from './approval-review.ts';
import { Colleagues } from './colleagues.ts';
import { DeskFeed } from './desk-feed.ts';
import { DeskQueue } from './desk-queue.ts';
import { DeskReplies } from './desk-replies.ts';
import type { HandoffStore } from './handoff-store.ts';
import { Line } from './line.ts';
import { Notes } from './notes.ts';
import { Presence } from './presence.ts';
import { Routing } from './routing.ts';
import { Suggestions } from './suggestions.ts';

/** Everything the desk's page stands on. */
export interface Desk {
  queue: DeskQueue;
  feed: DeskFeed;
  replies: DeskReplies;
  notes: Notes;
  presence: Presence;
  colleagues: Colleagues;
  line: Line;
  suggestions: Suggestions;
  routing: Routing;
  approvals: ApprovalReview;
}

export function createDesk(options: {
  database: Database;
  log: EventLog;
  handoffs: HandoffStore;
  shop: ShopStore;
  staff: StaffStore;
  prompts: () => PromptSet;
  now: Clock;
  timers: Timers;
  makeId: MakeId;
}): Desk {
  const presence = new Presence(options);
  const queue = new DeskQueue({ ...options, presence });
  const colleagues = new Colleagues(options);
  const feed = new DeskFeed({
    ...options,
    queue,
    presence,
    colleague: async (id) => ({
      type: 'staff',
      id,
      colleague: (await colleagues.find(id)) ?? null,
    }),
  });
  return {
    queue,
    feed,
    presence,
    colleagues,
    replies: new DeskReplies(options),
    notes: new Notes(options),
    suggestions: new Suggestions(options),
    routing: new Routing({ ...options, colleagues }),
    line: new Line({ ...options, presence }),
    approvals: new ApprovalReview(options),
  };
}
