import { foldEmail } from '../shop/look-up-keys.ts';
import type { ShopStore } from '../shop/shop-store.ts';

/** A member of staff who decides. */
export interface Decider {
  id: string;
  email?: string | null;
}

/** Nobody decides on a wish of their own, also when an employee shops here with the address they work with. */
export async function isRequester(
  shop: Pick<ShopStore, 'findCustomer'>,
  customerId: string,
  { id, email }: Decider,
): Promise<boolean> {
  if (id === customerId) return true;
  if (email === undefined || email === null) return false;
  const customer = await shop.findCustomer(customerId);
  return customer !== undefined && foldEmail(customer.email) === foldEmail(email);
}
