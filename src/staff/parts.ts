import type { Clock } from '../lib/clock.ts';
import type { MakeId, RandomBytes } from '../lib/ids.ts';
import type { Database } from '../storage/database.ts';

/** What the stores of this room are built from. */
export interface StaffParts {
  database: Database;
  now: Clock;
  makeId: MakeId;
  randomBytes: RandomBytes;
}
