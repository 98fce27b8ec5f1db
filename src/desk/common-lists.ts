import { type Signal, signal } from '@preact/signals';
import type { Colleague } from '../protocol/desk.ts';
import type { BankTransfer, OpenReturn, WaitingApproval } from '../protocol/staff.ts';
import type { DeskServer } from './server.ts';

/** What every desk has in common besides the queue. A list that cannot be read stays as it was. */
export class CommonLists {
  readonly people = signal<readonly Colleague[]>([]);
  readonly approvals = signal<readonly WaitingApproval[]>([]);
  readonly transfers = signal<readonly BankTransfer[]>([]);
  readonly returns = signal<readonly OpenReturn[]>([]);
  readonly #server: DeskServer;

  constructor(server: DeskServer) {
    this.#server = server;
  }

  async read(): Promise<void> {
    await Promise.all([this.readPeople(), this.readDecisions()]);
  }

  readPeople(): Promise<void> {
    return keep(this.people, this.#server.people());
  }

  /** Everything that waits for somebody to decide. */
  async readDecisions(): Promise<void> {
    const { approvals, transfers, returns } = this;
    await Promise.all([
      keep(
        approvals,
        this.#server
          .get<{ approvals: WaitingApproval[] }>('/approvals')
          .then((answer) => answer.approvals),
      ),
      keep(
        transfers,
        this.#server
          .get<{ transfers: BankTransfer[] }>('/bank-transfers')
          .then((answer) => answer.transfers),
      ),
      keep(
        returns,
        this.#server.get<{ returns: OpenReturn[] }>('/returns').then((answer) => answer.returns),
      ),
    ]);
  }

  setColleague(id: string, colleague: Colleague | null): void {
    this.people.value = [
      ...this.people.value.filter((other) => other.id !== id),
      ...(colleague === null ? [] : [colleague]),
    ];
  }
}

async function keep<List>(list: Signal<List>, read: Promise<List>): Promise<void> {
  list.value = await read.catch(() => list.value);
}
