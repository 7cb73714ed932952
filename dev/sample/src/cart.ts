/** The cart: what a customer wants to buy. */
import type { PricedItem } from "./price.ts";

/** Holds the items of one customer until they become an order. */
export class ShoppingCart {
  readonly #items = new Map<string, PricedItem>();

  /** Puts an item into the cart; more of what is there already adds to its quantity. */
  addItem(name: string, price: number, quantity = 1): void {
    if (quantity < 1) {
      throw new RangeError(`The quantity of ${name} must be at least 1.`);
    }
    const present = this.#items.get(name);
    this.#items.set(name, { name, price, quantity: quantity + (present?.quantity ?? 0) });
  }

  /**
   * Takes an item out of the cart, however many of it there are.
   *
   * @returns whether it was there
   */
  removeItem(name: string): boolean {
    return this.#items.delete(name);
  }

  /** The number of pieces in the cart, over all items. */
  get itemCount(): number {
    let count = 0;
    for (const item of this.#items.values()) count += item.quantity;
    return count;
  }

  /** The items in the order in which they were put in. */
  get items(): PricedItem[] {
    return [...this.#items.values()];
  }
}
