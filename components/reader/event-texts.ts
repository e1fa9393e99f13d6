import {
  memberAddress,
  nameAt,
  valueAt,
  type FieldAddress,
} from '@/components/event-record/field-address';
import { fieldLabel } from '@/components/event-record/field-label';
import { isTree, member, membersOf, type ExactJson } from '@/components/ui/exact-json';
import { asJson } from './as-json';
import { WHOLE_CONVERSATION } from './fields';
import type { Part, Role } from './message-part';
import { blocksOf, messagesIn, readMessage } from './read-message';

/** Objects in the details whose members are read as fields of their own. */
const OPENED = ['intermediate_values', 'action_payload'];

const COMMON_FIELDS = new Set([
  ...['event_id', 'timestamp', 'turn_number', 'event_type', 'simulation_id', 'agent_id'],
  ...['caused_by', 'details', 'line_cut'],
]);

/** A shorter text on one line is read in the inspector. */
const SHORT = 120;

/** The speakers of fields, by the last word of their names. The order is that of a conversation. */
const SPEAKERS: readonly (readonly [role: Role, name: RegExp])[] = [
  ['system', /(^|[._/])(system|system_prompt|system_message|instructions|system_instructions)$/i],
  ['user', /(^|[._/])(prompt|user_prompt|full_prompt|input|question|query|user)$/i],
  [
    'assistant',
    /(^|[._/])(thinking|reasoning|response|raw_response|llm_response|completion|answer|output|reply|generation)$/i,
  ],
];

/** The fields of an event that are long enough to be read in the reader, by address, in the order of the line. */
function readableValues(event: ExactJson): ReadonlyMap<FieldAddress, ExactJson> {
  const details = member(event, 'details');
  const ofDetails =
    details?.kind !== 'object'
      ? []
      : membersOf(details).flatMap(([name, value]) => {
          const address = memberAddress('/details', name);
          if (!OPENED.includes(name) || value.kind !== 'object') return [[address, value] as const];
          return membersOf(value).map(
            ([inner, each]) => [memberAddress(address, inner), each] as const,
          );
        });
  const others = membersOf(event)
    .filter(([name]) => !COMMON_FIELDS.has(name))
    .map(([name, value]) => [memberAddress('', name), value] as const);
  const wanted = [...ofDetails, ...others].filter(([address, value]) =>
    isReadable(nameAt(address), value),
  );
  return new Map(wanted);
}

/** Whether a value is long enough for the reader, or is said by somebody. */
export function isReadable(name: string, value: ExactJson): boolean {
  if (value.kind === 'string') {
    if (value.value === '') return false;
    return value.value.length > SHORT || value.value.includes('\n') || speakerOf(name) !== 'field';
  }
  return isTree(value);
}

/**
 * What the reader shows of an event: its conversation, or all its long fields where nobody speaks, and the field at an address.
 */
export function partsAt(event: ExactJson, address: FieldAddress): readonly Part[] {
  const fields = Array.from(readableValues(event), ([each, value]) => ({ address: each, value }));
  const said = fields.filter(({ address: each, value }) => isSaid(each, value));
  const shown = said.length === 0 ? fields : said;
  const wanted = address === WHOLE_CONVERSATION ? undefined : valueAt(event, address);
  const isShown = shown.some((each) => each.address === address);
  return [...shown, ...(wanted === undefined || isShown ? [] : [{ address, value: wanted }])]
    .sort((a, b) => placeOf(a.address, a.value) - placeOf(b.address, b.value))
    .flatMap((field) => partsOf(field.address, field.value));
}

/** Whether an event has texts that somebody speaks. */
export function hasConversation(event: ExactJson): boolean {
  return [...readableValues(event)].some(([address, value]) => isSaid(address, value));
}

function isSaid(address: FieldAddress, value: ExactJson): boolean {
  return speakerOf(nameAt(address)) !== 'field' || messagesIn(asJson(value)) !== undefined;
}

function partsOf(address: FieldAddress, value: ExactJson): readonly Part[] {
  const messages = messagesIn(asJson(value));
  if (messages !== undefined) {
    return messages.map((message) => ({ ...readMessage(message), address }));
  }
  const name = nameAt(address);
  return [{ role: speakerOf(name), label: fieldLabel(name), blocks: blocksOf(value), address }];
}

function speakerOf(name: string): Role {
  return SPEAKERS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'field';
}

/** The place of a field in a conversation: lists of messages come after the system's text, answers last. */
function placeOf(address: FieldAddress, value: ExactJson): number {
  const name = nameAt(address);
  const role = speakerOf(name);
  if (role === 'system') return 0;
  if (role === 'assistant' || /response|output|completion|choices/i.test(name)) return 3;
  return messagesIn(asJson(value)) === undefined && role === 'field' ? 4 : 1;
}
