import { describe, expect, it } from 'vitest';
import { findRanges, MAX_MATCHES } from './find-ranges';

function found(html: string, wanted: string): readonly string[] {
  document.body.innerHTML = html;
  return findRanges(document.body, wanted).map(String);
}

describe('finding a text on the page', () => {
  it('ignores case, and goes over emphasis', () => {
    expect(found('<p>Gr<b>ai</b>n and GRAIN</p>', 'grain')).toEqual(['Grain', 'GRAIN']);
  });

  it('does not join two blocks', () => {
    expect(found('<p>one</p><p>two</p>', 'onetwo')).toEqual([]);
    expect(found('<p>one</p><p>two</p>', 'two')).toEqual(['two']);
  });

  it('finds folded lines, and leaves out what is not of the text', () => {
    const html =
      '<details><div>grain</div></details><div data-no-find=""><button>grain</button></div>';
    expect(found(html, 'grain')).toEqual(['grain']);
  });

  it('is bounded', () =>
    expect(found(`<p>${'a'.repeat(9000)}</p>`, 'a')).toHaveLength(MAX_MATCHES));

  it('finds nothing for nothing', () => expect(found('<p>a</p>', '')).toEqual([]));
});
