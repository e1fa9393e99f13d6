import { describe, expect, it } from 'vitest';
import { markdownChunks } from './markdown-chunks';

const PARAGRAPH = `${'word '.repeat(100)}\n\n`;

describe('chunks of Markdown', () => {
  it('are the text, cut between paragraphs', () => {
    const text = PARAGRAPH.repeat(100);
    const chunks = markdownChunks(text);
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.join('')).toBe(text);
    for (const chunk of chunks) expect(chunk.endsWith('\n\n')).toBe(true);
  });

  it('keep a block of code together, and continue a very long one as code', () => {
    const code = `\`\`\`\n${'let a = 1;\n\n'.repeat(1000)}\`\`\`\n`;
    expect(markdownChunks(code)).toEqual([code]);
    const [first, second] = markdownChunks(`~~~~\n${'let a = 1;\n\n'.repeat(4000)}~~~~\nend`);
    expect(first?.startsWith('~~~~\n')).toBe(true);
    expect(second?.startsWith('~~~~\nlet a')).toBe(true);
  });

  it('are short although a line is long', () => {
    const text = 'x'.repeat(500_000);
    const chunks = markdownChunks(text);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(24_000);
    expect(chunks.join('')).toBe(text);
  });

  it('of nothing are none', () => expect(markdownChunks('')).toEqual([]));
});
