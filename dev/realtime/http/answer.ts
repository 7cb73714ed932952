/** What goes back over HTTP. */

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON, or as it is where it is text. */
  body?: unknown;
}

/** A request that is refused, in the API's form. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly answer: Answer;

  constructor(
    status: number,
    message: string,
    details: { code?: string | null; param?: string | null } = {},
  ) {
    super(message);
    const { code = null, param = null } = details;
    this.answer = { status, body: { error: { message, type: "invalid_request_error", code, param } } };
  }
}
