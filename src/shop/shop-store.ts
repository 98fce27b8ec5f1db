import type { Database } from '../storage/database.ts';
import { CustomerStore } from './customer-store.ts';
import { OrderStore } from './order-store.ts';
import type { Dispute, Payment, Refund } from './payment-records.ts';
import { type PaymentBalance, PaymentStore } from './payment-store.ts';
import { type Catalogue, ProductStore } from './product-store.ts';
import type { Customer, Order, OrderStatus, Product, Store } from './records.ts';
import type { Shipment } from './shipment-records.ts';
import { ShipmentStore } from './shipment-store.ts';
import { readStore } from './store-row.ts';

/** Everything the rest of the program asks a shop, read only. Lists of payments and parcels are oldest first, orders newest first. */
export class ShopStore {
  readonly #database: Database;
  readonly #customers: CustomerStore;
  readonly #products: ProductStore;
  readonly #orders: OrderStore;
  readonly #payments: PaymentStore;
  readonly #shipments: ShipmentStore;

  constructor(database: Database) {
    this.#database = database;
    this.#customers = new CustomerStore(database);
    this.#products = new ProductStore(database);
    this.#orders = new OrderStore(database);
    this.#payments = new PaymentStore(database);
    this.#shipments = new ShipmentStore(database);
  }

  /** The shop itself; neutral values while none was imported. */
  async store(): Promise<Store> {
    return (await readStore(this.#database)) ?? UNNAMED_STORE;
  }

  /** True before the first import: no customer, product or order. */
  async isEmpty(): Promise<boolean> {
    const row = await this.#database.get(
      'SELECT EXISTS (SELECT 1 FROM customers) OR EXISTS (SELECT 1 FROM products) OR EXISTS (SELECT 1 FROM store) AS filled',
    );
    return row?.filled === 0;
  }

  /** Forgiving: case, `#`, blanks, dashes, a left-out prefix, digits of any script. */
  findOrderByNumber(number: string): Promise<Order | undefined> {
    return this.#orders.findByNumber(number);
  }

  findOrder(id: string): Promise<Order | undefined> {
    return this.#orders.find(id);
  }

  ordersOfCustomer(
    customerId: string,
    options?: { limit?: number | undefined; status?: OrderStatus | undefined },
  ): Promise<Order[]> {
    return this.#orders.ofCustomer(customerId, options);
  }

  findCustomer(id: string): Promise<Customer | undefined> {
    return this.#customers.find(id);
  }

  findCustomerByEmail(email: string): Promise<Customer | undefined> {
    return this.#customers.findByEmail(email);
  }

  findPayment(id: string): Promise<Payment | undefined> {
    return this.#payments.find(id);
  }

  paymentsOfOrder(orderId: string): Promise<Payment[]> {
    return this.#payments.ofOrder(orderId);
  }

  /** Captured, refunded, pending, disputed and refundable of each payment, summed by the database. */
  balancesOfOrder(orderId: string): Promise<PaymentBalance[]> {
    return this.#payments.balancesOfOrder(orderId);
  }

  findRefund(id: string): Promise<Refund | undefined> {
    return this.#payments.findRefund(id);
  }

  refundsOfOrder(orderId: string): Promise<Refund[]> {
    return this.#payments.refundsOfOrder(orderId);
  }

  disputesOfOrder(orderId: string): Promise<Dispute[]> {
    return this.#payments.disputesOfOrder(orderId);
  }

  shipmentsOfOrder(orderId: string): Promise<Shipment[]> {
    return this.#shipments.ofOrder(orderId);
  }

  /** By the number of the parcel or of one of its legs. */
  findShipmentByTrackingNumber(trackingNumber: string): Promise<Shipment | undefined> {
    return this.#shipments.findByTrackingNumber(trackingNumber);
  }

  /** Best first; words of any language, also parts of words. */
  searchProducts(query: string, limit = 5): Promise<Product[]> {
    return this.#products.search(query, limit);
  }

  /** The first ones of the catalogue. */
  products(limit: number): Promise<Product[]> {
    return this.#products.list(limit);
  }

  /** What the shop sells: its categories, those with the most products first, and one product of each, up to `limit`. */
  catalogue(limit: number): Promise<Catalogue> {
    return this.#products.catalogue(limit);
  }

  findProduct(id: string): Promise<Product | undefined> {
    return this.#products.find(id);
  }
}

const UNNAMED_STORE: Store = {
  name: 'Our shop',
  defaultLocale: 'en',
  currency: 'USD',
  country: 'US',
  timeZone: 'UTC',
};
