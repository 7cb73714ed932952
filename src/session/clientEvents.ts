/**
 * The client events that we send, in the API's own form. A test holds them against the official types.
 */

export interface FunctionTool {
  type: "function";
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

export type TurnDetection =
  | {
      type: "semantic_vad";
      eagerness: "low" | "medium" | "high" | "auto";
      create_response: boolean;
      interrupt_response: boolean;
    }
  | { type: "server_vad"; create_response: boolean; interrupt_response: boolean };

/** The parts of a session that we set. `type` is required in every update; what is absent stays as it is. */
export interface SessionConfiguration {
  type: "realtime";
  model?: string;
  output_modalities?: ["audio"] | ["text"];
  instructions?: string;
  tools?: FunctionTool[];
  tool_choice?: "auto";
  audio?: {
    input?: {
      transcription?: { model: string; language?: string };
      turn_detection?: TurnDetection | null;
      noise_reduction?: { type: "near_field" | "far_field" };
    };
    output?: { voice?: string };
  };
}

export type Item =
  | { type: "message"; id?: string; role: "system" | "user"; content: { type: "input_text"; text: string }[] }
  | { type: "message"; id?: string; role: "assistant"; content: { type: "output_text"; text: string }[] }
  | { type: "function_call"; id?: string; call_id: string; name: string; arguments: string }
  | { type: "function_call_output"; id?: string; call_id: string; output: string };

export type ClientEvent =
  | { type: "session.update"; event_id?: string; session: SessionConfiguration }
  | { type: "conversation.item.create"; event_id?: string; item: Item }
  | { type: "conversation.item.delete"; event_id?: string; item_id: string }
  | { type: "input_audio_buffer.clear"; event_id?: string }
  | { type: "input_audio_buffer.commit"; event_id?: string }
  | { type: "output_audio_buffer.clear"; event_id?: string }
  | { type: "response.create"; event_id?: string }
  | { type: "response.cancel"; event_id?: string; response_id?: string };
