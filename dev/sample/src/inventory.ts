/** The inventory: what is on the shelves, and what is promised to somebody. */

interface Stock {
  /** How many pieces are on the shelf. */
  onShelf: number;
  /** How many of them are promised to an order that has not left yet. */
  reserved: number;
}

const shelves = new Map<string, Stock>([
  ["apple", { onShelf: 120, reserved: 0 }],
  ["bread", { onShelf: 18, reserved: 0 }],
  ["cheese", { onShelf: 9, reserved: 2 }],
  ["olive oil", { onShelf: 14, reserved: 1 }],
  ["tomato", { onShelf: 64, reserved: 0 }],
]);

/** There is less on the shelf than was asked for. */
export class OutOfStockError extends Error {
  readonly product: string;
  readonly available: number;

  constructor(product: string, available: number) {
    super(`Only ${available} of ${product} left.`);
    this.name = "OutOfStockError";
    this.product = product;
    this.available = available;
  }
}

/**
 * Tells how many pieces of a product can still be sold.
 *
 * @returns 0 for a product that the shop does not have
 */
export function checkStock(product: string): number {
  const stock = shelves.get(product);
  if (stock === undefined) return 0;
  return stock.onShelf - stock.reserved;
}

/**
 * Promises pieces of a product to an order.
 *
 * @throws {OutOfStockError} when there are not enough; then nothing is reserved
 */
export function reserveStock(product: string, quantity: number): void {
  const available = checkStock(product);
  const stock = shelves.get(product);
  if (stock === undefined || available < quantity) {
    throw new OutOfStockError(product, available);
  }
  stock.reserved += quantity;
}

/** Gives back what was promised, for example because the order was cancelled. */
export function releaseStock(product: string, quantity: number): void {
  const stock = shelves.get(product);
  if (stock === undefined) return;
  stock.reserved = Math.max(0, stock.reserved - quantity);
}

/** The products that are running out: fewer pieces left than `threshold`. */
export function lowStock(threshold = 10): string[] {
  return [...shelves.keys()].filter((product) => checkStock(product) < threshold);
}
