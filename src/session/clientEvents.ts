/**
 * The client events that we send, in the API's own form. A test holds them against the official types.
 */

export interface FunctionTool {
  type: "function";
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

/**
 * The tools of a server that the provider's own servers call. Its token is no part of it: what we send passes the
 * panel, so that the token is added in the host, to the request for the ephemeral secret alone.
 */
export interface McpTool {
  type: "mcp";
  server_label: string;
  server_url: string;
  server_description?: string;
  allowed_tools?: string[];
  require_approval: "always" | "never";
}

interface Answering {
  create_response: boolean;
  interrupt_response: boolean;
}

export type TurnDetection = Answering &
  (
    | { type: "semantic_vad"; eagerness: Eagerness }
    | {
        type: "server_vad";
        /** 0 to 1. */
        threshold: number;
        silence_duration_ms: number;
        prefix_padding_ms: number;
        idle_timeout_ms?: number;
      }
  );

export type Eagerness = "low" | "medium" | "high" | "auto";
export type Effort = "minimal" | "low" | "medium" | "high" | "xhigh";

/** The parts of a session that we set. `type` is required in every update; what is absent stays as it is. */
export interface SessionConfiguration {
  type: "realtime";
  model?: string;
  output_modalities?: ["audio"] | ["text"];
  instructions?: string;
  tools?: (FunctionTool | McpTool)[];
  tool_choice?: "auto";
  reasoning?: { effort: Effort };
  truncation?: {
    type: "retention_ratio";
    retention_ratio: number;
    token_limits: { post_instructions: number };
  };
  audio?: {
    input?: {
      transcription?: { model: string; language?: string };
      turn_detection?: TurnDetection | null;
      noise_reduction?: { type: "near_field" | "far_field" };
    };
    output?: { voice?: string; speed?: number };
  };
}

/** What one response does otherwise than the session says. */
export interface ResponseParameters {
  output_modalities?: ["audio"] | ["text"];
  instructions?: string;
  max_output_tokens?: number;
  /** In place of the whole conversation. */
  input?: Item[];
}

export type Item =
  | { type: "message"; id?: string; role: "system" | "user"; content: { type: "input_text"; text: string }[] }
  | { type: "message"; id?: string; role: "assistant"; content: { type: "output_text"; text: string }[] }
  | { type: "function_call"; id?: string; call_id: string; name: string; arguments: string }
  | { type: "function_call_output"; id?: string; call_id: string; output: string }
  | {
      type: "mcp_approval_response";
      id: string;
      approval_request_id: string;
      approve: boolean;
      reason?: string;
    };

export type ClientEvent =
  | { type: "session.update"; event_id?: string; session: SessionConfiguration }
  | { type: "conversation.item.create"; event_id?: string; item: Item }
  | { type: "conversation.item.delete"; event_id?: string; item_id: string }
  | { type: "input_audio_buffer.clear"; event_id?: string }
  | { type: "input_audio_buffer.commit"; event_id?: string }
  | { type: "output_audio_buffer.clear"; event_id?: string }
  | { type: "response.create"; event_id?: string; response?: ResponseParameters }
  | { type: "response.cancel"; event_id?: string; response_id?: string };
