import assert from "node:assert/strict";
import { test } from "node:test";
import { applyDiscount, calculateTotal, formatPrice } from "../src/price.ts";

const groceries = [
  { name: "apple", price: 45, quantity: 6 },
  { name: "bread", price: 320, quantity: 1 },
];

test("the total counts every piece", () => {
  assert.equal(calculateTotal(groceries), 590);
});

test("an empty cart costs nothing", () => {
  assert.equal(calculateTotal([]), 0);
});

test("a discount is taken off once", () => {
  assert.equal(applyDiscount(1000, 10), 900);
});

test("a discount over 100 percent is refused", () => {
  assert.throws(() => applyDiscount(1000, 101), RangeError);
});

test("a price is written in euros", () => {
  assert.equal(formatPrice(1999), "€19.99");
});
