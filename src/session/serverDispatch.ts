/** What each server event means for the parts of a session. */
import type { CallRunner } from "./callRunner.ts";
import type { Conversation } from "./conversation.ts";
import type { Link } from "./link.ts";
import type { Log } from "./log.ts";
import type { ResponseQueue } from "./responseQueue.ts";
import type { ApiError, FinishedResponse, ServerEvent } from "./serverEvents.ts";
import type { SessionEvent, SessionState } from "./state.ts";
import type { ToolRunner } from "./toolRunner.ts";
import type { TurnTaking } from "./turnTaking.ts";

export interface DispatchOptions {
  conversation: Conversation;
  queue: ResponseQueue;
  calls: CallRunner;
  tools: ToolRunner;
  turnTaking: TurnTaking;
  link(): Link | undefined;
  dispatch(event: SessionEvent): void;
  state(): SessionState;
  /** Whether the server writes down what the user says. */
  transcribes(): boolean;
  /** Tells the user, in the server's words, what went wrong without ending the session. */
  report(message: string): void;
  log: Log;
}

/** Errors of the API that mean nothing to the user: we were late, or asked for what is so already. */
const benign = new Set([
  "response_cancel_not_active",
  "input_audio_buffer_commit_empty",
  "conversation_already_has_active_response",
  "item_delete_invalid_item_id",
]);

export class ServerDispatch {
  readonly #options: DispatchOptions;
  /** When the user's speech began that the server has detected, on the clock of `performance.now()`, in ms. */
  #speechBegan = 0;

  constructor(options: DispatchOptions) {
    this.#options = options;
  }

  handle(event: ServerEvent): void {
    const { conversation, dispatch } = this.#options;
    switch (event.type) {
      case "session.created":
      case "session.updated":
        return undefined;
      case "error":
        return this.#failed(event.error);
      case "input_audio_buffer.speech_started":
        return this.#speechStarted(event.item_id);
      case "input_audio_buffer.speech_stopped":
        return dispatch({ type: "userSpeaking", speaking: false });
      case "input_audio_buffer.committed":
        return this.#committed(event.item_id);
      case "input_audio_buffer.cleared":
        return conversation.dropUncommitted();
      case "conversation.item.input_audio_transcription.delta":
        return conversation.userDelta(event.item_id, event.delta ?? "");
      case "conversation.item.input_audio_transcription.completed":
        return conversation.userText(event.item_id, event.transcript);
      case "conversation.item.input_audio_transcription.failed":
        return conversation.userFailed(event.item_id);
      case "response.created":
        return this.#responseCreated(event.response.id);
      case "response.done":
        return this.#responseDone(event.response);
      case "response.output_audio_transcript.delta":
      case "response.output_text.delta":
        return conversation.assistantDelta(event.item_id, event.response_id, event.delta);
      case "response.output_audio_transcript.done":
        return conversation.assistantText(event.item_id, event.response_id, event.transcript);
      case "response.output_text.done":
        return conversation.assistantText(event.item_id, event.response_id, event.text);
      case "output_audio_buffer.started":
        return dispatch({ type: "audible", audible: true });
      case "output_audio_buffer.stopped":
        return dispatch({ type: "audible", audible: false });
      case "output_audio_buffer.cleared":
        conversation.cut(event.response_id);
        return dispatch({ type: "audible", audible: false });
    }
  }

  #speechStarted(itemId: string): void {
    const state = this.#options.state();
    // Its end will not be told: the microphone was closed, or its voice detection turned off, on the way.
    if (state.status !== "live" || state.microphone !== "open") return;
    // The server cancels the response by itself; what is still on its way to the ear is silenced here.
    this.#options.link()?.setAudible(false);
    this.#speechBegan = performance.now();
    this.#options.dispatch({ type: "userSpeaking", speaking: true });
    if (this.#options.transcribes()) this.#options.conversation.userSpeaks(itemId);
  }

  #committed(itemId: string): void {
    const { conversation, tools, dispatch, turnTaking, queue } = this.#options;
    if (this.#options.transcribes()) conversation.committed(itemId);
    const byUs = turnTaking.takeCommit();
    tools.userSpoke(byUs ? turnTaking.pressedAt : this.#speechBegan);
    queue.turnTaken();
    dispatch({ type: "committed" });
    // With voice detection the server makes the response itself.
    if (byUs) queue.request();
  }

  #responseCreated(id: string): void {
    const { queue, state, link, dispatch } = this.#options;
    const wanted = queue.created(id);
    dispatch({ type: "responseStarted" });
    const current = state();
    const overTheUser = current.status === "live" && current.userSpeaking;
    if (wanted && !overTheUser) link()?.setAudible(true);
  }

  #responseDone(response: FinishedResponse): void {
    const { conversation, calls, queue, dispatch, report, log } = this.#options;
    dispatch({ type: "responseEnded" });
    if (response.status === "cancelled") conversation.cut(response.id);
    if (response.status === "failed") {
      report(response.status_details?.error?.message ?? "The response failed.");
    }
    calls.responseDone(response).catch((error: unknown) => log.error(`Calls failed: ${String(error)}`));
    queue.done(response.id);
  }

  #failed(error: ApiError): void {
    const { queue, report, log } = this.#options;
    log.warn(`Server error ${error.code ?? error.type ?? ""}: ${error.message}`);
    if (error.code === "input_audio_buffer_commit_empty") this.#options.turnTaking.takeCommit();
    else if (error.code === "conversation_already_has_active_response") queue.refused();
    else if (benign.has(error.code ?? "")) return;
    else if (queue.failed(error.event_id)) this.#options.dispatch({ type: "responseEnded" });
    if (!benign.has(error.code ?? "")) report(error.message);
  }
}
