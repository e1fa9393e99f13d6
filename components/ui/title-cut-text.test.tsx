import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { TitleCutText } from './title-cut-text';

function show(widthPx: number, title?: string) {
  render(
    <>
      <TitleCutText />
      <span style={{ textOverflow: 'ellipsis' }} title={title}>
        agent_29999
      </span>
    </>,
  );
  const text = screen.getByText('agent_29999');
  // jsdom has no layout: the text takes 80 px.
  Object.defineProperties(text, {
    scrollWidth: { value: 80 },
    clientWidth: { value: widthPx, configurable: true },
  });
  fireEvent.pointerOver(text);
  return text;
}

describe('a text that its place cuts short', () => {
  it('is shown completely in a tooltip', () => {
    expect(show(40).title).toBe('agent_29999');
  });

  it('has no tooltip once it fits', () => {
    const text = show(40);
    Object.defineProperty(text, 'clientWidth', { value: 100 });
    fireEvent.pointerOver(text);
    expect(text.hasAttribute('title')).toBe(false);
  });

  it('keeps a title of its own', () => {
    expect(show(40, 'an agent').title).toBe('an agent');
  });

  it('has no tooltip where it fits', () => {
    expect(show(100).hasAttribute('title')).toBe(false);
  });
});
