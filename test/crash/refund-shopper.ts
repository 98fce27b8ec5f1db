import { SignJWT } from 'jose';

/** One wish to get money back, as far as the shopper knows it has come. */
interface Wish {
  orderNumber: string;
  conversation: { id: string; secret: string } | null;
  isSignedIn: boolean;
  isAsked: boolean;
  proposal: { id: string; confirmationToken: string } | null;
  isConfirmed: boolean;
}

/** A signed-in customer who asks for one refund after the other and repeats whatever got no answer. */
export class RefundShopper {
  readonly wishes: Wish[];
  readonly #customerId: string;
  readonly #secret: Uint8Array;
  #turn = 0;
  #requests = 0;
  #onConfirm: () => void = () => {};

  constructor(customerId: string, orderNumbers: readonly string[], secret: string) {
    this.#customerId = customerId;
    this.#secret = new TextEncoder().encode(secret);
    this.wishes = orderNumbers.map((orderNumber) => ({
      orderNumber,
      conversation: null,
      isSignedIn: false,
      isAsked: false,
      proposal: null,
      isConfirmed: false,
    }));
  }

  get isDone(): boolean {
    return this.wishes.every(({ isConfirmed }) => isConfirmed);
  }

  /** Resolves when the next confirmation is on its way. */
  confirming(): Promise<void> {
    return new Promise((resolve) => {
      this.#onConfirm = resolve;
    });
  }

  /** Goes on with its wishes, a few at a time, until all are confirmed or the server is gone. */
  async work(url: string, until: () => boolean = () => false): Promise<void> {
    try {
      while (!this.isDone && !until()) {
        const open = this.wishes.filter(({ isConfirmed }) => !isConfirmed).slice(0, AT_ONCE);
        const wish = open[this.#turn % open.length];
        this.#turn += 1;
        if (wish !== undefined) await this.#advance(url, wish);
      }
    } catch (error) {
      // `fetch failed`, or an answer cut off: the server was killed.
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    }
  }

  async #advance(url: string, wish: Wish): Promise<void> {
    if (wish.conversation === null) {
      wish.conversation = await this.#call(url, 'POST', '/v1/conversations', null, {
        locale: 'en',
      });
      return;
    }
    const { id, secret } = wish.conversation;
    const path = `/v1/conversations/${id}`;
    if (!wish.isSignedIn) {
      await this.#call(url, 'PUT', `${path}/identity`, secret, { token: await this.#token() });
      wish.isSignedIn = true;
    } else if (!wish.isAsked) {
      await this.#call(url, 'POST', `${path}/messages`, secret, {
        clientMessageId: 'wish',
        text: `I want a refund of €5 for ${wish.orderNumber}, it arrived damaged`,
      });
      wish.isAsked = true;
    } else if (wish.proposal === null) {
      wish.proposal = (await this.#call(url, 'GET', `${path}/proposal`, secret)).proposal;
    } else {
      const { id: proposalId, confirmationToken: token } = wish.proposal;
      this.#onConfirm();
      await this.#call(url, 'PUT', `${path}/proposals/${proposalId}/confirmation`, secret, {
        token,
      });
      wish.isConfirmed = true;
    }
  }

  async #call(url: string, method: string, path: string, secret: string | null, body?: unknown) {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  }

  #token(): Promise<string> {
    this.#requests += 1;
    return new SignJWT({ jti: `${this.#customerId}-${this.#requests}` })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(this.#customerId)
      .setAudience('dragoman')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(this.#secret);
  }
}

/** Wishes a shopper has under way side by side: a turn that died leaves its own waiting for a while. */
const AT_ONCE = 12;
