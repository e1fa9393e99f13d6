import { describe, expect, it } from 'vitest';
import { viewLink } from './view-link';

describe('viewLink', () => {
  it('is this view with the event selected, wherever the table stood', () => {
    const href = 'http://h/view/run%201?event_types=ACTION&event=old&row=40';
    expect(viewLink(href, 'a&b')).toBe('http://h/view/run%201?event_types=ACTION&event=a%26b');
  });
});
