/** The API's HTTP requests. Azure's path prefix and header lead to the same handlers. */
import type { IncomingMessage } from "node:http";
import { ProtocolError } from "../protocol.ts";
import { HttpError, type Answer } from "./answer.ts";
import { hangUp, mintSecret, startCall, type CallOptions } from "./calls.ts";
import { modelsAnswer } from "./models.ts";
import type { Variant } from "../variants/variant.ts";
import type { Responses } from "./responses.ts";

export interface RouteOptions extends CallOptions {
  responses: Responses;
}

export type Handler = (request: IncomingMessage, options: RouteOptions) => Answer | Promise<Answer>;

const handlers: Record<string, [method: string, handler: Handler]> = {
  "/realtime/client_secrets": ["POST", mintSecret],
  "/realtime/calls": ["POST", startCall],
  "/responses": ["POST", (request, { responses, key }) => responses.begin(request, key)],
  "/models": [
    "GET",
    (request, { key, variant }) => {
      variant.admit(request, key);
      return modelsAnswer(variant.models);
    },
  ],
};

function handlerFor(path: string, variant: Variant): [method: string, handler: Handler] | undefined {
  const place = variant.place(path) ?? "";
  const other = Object.hasOwn(variant.handlers, place) ? variant.handlers[place] : undefined;
  if (other !== undefined) return other ?? undefined;
  const [, callId] = /^\/realtime\/calls\/([^/]+)\/hangup$/.exec(place) ?? [];
  if (callId !== undefined) return ["POST", (request, options) => hangUp(request, callId, options)];
  const [, id, step] = /^\/responses\/([^/]+)(\/cancel)?$/.exec(place) ?? [];
  if (id !== undefined) {
    return step === undefined
      ? ["GET", (request, { responses, key }) => responses.look(request, id, key)]
      : ["POST", (request, { responses, key }) => responses.cancel(request, id, key)];
  }
  return Object.hasOwn(handlers, place) ? handlers[place] : undefined;
}

async function handle(request: IncomingMessage, path: string, options: RouteOptions): Promise<Answer> {
  options.variant.check(request);
  const [method, handler] = handlerFor(path, options.variant) ?? [];
  if (handler === undefined) throw new HttpError(404, `Invalid URL (${request.method} ${path})`);
  if (request.method === method) return handler(request, options);
  throw new HttpError(405, `Not allowed to ${request.method} on ${path}.`, { code: "method_not_supported" });
}

/** @returns the answer; refusals are answers, too. */
export async function route(request: IncomingMessage, path: string, options: RouteOptions): Promise<Answer> {
  try {
    return await handle(request, path, options);
  } catch (error) {
    if (error instanceof HttpError) return error.answer;
    if (!(error instanceof ProtocolError)) throw error;
    const { message, code, param } = error;
    return new HttpError(400, message, { code, param }).answer;
  }
}
