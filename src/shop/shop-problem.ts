/** What is wrong with a shop file, for the person who has to mend it. */
export interface ShopProblem {
  file: string;
  /** e.g. `orders[2] (DM-10042)`: the list, the index from 0, and the number or id; empty for the file as a whole */
  record: string;
  /** e.g. `lines[0].quantity`; empty for the record as a whole */
  field: string;
  /** what is wrong and what to do about it */
  message: string;
}

/** Where a record was read: its file and its index there. */
export interface Origin {
  file: string;
  index: number;
}

/** A problem on one line, e.g. `orders.json: orders[2] (DM-10042): total: is 10.00, …`. */
export function describeProblem({ file, record, field, message }: ShopProblem): string {
  return [file, record, field, message].filter((part) => part !== '').join(': ');
}

/** Index keys in brackets, names after dots: `['lines', 0, 'quantity']` → `lines[0].quantity`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`,
    )
    .join('');
}
