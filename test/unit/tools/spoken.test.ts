import assert from "node:assert/strict";
import { bestMatches, type Candidate } from "../../../src/tools/spoken.ts";

const symbols = (
  "ShoppingCart addItem removeItem itemCount items calculateTotal applyDiscount formatPrice createOrder " +
  "orderSummary lastNumber checkStock reserveStock releaseStock lowStock shelves OutOfStockError PricedItem " +
  "groceries getUserById getUserByName parseURL convertToUtf8 base64Encode render_list sendHTTPRequest " +
  "useEffect isValidEmail MAX_RETRIES on-click invoiceNumber asyncQueue newNode rightSide phoneNumber " +
  "handleSubmit configLoader initDatabase fetchJson vector2d"
)
  .split(" ")
  .map((name): Candidate<string> => ({ value: name, name }));

const files = [
  ["package", "json"],
  ["README", "md"],
  ["tsconfig", "json"],
  ["cart", "src ts"],
  ["price", "src ts"],
  ["order", "src ts"],
  ["inventory", "src ts"],
  ["price.test", "test ts"],
  ["cart.test", "web test ts"],
  ["node.d", "test ts"],
].map(([name = "", context = ""]): Candidate<string> => ({ value: name, name, context }));

/** What was heard, and what was meant. */
const misheard: [string, string][] = [
  ["calculate total", "calculateTotal"],
  ["calculator total", "calculateTotal"],
  ["calculate the total", "calculateTotal"],
  ["calculate toddle", "calculateTotal"],
  ["calculated total", "calculateTotal"],
  ["calculate totals", "calculateTotal"],
  ["Calculate Total.", "calculateTotal"],
  ["the function calculate total", "calculateTotal"],
  ["apply discount", "applyDiscount"],
  ["a ply discount", "applyDiscount"],
  ["apply this count", "applyDiscount"],
  ["supply discount", "applyDiscount"],
  ["apply the discounts", "applyDiscount"],
  ["format price", "formatPrice"],
  ["format prize", "formatPrice"],
  ["for mat price", "formatPrice"],
  ["former price", "formatPrice"],
  ["create order", "createOrder"],
  ["crate order", "createOrder"],
  ["create older", "createOrder"],
  ["created order", "createOrder"],
  ["order summary", "orderSummary"],
  ["order summery", "orderSummary"],
  ["other summary", "orderSummary"],
  ["summary", "orderSummary"],
  ["check stock", "checkStock"],
  ["cheque stock", "checkStock"],
  ["check stalk", "checkStock"],
  ["checks talk", "checkStock"],
  ["reserve stock", "reserveStock"],
  ["reserved stock", "reserveStock"],
  ["release stock", "releaseStock"],
  ["low stock", "lowStock"],
  ["shopping cart", "ShoppingCart"],
  ["shopping card", "ShoppingCart"],
  ["shop in cart", "ShoppingCart"],
  ["the class shopping cart", "ShoppingCart"],
  ["add item", "addItem"],
  ["at item", "addItem"],
  ["ad item", "addItem"],
  ["add I tem", "addItem"],
  ["remove item", "removeItem"],
  ["re move item", "removeItem"],
  ["removed item", "removeItem"],
  ["item count", "itemCount"],
  ["I tem count", "itemCount"],
  ["price item", "PricedItem"],
  ["out of stock error", "OutOfStockError"],
  ["groceries", "groceries"],
  ["grocery's", "groceries"],
  ["shells", "shelves"],
  ["get user buy ID", "getUserById"],
  ["get user by eye dee", "getUserById"],
  ["get user bye name", "getUserByName"],
  ["pars URL", "parseURL"],
  ["parse you are el", "parseURL"],
  ["convert two UTF eight", "convertToUtf8"],
  ["convert to U T F 8", "convertToUtf8"],
  ["base sixty four encode", "base64Encode"],
  ["base 64 in code", "base64Encode"],
  ["render list", "render_list"],
  ["render underscore list", "render_list"],
  ["send H T T P request", "sendHTTPRequest"],
  ["send HTTP requests", "sendHTTPRequest"],
  ["use affect", "useEffect"],
  ["is valid e-mail", "isValidEmail"],
  ["max retries", "MAX_RETRIES"],
  ["Max re tries", "MAX_RETRIES"],
  ["on click", "on-click"],
  ["in voice number", "invoiceNumber"],
  ["a sink queue", "asyncQueue"],
  ["async cue", "asyncQueue"],
  ["new nod", "newNode"],
  ["knew node", "newNode"],
  ["write side", "rightSide"],
  ["fone number", "phoneNumber"],
  ["handle submits", "handleSubmit"],
  ["configuration loader", "configLoader"],
  ["initialize database", "initDatabase"],
  ["fetch Jason", "fetchJson"],
  ["vector two D", "vector2d"],
];

const misheardFiles: [string, string][] = [
  ["price", "price"],
  ["price dot t s", "price"],
  ["price T S file", "price"],
  ["prize dot TS", "price"],
  ["price typescript", "price"],
  ["price test", "price.test"],
  ["the price test", "price.test"],
  ["price dot test dot tee ess", "price.test"],
  ["test price", "price.test"],
  ["cart test", "cart.test"],
  ["card test", "cart.test"],
  ["kart", "cart"],
  ["the cart file", "cart"],
  ["source slash cart", "cart"],
  ["inventory", "inventory"],
  ["inventory dot ts", "inventory"],
  ["in ventory", "inventory"],
  ["package json", "package"],
  ["package dot Jason", "package"],
  ["read me", "README"],
  ["red me", "README"],
  ["the readme file", "README"],
  ["read me dot M D", "README"],
  ["T S config", "tsconfig"],
  ["TS configuration", "tsconfig"],
  ["ts config dot json", "tsconfig"],
  ["order", "order"],
  ["older", "order"],
];

function found(spoken: string, candidates: Candidate<string>[]): string[] {
  return bestMatches(spoken, candidates).best.map(({ value }) => value);
}

describe("spoken names", () => {
  for (const [spoken, meant] of misheard) {
    it(`"${spoken}" is ${meant}`, () => assert.deepEqual(found(spoken, symbols), [meant]));
  }

  for (const [spoken, meant] of misheardFiles) {
    it(`"${spoken}" is the file ${meant}`, () => assert.deepEqual(found(spoken, files), [meant]));
  }

  for (const spoken of [
    "banana",
    "delete everything",
    "print invoice report",
    "wizard",
    "x",
    "",
    "the file",
  ]) {
    it(`"${spoken}" is nothing`, () => {
      assert.deepEqual(found(spoken, symbols), []);
      assert.deepEqual(found(spoken, files), []);
    });
  }

  it("tells the nearest where nothing is good enough", () => {
    const { best, nearest } = bestMatches("stock report", symbols);
    assert.deepEqual(best, []);
    assert.ok(nearest.some(({ value }) => value === "checkStock"));
    assert.ok(nearest.length <= 5);
  });

  it("finds several that are equally good", () => {
    assert.deepEqual(new Set(found("get user", symbols)), new Set(["getUserById", "getUserByName"]));
    const same = [
      { value: "web/index.ts", name: "index", context: "web ts" },
      { value: "api/index.ts", name: "index", context: "api ts" },
    ];
    assert.deepEqual(new Set(found("index", same)), new Set(["web/index.ts", "api/index.ts"]));
    assert.deepEqual(found("index in the web folder", same), ["web/index.ts"]);
  });

  it("goes through as many files as are ever listed in the time of a spoken word", () => {
    const words = [
      "cart",
      "price",
      "order",
      "stock",
      "user",
      "button",
      "render",
      "service",
      "model",
      "route",
    ];
    const many = Array.from({ length: 20_000 }, (_, index): Candidate<number> => {
      const name = [index % 10, Math.floor(index / 10) % 10, Math.floor(index / 100) % 10].map(
        (n) => words[n],
      );
      return { value: index, name: `${name.join("-")}${index}`, context: "src ts" };
    });
    many.push({ value: -1, name: "checkoutSummary", context: "src ts" });
    const start = performance.now();
    assert.deepEqual(
      bestMatches("check out summery", many).best.map(({ value }) => value),
      [-1],
    );
    assert.ok(performance.now() - start < 2000);
  });
});
