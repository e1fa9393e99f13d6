import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '@/lib/events/event-type';
import { typeGlyph } from './type-glyph';

describe('typeGlyph', () => {
  it('gives every type a character, a shape and a colour of its own', () => {
    const glyphs = [...EVENT_TYPES, 'WEATHER'].map(typeGlyph);
    expect(new Set(glyphs.map(({ character }) => character)).size).toBe(glyphs.length);
    expect(new Set(glyphs.map(({ path }) => path)).size).toBe(glyphs.length);
    expect(new Set(glyphs.map(({ color }) => color)).size).toBe(glyphs.length);
  });

  it('shows the ENV of llm-sim as a state change', () => {
    expect(typeGlyph('ENV')).toEqual(typeGlyph('STATE'));
  });

  it('keeps any name of an unknown type', () => {
    expect(typeGlyph('Weather').name).toBe('Weather');
    expect(typeGlyph('constructor').character).toBe('○');
  });
});
