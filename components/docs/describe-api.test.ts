import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '@/lib/api/openapi';
import { boundsText, schemaFields, typeText } from './describe-schema';
import { indentJson } from './indent-json';
import { openApiSchema, operationsByTag } from './openapi-schema';
import { curlCommand, requestUrl } from './request-url';

const document = openApiSchema.parse(JSON.parse(JSON.stringify(openApiDocument({ version: '1' }))));
const operations = operationsByTag(document).flatMap((tag) => tag.operations);
const findEvents = operations.find((operation) => operation.operationId === 'findEvents')!;

function parameter(name: string) {
  return findEvents.parameters.find((p) => p.name === name)!;
}

describe('the documentation', () => {
  it('shows every operation once', () => {
    expect(operations.map((operation) => operation.path).sort()).toEqual(
      Object.keys(document.paths).sort(),
    );
  });

  it.each([
    ['limit', 'integer', '1 to 10,000'],
    ['offset', 'integer', 'at least 0'],
    ['event_types', 'string[]', ''],
    ['start_timestamp', 'string', ''],
    ['order', '"asc" or "desc"', ''],
  ])('describes %s as %s, %s', (name, type, bounds) => {
    const { schema } = parameter(name);
    expect(typeText(schema)).toBe(type);
    expect(boundsText(schema)).toBe(bounds);
  });

  it('lists the fields of an answer, including its events', () => {
    const { schema } = findEvents.responses['200']!.content['application/json']!;
    const fields = schemaFields(schema, document.components.schemas);
    const types = Object.fromEntries(fields.map((field) => [field.path, field.type]));
    expect(types).toMatchObject({
      events: 'SimulationEvent[]',
      'events[].event_id': 'string',
      'events[].caused_by': 'string[] or null',
      total: 'integer',
    });
  });

  it('ends at a schema that holds itself', () => {
    const tree = { properties: { child: { $ref: '#/components/schemas/Tree' } } };
    expect(schemaFields(tree, { Tree: tree }).length).toBeLessThan(10);
  });
});

describe('requestUrl', () => {
  it('fills the path, repeats lists and leaves out what is empty', () => {
    const values = { simulation_id: ['a/b c'], event_types: ['STATE', 'ACTION'], limit: [] };
    expect(requestUrl(findEvents, values)).toBe(
      '/simulations/a%2Fb%20c/events?event_types=STATE&event_types=ACTION',
    );
  });

  it('keeps what is not filled in visible', () => {
    expect(requestUrl(findEvents, {})).toBe('/simulations/{simulation_id}/events');
  });
});

describe('curlCommand', () => {
  it('is a single word for a shell, with any content', () => {
    expect(curlCommand("http://x/a?b='$(c)")).toBe("curl 'http://x/a?b='\\''$(c)'");
  });
});

describe('indentJson', () => {
  it('indents as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('stops at the given length', () => {
    const json = `[${'1,'.repeat(1_000_000)}1]`;
    expect(indentJson(json, 100).length).toBeLessThan(110);
    expect(indentJson(json, 100)).toBe(indentJson(json).slice(0, indentJson(json, 100).length));
  });

  it('leaves numbers as they were written', () => {
    expect(indentJson('{"a":1.0,"b":9007199254740993}')).toBe(
      '{\n  "a": 1.0,\n  "b": 9007199254740993\n}',
    );
  });
});
