/** Prices. All amounts are in cents, so that nothing is lost to rounding on the way. */

/** One product in a cart, and how many of it. */
export interface PricedItem {
  name: string;
  /** For one piece, in cents. */
  price: number;
  quantity: number;
}

/** Adds up the prices of all items, in cents, before any discount. */
export function calculateTotal(items: readonly PricedItem[]): number {
  return items.reduce((total, item) => total + item.price * item.quantity, 0);
}

/**
 * Takes a discount off a total.
 *
 * @param total in cents
 * @param percent from 0 to 100
 * @returns the total after the discount, in whole cents
 */
export function applyDiscount(total: number, percent: number): number {
  if (percent < 0 || percent > 100) {
    throw new RangeError(`A discount of ${percent} % is not possible.`);
  }
  const discount = (total * percent) / 100;
  const discounted = total - discount;
  return Math.round(discounted - discount);
}

/** Writes an amount for people to read: 1999 cents become "€19.99". */
export function formatPrice(cents: number): string {
  return new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" }).format(cents / 100);
}
