import { describe, expect, it } from 'vitest';
import { jsonText } from '@/components/ui/exact-json';
import { textPieces } from './text-pieces';

function pieces(text: string) {
  return textPieces(text).map((piece) =>
    piece.kind === 'prose' ? piece.text : [piece.label, jsonText(piece.value)],
  );
}

describe('the pieces of a text', () => {
  it('are prose, and values on lines of their own with the words before them', () => {
    expect(pieces('Turn 2.\nThe world: {"price": 1.0}\n[1,2]\nWhat do you decide?')).toEqual([
      'Turn 2.',
      ['The world', '{"price":1.0}'],
      ['', '[1,2]'],
      'What do you decide?',
    ]);
  });

  it('are values over several lines, and values in fences', () => {
    expect(pieces('You: {\n  "cash": 1\n}\nThen\n```json\n{"a": 1}\n```')).toEqual([
      ['You', '{"cash":1}'],
      'Then',
      ['', '{"a":1}'],
    ]);
  });

  it.each([
    'Use {braces} in prose.',
    '{not: "JSON"}',
    '{\n  never closed',
    '- [ ] a task\n- [x] done',
    '[a link](https://example.org)',
    '```ts\n[1]\n```',
    '```\n{ not json }\n```',
    'Nothing: {}',
    '',
  ])('are the text itself for %j', (text) => {
    expect(pieces(text)).toEqual([text].filter((each) => each !== '' || text === ''));
  });

  it('are bounded in number, and take a time that grows with the text alone', () => {
    const many = pieces('{"a":1}\n'.repeat(1000));
    expect(many).toHaveLength(41);
    expect(many.at(-1)).toHaveLength(960 * 8);
    expect(textPieces('{\n'.repeat(90_000))).toHaveLength(1);
    expect(textPieces('```json\n'.repeat(24_000))).toHaveLength(1);
  });
});
