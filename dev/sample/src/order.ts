/** Orders: what becomes of a cart when the customer pays. */
import type { ShoppingCart } from "./cart.ts";
import { reserveStock } from "./inventory.ts";
import { applyDiscount, calculateTotal, formatPrice, type PricedItem } from "./price.ts";

/** What was bought, and what it cost. */
export interface Order {
  number: number;
  items: PricedItem[];
  /** After the discount, in cents. */
  total: number;
}

let lastNumber = 1000;

/**
 * Turns a cart into an order and reserves its items.
 *
 * @param discount in percent
 * @throws {OutOfStockError} when something in the cart is not there any more
 */
export function createOrder(cart: ShoppingCart, discount = 0): Order {
  for (const item of cart.items) reserveStock(item.name, item.quantity);
  lastNumber += 1;
  const total = applyDiscount(calculateTotal(cart.items), discount);
  return { number: lastNumber, items: cart.items, total: formatPrice(total) };
}

/** Sums an order up in one line, for the receipt. */
export function orderSummary(order: Order): string {
  const names = order.items.map((item) => `${item.quantity} × ${item.name}`);
  return `Order ${order.number}: ${names.join(", ")}`;
}
