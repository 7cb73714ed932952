/** What each server event means for the parts of a session. */
import type { AssistantVoice } from "./assistantVoice.ts";
import type { CallRunner } from "./callRunner.ts";
import type { Conversation } from "./conversation.ts";
import type { Interruption } from "./interruption.ts";
import type { Log } from "./log.ts";
import { ToolLists } from "./mcp/toolLists.ts";
import type { Notice } from "./notice.ts";
import type { ResponseQueue } from "./responseQueue.ts";
import type { ApiError, FinishedResponse, ServerEvent } from "./serverEvents.ts";
import type { SpokenTurns } from "./spokenTurns.ts";
import type { SessionEvent, SessionState } from "./state.ts";
import type { TurnPolicy } from "./turnPolicy.ts";

export interface DispatchOptions {
  conversation: Conversation;
  queue: ResponseQueue;
  calls: CallRunner;
  turns: SpokenTurns;
  interruption: Interruption;
  policy(): TurnPolicy;
  voice: AssistantVoice;
  dispatch(event: SessionEvent): void;
  state(): SessionState;
  /** The assistant was heard. */
  spoke(): void;
  /** The session's hour is over. */
  expired(message: string): void;
  /** Tells the user what went wrong without ending the session. */
  notice(notice: Notice): void;
  log: Log;
}

/** Errors of the API that mean nothing to the user: we were late, or asked for what is so already. */
const benign = /^(?:response_cancel_not_active|item_(?:delete|truncate)_.*)$/;

export class ServerDispatch {
  readonly #options: DispatchOptions;
  readonly #toolLists: ToolLists;

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.#toolLists = new ToolLists((server, why) => options.notice({ type: "toolsNotListed", server, why }));
  }

  handle(event: ServerEvent): void {
    this.#options.calls.remote.handle(event);
    this.#toolLists.handle(event);
    this.#handle(event);
  }

  #handle(event: ServerEvent): void {
    const { conversation, dispatch, turns, spoke, voice } = this.#options;
    switch (event.type) {
      case "session.created":
      case "session.updated":
      case "input_audio_buffer.timeout_triggered":
      case "conversation.item.added":
      case "conversation.item.done":
      case "response.output_item.added":
      case "response.output_item.done":
      case "mcp_list_tools.in_progress":
      case "mcp_list_tools.completed":
      case "mcp_list_tools.failed":
      case "response.mcp_call_arguments.done":
      case "response.mcp_call.in_progress":
      case "response.mcp_call.completed":
      case "response.mcp_call.failed":
        return undefined;
      case "error":
        return this.#failed(event.error);
      case "input_audio_buffer.speech_started":
        return turns.speechStarted(event.item_id);
      case "input_audio_buffer.speech_stopped":
        return turns.speechStopped();
      case "input_audio_buffer.committed":
        return turns.committed(event.item_id);
      case "input_audio_buffer.cleared":
        return turns.dropped();
      case "conversation.item.input_audio_transcription.delta":
        return conversation.userDelta(event.item_id, event.delta ?? "");
      case "conversation.item.input_audio_transcription.completed":
        return turns.words(event.item_id, event.transcript);
      case "conversation.item.input_audio_transcription.failed":
        return turns.wordless(event.item_id);
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
        spoke();
        voice.started(event.response_id);
        return dispatch({ type: "audible", audible: true });
      case "output_audio_buffer.stopped":
        voice.stopped(event.response_id, conversation.lengthOf(event.response_id));
        return dispatch({ type: "audible", audible: false });
      case "output_audio_buffer.cleared":
        conversation.cut(event.response_id, voice.heard(event.response_id));
        return dispatch({ type: "audible", audible: false });
    }
  }

  #responseCreated(id: string): void {
    const { queue, state, voice, dispatch, policy } = this.#options;
    const wanted = queue.created(id);
    dispatch({ type: "responseStarted" });
    const current = state();
    const overTheUser = current.status === "live" && current.userSpeaking && policy().stops !== "nothing";
    if (wanted && !overTheUser) voice.setAudible(true);
  }

  #responseDone(response: FinishedResponse): void {
    const { conversation, queue, calls, dispatch, interruption, voice, log } = this.#options;
    dispatch({ type: "responseEnded" });
    if (response.status === "cancelled") conversation.cut(response.id, voice.heard(response.id));
    if (response.status === "failed") {
      this.#report(response.status_details?.error?.message ?? "The response failed.");
    }
    // The user speaks, perhaps to say no: what is cut off is not done.
    const done = calls.responseDone(response, interruption.decision);
    done.catch((error: unknown) => log.error(`Calls failed: ${String(error)}`));
    queue.done(response.id);
  }

  #failed(error: ApiError): void {
    const { queue, turns, dispatch, expired, log } = this.#options;
    const code = error.code ?? "";
    log.warn(`Server error ${code || (error.type ?? "")}: ${error.message}`);
    if (code === "session_expired") return expired(error.message);
    if (code === "input_audio_buffer_commit_empty") return turns.commitEmpty();
    if (code === "conversation_already_has_active_response") return queue.refused();
    if (benign.test(code)) return;
    if (queue.failed(error.event_id)) dispatch({ type: "responseEnded" });
    this.#report(error.message);
  }

  /** In the server's words. */
  #report(message: string): void {
    this.#options.notice({ type: "serverError", message });
  }
}
