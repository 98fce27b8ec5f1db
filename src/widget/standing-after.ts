import type { StreamEvent } from '../protocol/stream-event.ts';
import { AT_FIRST, type Owner, type Standing } from './standing.ts';

/** Where the conversation stands after an event, e.g. who answers now. Events that do not bear on it change nothing. */
export function standingAfter(standing: Standing, event: StreamEvent, now: number): Standing {
  switch (event.type) {
    case 'status':
      return { ...standing, ...afterStatus(event.status, now) };
    case 'tool-start':
      return { ...standing, tool: event.tool };
    case 'handoff-opened':
      return ownedBy('queued', '', standing);
    case 'handoff-claimed':
      return ownedBy('human', event.humanAgentName, standing);
    case 'handoff-returned':
    case 'handoff-closed':
      return ownedBy('assistant', '', standing);
    case 'handoff-progress':
      return {
        ...standing,
        place: event.place ?? null,
        waitMinutes: event.waitMinutes ?? null,
        opensAt: event.opensAt ?? null,
        typing: event.humanAgent === 'typing',
        away: event.humanAgent === 'away',
      };
    default:
      return standing;
  }
}

type Status = Extract<StreamEvent, { type: 'status' }>['status'];

function afterStatus(status: Status, now: number): Partial<Standing> {
  const working = { thinkingSince: status === 'thinking' ? now : null, tool: null };
  switch (status) {
    case 'needs_identity':
      return { ...working, identity: 'asked' };
    case 'code_sent':
      return { ...working, identity: 'code', codeWrong: false };
    case 'verified':
      return { ...working, identity: 'verified', codeWrong: false };
    case 'verification_failed':
      return { ...working, codeWrong: true };
    default:
      return working;
  }
}

function ownedBy(owner: Owner, humanName: string, { identity }: Standing): Standing {
  return { ...AT_FIRST, identity, owner, humanName };
}
