import { jsonText, membersOf, type ExactJson } from '@/components/ui/exact-json';
import { asJson } from './as-json';
import type { Block, Part, Role } from './message-part';

type Members = ReadonlyMap<string, ExactJson>;

const ROLES: ReadonlyMap<string, Role> = new Map([
  ...(['system', 'developer'] as const).map((name) => [name, 'system'] as const),
  ...(['user', 'human'] as const).map((name) => [name, 'user'] as const),
  ...(['assistant', 'ai', 'model'] as const).map((name) => [name, 'assistant'] as const),
  ...(['tool', 'function'] as const).map((name) => [name, 'tool'] as const),
]);

const CALL = /^(tool|function|server_tool|mcp)[-_]?(use|call)$|^functionCall$/i;
const RESULT =
  /^(.*_)?(tool|function|mcp)[-_]?(result|response|call[-_](output|response))$|^functionResponse$/i;
const THINKING = /thinking|reasoning/i;
const MEDIA = /image|audio|video|file|document|media|blob|inline_?data/i;

/**
 * The messages of a value: a list of messages, an answer of a chat API, or one message. `undefined` for other values. It knows
 * the messages of OpenAI (chat and responses), Anthropic, Gemini, LangChain, the AI SDK and OpenTelemetry.
 */
export function messagesIn(value: ExactJson): readonly ExactJson[] | undefined {
  if (value.kind === 'array') {
    const items = membersOf(value).map(([, item]) => item);
    const [first] = items;
    // LangChain has a list of messages for each of its prompts, which are one as a rule.
    if (first?.kind === 'array' && items.length === 1) return messagesIn(first);
    if (first !== undefined && items.slice(0, 3).every(isMessage)) return items;
    return undefined;
  }
  if (value.kind !== 'object') return undefined;
  if (isMessage(value)) return [value];
  const members = new Map(membersOf(value));
  const list = members.get('messages') ?? members.get('choices');
  const found = list?.kind === 'array' ? messagesIn(list) : undefined;
  if (found !== undefined) return found;
  if (list?.kind === 'array') {
    const items = membersOf(list).map(([, item]) => innerMessage(item));
    if (items.length > 0 && items.slice(0, 3).every(isMessage)) return items;
  }
  const inner = innerMessage(value);
  return inner !== value && isMessage(inner) ? [inner] : undefined;
}

/** A message as its speaker and blocks. */
export function readMessage(message: ExactJson): Omit<Part, 'address'> {
  const outer = membersByName(message);
  const kwargs = outer.get('kwargs');
  const members = kwargs?.kind === 'object' ? membersByName(kwargs) : outer;
  const written = kwargs === undefined ? roleWritten(members) : serialisedRole(outer);
  const role = ROLES.get(written.toLowerCase()) ?? roleByType(members);
  const name = textOf(members.get('name') ?? members.get('function'));
  const content = [members.get('content'), members.get('parts')];
  const said = isPart(members) ? blocksOfPart(message) : content.flatMap(blocksOf);
  const blocks: Block[] = [
    ...blocksOf(members.get('reasoning_content')).map((block) => signed(block, 'thinking')),
    ...(role === 'tool' && !isPart(members)
      ? said.map((block) => signed(block, 'result', name ?? toolId(members)))
      : said),
    ...blocksOf(members.get('refusal')),
    ...callsOf(members.get('tool_calls')),
    ...callsOf(members.get('function_call')),
  ];
  return { role, label: written === '' ? role : written, blocks };
}

/** The blocks of a content: a text, a list of parts, or any other value. */
export function blocksOf(value: ExactJson | undefined): readonly Block[] {
  if (value === undefined || value.kind === 'null') return [];
  if (value.kind === 'array') {
    const parts = membersOf(value).map(([, part]) => part);
    if (parts.length > 0 && parts.every(isPartLike)) return parts.flatMap(blocksOfPart);
    return [{ kind: 'json', value }];
  }
  if (value.kind === 'object') return blocksOfPart(value);
  if (value.kind !== 'string') return [{ kind: 'json', value }];
  if (value.value === '') return [];
  const json = asJson(value);
  if (json.kind === 'array' && membersOf(json).every(([, part]) => isTypedPart(part))) {
    return blocksOf(json);
  }
  return json.kind === 'string'
    ? [{ kind: 'text', text: json.value }]
    : [{ kind: 'json', value: json }];
}

function blocksOfPart(part: ExactJson): readonly Block[] {
  if (part.kind !== 'object') return blocksOf(part);
  const members = membersByName(part);
  for (const [key, inner] of members) {
    // Gemini names the kind of a part by the member that holds it.
    if (CALL.test(key) && inner.kind === 'object') return [callOf(inner)];
    if (RESULT.test(key) && inner.kind === 'object') return [resultOf(membersByName(inner))].flat();
  }
  const type = textOf(members.get('type')) ?? '';
  if (CALL.test(type)) return [callOf(part)];
  if (RESULT.test(type)) return resultOf(members);
  const text =
    textOf(members.get('text')) ??
    textOf(members.get('thinking')) ??
    textOf(members.get('reasoning')) ??
    textOf(members.get('content')) ??
    textOf(members.get('refusal'));
  if (THINKING.test(type)) {
    return text === undefined
      ? blocksOf(members.get('summary')).map((block) => signed(block, 'thinking'))
      : [{ kind: 'text', text, sign: 'thinking' }];
  }
  if (MEDIA.test(type) || members.has('inline_data') || members.has('inlineData')) {
    const name = type === '' ? 'media' : type.replace(/^input_|_url$/g, '');
    return [{ kind: 'json', value: part, sign: 'media', name }];
  }
  if (text !== undefined && /^$|text|refusal|message/.test(type)) return blocksOf(textJson(text));
  return [{ kind: 'json', value: part }];
}

function callsOf(list: ExactJson | undefined): readonly Block[] {
  if (list === undefined || list.kind === 'null') return [];
  if (list.kind !== 'array') return [callOf(list)];
  return membersOf(list).map(([, call]) => callOf(call));
}

/** The call of a tool: its name and arguments, wherever the format has them. */
function callOf(call: ExactJson): Block {
  const outer = membersByName(call);
  const inner = outer.get('function');
  const members = inner?.kind === 'object' ? new Map(membersOf(inner)) : outer;
  const name =
    textOf(members.get('name')) ?? textOf(outer.get('toolName')) ?? textOf(inner) ?? 'a tool';
  const value = ['arguments', 'args', 'input', 'parameters']
    .map((key) => members.get(key) ?? outer.get(key))
    .find((each) => each !== undefined);
  const json = value === undefined ? call : asJson(value);
  return json.kind === 'string'
    ? { kind: 'text', text: json.value, sign: 'call', name }
    : { kind: 'json', value: json, sign: 'call', name };
}

function resultOf(members: Members): readonly Block[] {
  const name = textOf(members.get('name') ?? members.get('toolName')) ?? toolId(members);
  const value = ['content', 'result', 'output', 'response']
    .map((key) => members.get(key))
    .find((each) => each !== undefined);
  return blocksOf(value).map((block) => signed(block, 'result', name));
}

function signed(block: Block, sign: 'result' | 'thinking', name?: string): Block {
  return { ...block, sign, ...(name === undefined ? {} : { name }) };
}

function toolId(members: Members): string | undefined {
  return textOf(
    members.get('tool_call_id') ??
      members.get('tool_use_id') ??
      members.get('toolCallId') ??
      members.get('call_id'),
  );
}

function roleWritten(members: Members): string {
  const role = textOf(members.get('role'));
  if (role !== undefined) return role;
  const type = textOf(members.get('type')) ?? '';
  return ROLES.has(type) ? type : '';
}

/** The speaker of a serialised message of LangChain, by the name of its class. */
function serialisedRole(members: Members): string {
  const names = members.get('id');
  const [, last] = (names?.kind === 'array' ? membersOf(names) : []).at(-1) ?? [];
  return (
    /^(human|ai|system|tool|function)message/i.exec(textOf(last) ?? '')?.[1]?.toLowerCase() ?? ''
  );
}

/** The speaker of an item without a role, as in the responses of OpenAI. */
function roleByType(members: Members): Role {
  const type = textOf(members.get('type')) ?? '';
  return RESULT.test(type) ? 'tool' : 'assistant';
}

function isMessage(value: ExactJson): boolean {
  const members = membersByName(value);
  if (textOf(members.get('role')) !== undefined) {
    return ['content', 'parts', 'tool_calls', 'function_call'].some((key) => members.has(key));
  }
  if (members.has('kwargs')) return serialisedRole(members) !== '';
  const type = textOf(members.get('type')) ?? '';
  if (ROLES.has(type)) return members.has('content');
  return isPart(members) && (members.has('call_id') || THINKING.test(type));
}

/** Whether a message is itself a part: a call, a result or a thought without a role. */
function isPart(members: Members): boolean {
  const type = textOf(members.get('type')) ?? '';
  return !members.has('role') && (CALL.test(type) || RESULT.test(type) || THINKING.test(type));
}

function isPartLike(value: ExactJson): boolean {
  if (value.kind === 'string') return true;
  const members = membersByName(value);
  return ['type', 'text', 'functionCall', 'functionResponse', 'inlineData', 'inline_data'].some(
    (key) => members.has(key),
  );
}

/** Whether a value in a text is surely a part: parts of texts have a type. */
function isTypedPart(value: ExactJson): boolean {
  return textOf(membersByName(value).get('type')) !== undefined && isPartLike(value);
}

/** The message inside a choice of an answer. */
function innerMessage(value: ExactJson): ExactJson {
  const members = membersByName(value);
  const message = members.get('message') ?? members.get('delta');
  return message?.kind === 'object' ? message : value;
}

function membersByName(value: ExactJson): Members {
  return new Map(value.kind === 'object' ? membersOf(value) : []);
}

function textOf(value: ExactJson | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

function textJson(value: string): ExactJson {
  return { kind: 'string', value };
}

/** A block as a text to copy. */
export function blockText(block: Block): string {
  return block.kind === 'text' ? block.text : jsonText(block.value);
}
