import { describe, expect, it } from 'vitest';
import { entityTag, isAnyTag, listsTag } from './validator';

const tag = entityTag(['revision', '/simulations', '?a=b', 'files']);

describe('the tag of an answer', () => {
  it('is a weak ETag that fits into a header', () => {
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/);
  });

  it('changes with any part, and when text moves from one part to the next', () => {
    const others = [
      ['revision 2', '/simulations', '?a=b', 'files'],
      ['revision', '/simulation', '?a=b', 'files'],
      ['revision', '/simulations', '?a=c', 'files'],
      ['revision', '/simulations', '?a=b', 'file'],
      ['revision', '/simulations?a=b', '', 'files'],
      ['revision/simulations', '', '?a=b', 'files'],
    ];
    expect(new Set([tag, ...others.map(entityTag)]).size).toBe(7);
    expect(entityTag(['revision', '/simulations', '?a=b', 'files'])).toBe(tag);
  });
});

describe('If-None-Match', () => {
  it.each([
    ['itself', tag],
    ['its strong form', tag.replace('W/', '')],
    ['a list', `"a", W/"b,c" , ${tag}`],
    ['a list without spaces', `"a",${tag},"b"`],
  ])('lists the tag as %s', (_, header) => {
    expect(listsTag(header, tag)).toBe(true);
  });

  it.each([
    ['nothing', null],
    ['an empty text', ''],
    ['another tag', 'W/"b"'],
    ['a tag without quotes', tag.replaceAll('"', '')],
    ['part of it', tag.slice(0, -4) + '"'],
    ['every tag', '*'],
  ])('does not list it as %s', (_, header) => {
    expect(listsTag(header, tag)).toBe(false);
  });

  it('names every tag by a star alone', () => {
    expect([' * ', '*'].every(isAnyTag)).toBe(true);
    expect([null, '', '"*"', `*, ${tag}`].some(isAnyTag)).toBe(false);
  });
});
