export type Owner = 'assistant' | 'queued' | 'human';

/** Where the conversation stands, beside what was said. */
export interface Standing {
  owner: Owner;
  humanName: string;
  /** since when the assistant is at work, in milliseconds; the tool it uses, once it does */
  thinkingSince: number | null;
  tool: string | null;
  /** place in the line for a person, and how long it takes, where it is known */
  place: number | null;
  waitMinutes: number | null;
  /** ISO 8601; nobody is there before */
  opensAt: string | null;
  /** `asked`: the order form is open; `code`: a code is on its way */
  identity: 'anonymous' | 'asked' | 'code' | 'verified';
  codeWrong: boolean;
  /** the person writes, or is away for a while */
  typing: boolean;
  away: boolean;
}

export const AT_FIRST: Standing = {
  owner: 'assistant',
  humanName: '',
  thinkingSince: null,
  tool: null,
  place: null,
  waitMinutes: null,
  opensAt: null,
  identity: 'anonymous',
  codeWrong: false,
  typing: false,
  away: false,
};
