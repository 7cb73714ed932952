/** Takes HTTP requests: logs them, lets in who may come in, and fails those that a test wants to fail. */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpFailure } from "../script.ts";
import { HttpError, type Answer } from "./answer.ts";
import { checkHost, corsHeaders } from "./guard.ts";

/** One HTTP request, with credentials cut to their first characters. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** "?model=…", or "". */
  query: string;
  headers: Record<string, string>;
  /** 0 while it is not answered, and for good where it was hung up on. */
  status: number;
}

export interface ListenerOptions {
  port(): number;
  origins: readonly string[];
  log(request: LoggedRequest): void;
  takeFailure(path: string): HttpFailure | undefined;
  route(request: IncomingMessage, path: string): Promise<Answer>;
}

/** Characters of an authorization header: "Bearer ek_". */
const shownOfSecrets = 10;

const serverError = {
  error: {
    message: "The server had an error while processing your request.",
    type: "server_error",
    code: null,
    param: null,
  },
};

export function logged(request: IncomingMessage, path: string): LoggedRequest {
  const query = (request.url ?? "").slice(path.length);
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => {
    const secret = name === "authorization" || name === "api-key";
    return [name, secret ? `${String(value).slice(0, shownOfSecrets)}…` : String(value)];
  });
  return { method: request.method ?? "", path, query, headers: Object.fromEntries(headers), status: 0 };
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  const json = body !== undefined && typeof body !== "string";
  response.writeHead(status, { ...(json && { "content-type": "application/json" }), ...headers });
  response.end(json ? JSON.stringify(body) : body);
}

export async function failWith({
  delayMs,
  hangUp,
  status = 500,
  body = serverError,
  headers = {},
}: HttpFailure): Promise<Answer | undefined> {
  if (delayMs !== undefined) await sleep(delayMs, undefined, { ref: false });
  return hangUp === true ? undefined : { status, body, headers };
}

/** @returns undefined where the request is to be hung up on. */
async function answer(
  request: IncomingMessage,
  path: string,
  options: ListenerOptions,
): Promise<Answer | undefined> {
  try {
    checkHost(request, options.port());
    const allowed = corsHeaders(request, options.origins);
    if (request.method === "OPTIONS") return { status: 204, headers: allowed };
    const failure = options.takeFailure(path);
    const found = failure === undefined ? await options.route(request, path) : await failWith(failure);
    return found && { ...found, headers: { ...allowed, ...found.headers } };
  } catch (error) {
    if (error instanceof HttpError) return error.answer;
    throw error;
  }
}

export function createListener(options: ListenerOptions): RequestListener {
  return (request, response) => {
    const path = (request.url ?? "").replace(/\?.*$/, "");
    const entry = logged(request, path);
    options.log(entry);
    response.on("finish", () => (entry.status = response.statusCode));
    answer(request, path, options).then(
      (found) => (found === undefined ? response.destroy() : write(response, found)),
      (error: unknown) => {
        // A bug of this server must show, and not leave its client waiting.
        console.error(error);
        write(response, { status: 500, body: serverError });
      },
    );
  };
}
