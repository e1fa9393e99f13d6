import { shownName, type ShownText } from '@/components/ui/shown-text';

/** Labels of fields of details whose own names are less clear. */
const LABELS = new Map([
  ['variable_name', 'variable'],
  ['decision_type', 'decision'],
  ['action_type', 'action'],
  ['action_name', 'action name'],
  ['action_description', 'description'],
  ['action_payload', 'payload'],
  ['calculation_type', 'calculation'],
  ['intermediate_values', 'values'],
  ['milestone_type', 'milestone'],
  ['system_event_type', 'system event'],
  ['error_type', 'error'],
  ['error_message', 'message'],
  ['retry_count', 'retries'],
  ['max_retries', 'retries at most'],
  ['llm_model', 'model'],
  ['latency_ms', 'latency'],
  ['duration_ms', 'duration'],
  ['timeout_ms', 'timeout'],
  ['prompt_tokens', 'tokens in'],
  ['input_tokens', 'tokens in'],
  ['completion_tokens', 'tokens out'],
  ['output_tokens', 'tokens out'],
  ['total_tokens', 'tokens in all'],
]);

export function fieldLabel(name: string): ShownText {
  return shownName(LABELS.get(name) ?? name);
}
