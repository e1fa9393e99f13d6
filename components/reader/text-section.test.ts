import { describe, expect, it } from 'vitest';
import type { Part, Role } from './message-part';
import { answerStart, labelledPieces, partsText, textSection } from './text-section';

function part(role: Role, text: string): Part {
  return { role, label: role, blocks: [{ kind: 'text', text }], address: '/details/x' };
}

const PARTS = [
  part('system', 'You are ada.'),
  part('assistant', 'Hello.'),
  part('user', 'Turn 2.\nThe world: {"price":{"grain":1}}\nYou: {"cash":2,"debt":0}'),
  part('assistant', 'I wait.'),
  part('field', 'a note'),
];

describe('a section', () => {
  it('has the words of prose, or the size of values', () => {
    const sizes = PARTS.map((_, at) => textSection(PARTS, at)?.size);
    expect(sizes).toEqual(['3 words', '1 word', '65 B', '2 words', '2 words']);
  });

  it('has the values of its text with the words before them', () => {
    const section = textSection(PARTS, 2);
    expect(section && labelledPieces(section)).toMatchObject([
      { id: 'part-2-1', label: 'The world', size: '1 field', isFlat: false },
      { id: 'part-2-2', label: 'You', size: '2 fields', isFlat: true },
    ]);
    expect(section?.text).toBe(PARTS[2] && partsText([PARTS[2]]));
  });

  it('is the answer where the model has the last word', () => {
    expect(PARTS.map((_, at) => textSection(PARTS, at)?.isAnswer)).toEqual([
      ...[false, false, false, true, false],
    ]);
    expect(answerStart(PARTS)).toBe(3);
    expect(answerStart(PARTS.slice(0, 3))).toBe(3);
  });

  it('is none where there is no part', () => expect(textSection(PARTS, 9)).toBeUndefined());
});
