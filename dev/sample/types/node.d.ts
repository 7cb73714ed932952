// Enough of Node's types for these tests, so that the shop needs no packages.
declare module "node:assert/strict";
declare module "node:test";
