/** Answers the requests for the companion page's files, and turns everything else away. */
import type { IncomingMessage, RequestListener } from "node:http";
import type { Addresses } from "./addresses.ts";
import { securityHeaders } from "./headers.ts";
import type { PageFile } from "./pageFiles.ts";

export function createAnswers(addresses: Addresses, files: ReadonlyMap<string, PageFile>): RequestListener {
  return (request, response) => {
    // 421: that host is not served here. Whoever asks for it learns nothing more.
    if (!addresses.isOurHost(request)) return void response.writeHead(421, { Connection: "close" }).end();
    const file = files.get(request.url ?? "");
    const headers = securityHeaders(addresses.sockets());
    const refuse = (status: number): void => {
      // What was sent along is not read, so the next request of this connection could not be found.
      response.writeHead(status, { ...headers, Connection: "close" }).end();
    };
    if (request.method !== "GET") {
      response.setHeader("Allow", "GET");
      return refuse(405);
    }
    if (hasBody(request)) return refuse(413);
    if (file === undefined) return refuse(404);
    response.writeHead(200, { ...headers, "Content-Type": file.type }).end(file.body);
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return (headers["content-length"] ?? "0") !== "0" || headers["transfer-encoding"] !== undefined;
}
