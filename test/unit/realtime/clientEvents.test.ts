import type { RealtimeClientEvent } from "openai/resources/realtime/realtime";
import type { ClientEvent } from "../../../src/session/clientEvents.ts";

// The compiler is the test: this does not build where one of our events is not an official one.
const official = (event: ClientEvent): RealtimeClientEvent => event;

describe("our client events", () => {
  it("are the API's, by its official types", () => {
    official({ type: "response.create" });
  });
});
