import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '@/lib/events/event-type';
import { eventTypeMark } from './event-type-mark';

describe('eventTypeMark', () => {
  it('gives every type a glyph, a shape and a colour of its own', () => {
    const marks = [...EVENT_TYPES, 'WEATHER'].map(eventTypeMark);
    expect(new Set(marks.map((mark) => mark.glyph)).size).toBe(marks.length);
    expect(new Set(marks.map((mark) => mark.path)).size).toBe(marks.length);
    expect(new Set(marks.map((mark) => mark.color)).size).toBe(marks.length);
  });

  it('shows the ENV of llm-sim as the state change it is', () => {
    expect(eventTypeMark('ENV')).toEqual(eventTypeMark('STATE'));
  });

  it('keeps any name of an unknown type', () => {
    expect(eventTypeMark('Weather').name).toBe('Weather');
    expect(eventTypeMark('constructor').glyph).toBe('○');
  });
});
