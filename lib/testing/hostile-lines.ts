import { addressOf } from '../events/event-address';

/** A line in an event file, without its LF. */
export interface HostileLine {
  /** A description of the oddity, unique in the table. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Whether `readEventLine` reads an event from it. Blank lines are neither events nor invalid. */
  readonly reading: 'event' | 'invalid' | 'blank';
  /** Its address, unique in the table; `null` when it is not an event. */
  readonly event_id: string | null;
}

const PLACEHOLDER_ID = '@self';

/** Odd lines, seen or imagined, each under 100 kB. Every event among them has its own id. */
export const HOSTILE_LINES: readonly HostileLine[] = [
  ...table('event', {
    'whole seconds': event({ timestamp: '2026-10-04T14:00:01+00:00' }),
    'a time with Z': event({ timestamp: '2026-10-04T14:00:01.5Z' }),
    'a time with small t and z': event({ timestamp: '2026-10-04t14:00:01.000001z' }),
    'a naive time': event({ timestamp: '2026-10-04T14:00:02.000002' }),
    'a space instead of T': event({ timestamp: '2026-10-04 14:00:02.000003+00:00' }),
    'a date alone': event({ timestamp: '2026-10-04' }),
    'a time without seconds': event({ timestamp: '2026-10-04T14:00' }),
    'an offset without colon': event({ timestamp: '2026-10-04T16:00:03.000004+0200' }),
    'an offset of hours alone': event({ timestamp: '2026-10-04T09:00:03.000004-05' }),
    'an offset of 5 h 45 min': event({ timestamp: '2026-10-04T19:45:03.000004+05:45' }),
    'a negative zero offset': event({ timestamp: '2026-10-04T14:00:03.000005-00:00' }),
    nanoseconds: event({ timestamp: '2026-10-04T14:00:03.123456789+00:00' }),
    'one digit of a second': event({ timestamp: '2026-10-04T14:00:03.1+00:00' }),
    'a decimal comma': event({ timestamp: '2026-10-04T14:00:03,123456+00:00' }),
    'a time before 1970': event({ timestamp: '1969-12-31T23:59:59.999999+00:00' }),
    'a time in the year 1': event({ timestamp: '0001-01-01T00:00:00+00:00' }),
    'a time in the year 9999': event({ timestamp: '9999-12-31T23:59:59.999999+00:00' }),
    'a leap day': event({ timestamp: '2028-02-29T00:00:00+00:00' }),
    'a CR at its end': `${event({})}\r`,
    'two CRs at its end': `${event({})}\r\r`,
    'spaces around it': `  \t${event({})} \t`,
    'spaces after colons and commas': event({}).replaceAll('":', '" : ').replaceAll(',"', ' , "'),
    'U+2028 and U+2029 in a string': event({ description: 'one\u2028line\u2029still' }),
    'U+0085 and U+000B in a string': event({ description: 'one\u0085line' }).replace(
      'line',
      'line\\u000b',
    ),
    'a byte order mark in a string': event({ description: '\uFEFFmarked' }),
    'NUL escaped in a string': event({ description: 'a\u0000b' }),
    'CR and LF escaped in a string': event({ description: 'a\r\nb' }),
    'half a surrogate pair in a string': event({ description: '?' }).replace('"?"', '"\\ud83d"'),
    'half a surrogate pair in an agent': event({ agent_id: '?' }).replace('"?"', '"a\\udc00b"'),
    'a surrogate pair written as escapes': event({ description: '?' }).replace(
      '"?"',
      '"\\ud83d\\ude00"',
    ),
    'HTML in a string': event({ description: '<img src=x onerror=alert(1)></script>' }),
    'SQL in a string': event({ agent_id: `'; DROP TABLE events; --` }),
    'a quote and a comma in an agent': event({ agent_id: 'a","b\\' }),
    'an agent as a number': event({ agent_id: 7 }),
    'an agent that is empty': event({ agent_id: '' }),
    'an agent in astral characters': event({ agent_id: '🚜\u{10FFFF}' }),
    'an agent of spaces': event({ agent_id: '  ' }),
    'an unknown type': event({ event_type: 'OBSERVATION' }),
    'a type in small letters': event({ event_type: 'action' }),
    'a type that every object has': event({ event_type: 'constructor' }),
    'ENV for STATE': event({ event_type: 'ENV' }),
    'a cause as a bare string': event({ caused_by: 'bare-cause' }),
    'causes of every sort': event({
      caused_by: ['a-cause', 7, null, '', ['nested'], { id: 'x' }, 'a-cause'],
    }),
    'causes as an object': event({ caused_by: { id: 'a-cause' } }),
    'causes as an empty list': event({ caused_by: [] }),
    'a cause that is a number': event({ caused_by: 12 }),
    'a cause of a hundred characters': event({ caused_by: ['c'.repeat(100)] }),
    'itself as its cause': event({ caused_by: ['@self'] }),
    'a thousand causes': event({
      caused_by: Array.from({ length: 1000 }, (_, i) => `cause-${String(i)}`),
    }),
    'half a surrogate pair in a cause': event({ caused_by: ['?'] }).replace('"?"', '"\\ud800"'),
    'a description as a number': event({ description: 12.5 }),
    'a description of 70,000 characters': event({ description: 'long '.repeat(14_000) }),
    'details as a string': event({ details: 'none' }),
    'details as a list': event({ details: [1, 2] }),
    'details nested 500 deep': event({ details: '?' }).replace(
      '"?"',
      `${'{"d":'.repeat(500)}1${'}'.repeat(500)}`,
    ),
    'lists nested 500 deep': event({ details: { d: '?' } }).replace(
      '"?"',
      `${'['.repeat(500)}${']'.repeat(500)}`,
    ),
    'integers beyond 2^53': event({ details: '?' }).replace(
      '"?"',
      '{"n":12345678901234567890,"m":-9007199254740993}',
    ),
    'numbers beyond a double': event({ details: '?' }).replace(
      '"?"',
      '{"n":1e999,"m":1e-999,"z":-0.0}',
    ),
    'numbers with many digits': event({ details: '?' }).replace(
      '"?"',
      '{"n":0.1000000000000000055511151231257827}',
    ),
    'a turn of 1.0': event({ turn_number: '?' }).replace('"?"', '1.0'),
    'a turn of 2e0': event({ turn_number: '?' }).replace('"?"', '2e0'),
    'a turn of -0': event({ turn_number: '?' }).replace('"?"', '-0'),
    'a turn of 2^53 - 1': event({ turn_number: Number.MAX_SAFE_INTEGER }),
    'a turn beyond 32 bits': event({ turn_number: 4_294_967_296 }),
    'unknown fields': event({ zebra: { a: [1, { b: null }] }, '': 0, 'event id': 'x' }),
    'a field named __proto__': event({}).replace('{', '{"__proto__":{"event_id":"x"},'),
    'duplicate keys, the last one right': event({}).replace(
      '{',
      '{"event_id":"first","turn_number":"one",',
    ),
    'duplicate keys in details': event({ details: '?' }).replace(
      '"?"',
      '{"status":"first","status":"last"}',
    ),
    'a key in other letters besides': event({
      Event_ID: 'other',
      TURN_NUMBER: 99,
      Agent_Id: 'other',
    }),
    'keys written as escapes': event({}).replace('"event_id"', '"\\u0065vent_id"'),
    'letters written as escapes': event({ event_type: '?' }).replace('"?"', '"\\u0041CTION"'),
    'no simulation id': event({ simulation_id: undefined }),
    'another simulation id': event({ simulation_id: 'another' }),
    'only the required fields': event({
      simulation_id: undefined,
      agent_id: undefined,
      caused_by: undefined,
      description: undefined,
      details: undefined,
    }),
    'null for all optional fields': event({
      simulation_id: null,
      agent_id: null,
      caused_by: null,
      description: null,
      details: null,
    }),
  }),
  named('an id in astral characters', 'event', event({ event_id: '😀-id' }), '😀-id'),
  named('an id after the surrogates', 'event', event({ event_id: '\uFFFD-id' }), '\uFFFD-id'),
  named('an id of one space', 'event', event({ event_id: ' ' }), ' '),
  named('an id with quotes and a slash', 'event', event({ event_id: `a'b"c/d\\e` }), `a'b"c/d\\e`),
  named('an id with a line end', 'event', event({ event_id: 'a\nb' }), 'a\nb'),
  named('an id with NUL', 'event', event({ event_id: 'a\u0000b' }), 'a\u0000b'),
  named(
    'an id of 2,000 characters',
    'event',
    event({ event_id: 'i'.repeat(2000) }),
    addressOf('i'.repeat(2000)),
  ),
  named(
    'half a surrogate pair in an id',
    'event',
    event({ event_id: '?' }).replace('"?"', '"\\ud800x"'),
    addressOf('\ud800x'),
  ),
  named(
    'an id in small letters',
    'event',
    event({ event_id: '01m43mgc6awk8a9fn7f0zezpyj' }),
    '01m43mgc6awk8a9fn7f0zezpyj',
  ),

  ...table('invalid', {
    'no time': event({ timestamp: undefined }),
    'null for a time': event({ timestamp: null }),
    'an empty time': event({ timestamp: '' }),
    'a time in words': event({ timestamp: 'yesterday' }),
    'a time as a number': event({ timestamp: 1_790_000_000 }),
    'a time as digits': event({ timestamp: '1790000000' }),
    'the 30th of February': event({ timestamp: '2026-02-30T00:00:00+00:00' }),
    'hour 24': event({ timestamp: '2026-10-04T24:00:00+00:00' }),
    'a leap second': event({ timestamp: '2026-06-30T23:59:60+00:00' }),
    'month 13': event({ timestamp: '2026-13-01T00:00:00+00:00' }),
    'a time zone by name': event({ timestamp: '2026-10-04T14:00:00 Europe/Oslo' }),
    'no id': event({ event_id: undefined }),
    'an empty id': event({ event_id: '' }),
    'an id as a number': event({ event_id: 17 }),
    'no turn': event({ turn_number: undefined }),
    'a turn as text': event({ turn_number: '3' }),
    'a turn of 1.5': event({ turn_number: 1.5 }),
    'a turn below 0': event({ turn_number: -1 }),
    'a turn of 2^53 + 1': event({ turn_number: '?' }).replace('"?"', '9007199254740993'),
    'a turn of true': event({ turn_number: true }),
    'no type': event({ event_type: undefined }),
    'an empty type': event({ event_type: '' }),
    'a type as a list': event({ event_type: ['ACTION'] }),
    'keys in other letters': event({}).replace('"event_id"', '"Event_ID"'),
    'duplicate keys, the last one wrong': event({}).replace(/}$/, ',"turn_number":"one"}'),
    'a NaN literal': event({ details: '?' }).replace('"?"', '{"x":NaN}'),
    'an Infinity literal': event({ details: '?' }).replace('"?"', '{"x":-Infinity}'),
    'a trailing comma': event({}).replace(/}$/, ',}'),
    'single quotes': `{'event_id':'x','timestamp':'2026-10-04','turn_number':1,'event_type':'ACTION'}`,
    'a comment': `${event({})} // fine`,
    'half a line': event({}).slice(0, 60),
    'the other half of a line': event({}).slice(60),
    'two events glued together': event({}) + event({}),
    'a half line glued to a whole one': event({}).slice(0, 60) + event({}),
    'a raw TAB in a string': event({ description: '?' }).replace('"?"', '"a\tb"'),
    'a raw NUL in a string': event({ description: '?' }).replace('"?"', '"a\u0000b"'),
    'a run of NULs': '\u0000'.repeat(64),
    'a byte order mark within the file': `\uFEFF${event({})}`,
    'a no-break space before it': `\u00A0${event({})}`,
    'a leading zero': event({ turn_number: '?' }).replace('"?"', '01'),
    'an escape that is none': event({ description: '?' }).replace('"?"', '"\\x41"'),
    'a list': '[1,2,3]',
    'an event in a list': `[${event({})}]`,
    'a string': '"an event"',
    'a number': '42',
    null: 'null',
    true: 'true',
    'an empty object': '{}',
    'an empty list': '[]',
    words: 'Traceback (most recent call last):',
    'a CSV line': 'event_id,timestamp,turn_number',
    'lone brackets': '{',
  }),
  named('invalid UTF-8 in a string', 'invalid', broken([0xc3, 0x28]), null),
  named('Latin-1 in a string', 'invalid', broken([0xe9]), null),
  named('a surrogate in UTF-8', 'invalid', broken([0xed, 0xa0, 0x80]), null),
  named('an overlong slash in UTF-8', 'invalid', broken([0xc0, 0xaf]), null),
  named('UTF-16', 'invalid', Buffer.from(event({}), 'utf16le'), null),
  named('a lone 0xFF', 'invalid', Buffer.from([0xff]), null),

  named('nothing', 'blank', '', null),
  named('a lone CR', 'blank', '\r', null),
  named('spaces and tabs', 'blank', '  \t ', null),
];

/** The line of a valid event, with these fields changed; `undefined` removes a field. */
function event(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    event_id: PLACEHOLDER_ID,
    timestamp: '2026-10-04T14:00:00.000001+00:00',
    turn_number: 1,
    event_type: 'ACTION',
    simulation_id: 'hostile',
    agent_id: 'agent_000',
    caused_by: ['a-cause'],
    description: 'an odd line',
    details: { action_type: 'trade' },
    ...fields,
  });
}

function broken(bytes: readonly number[]): Buffer {
  const [before = '', after = ''] = event({ description: '?' }).split('?');
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
}

function table(
  reading: HostileLine['reading'],
  lines: Readonly<Record<string, string>>,
): readonly HostileLine[] {
  return Object.entries(lines).map(([name, text]) => {
    const id = `hostile: ${name}`;
    return named(
      name,
      reading,
      text.replaceAll(PLACEHOLDER_ID, id),
      reading === 'event' ? id : null,
    );
  });
}

function named(
  name: string,
  reading: HostileLine['reading'],
  content: string | Buffer,
  event_id: string | null,
): HostileLine {
  return { name, bytes: Buffer.from(content), reading, event_id };
}
