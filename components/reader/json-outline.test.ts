import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { jsonOutline } from './json-outline';

function outline(text: string) {
  return jsonOutline(readExactJson(text));
}

describe('the outline of a JSON value', () => {
  it('has names in quotes, numbers as written and strings with their lines', () => {
    expect(outline('{"a": 1.0, "b": ["x\\ny"]}')).toEqual({
      isCut: false,
      root: {
        kind: 'branch',
        name: '',
        brackets: '{}',
        total: 2,
        members: [
          { kind: 'leaf', name: '"a"', text: '1.0', isString: false },
          {
            kind: 'branch',
            name: '"b"',
            brackets: '[]',
            total: 1,
            members: [{ kind: 'leaf', name: '', text: '"x\ny"', isString: true }],
          },
        ],
      },
    });
  });

  it('is bounded in width, in depth and in the length of texts, and says so', () => {
    const wide = outline(`[${'1,'.repeat(9999)}1]`);
    expect(wide.isCut).toBe(true);
    expect(wide.root).toMatchObject({ total: 10_000 });
    expect(wide.root.kind === 'branch' && wide.root.members.length).toBeLessThan(3001);
    expect(JSON.stringify(outline(`${'['.repeat(5000)}1${']'.repeat(5000)}`)).length).toBeLessThan(
      20_000,
    );
    const long = outline(JSON.stringify('y'.repeat(100_000)));
    expect(long.isCut).toBe(true);
    expect(long.root.kind === 'leaf' && long.root.text.length).toBeLessThan(20_010);
  });
});
