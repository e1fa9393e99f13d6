import { describe, expect, it } from 'vitest';
import { wheelMovement } from './wheel-movement';

describe('the wheel', () => {
  const wheel = {
    deltaX: 0,
    deltaY: 0,
    deltaMode: 0,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
  };
  it('zooms in when turned away, and pans sideways', () => {
    const zoom = wheelMovement({ ...wheel, deltaY: -100 }, false);
    expect(zoom.kind === 'zoom' && zoom.factor).toBeGreaterThan(1.2);
    expect(wheelMovement({ ...wheel, deltaX: 30, deltaY: 4 }, true)).toEqual({
      kind: 'pan',
      px: 30,
    });
    expect(wheelMovement({ ...wheel, deltaY: 50, shiftKey: true }, true)).toEqual({
      kind: 'pan',
      px: 50,
    });
  });

  it('scrolls lanes that have more than is in view, but with Ctrl', () => {
    expect(wheelMovement({ ...wheel, deltaY: 100 }, true)).toEqual({ kind: 'none' });
    expect(wheelMovement({ ...wheel, deltaY: 100, ctrlKey: true }, true).kind).toBe('zoom');
  });

  it('counts lines as their height, and takes no leap', () => {
    const lines = wheelMovement({ ...wheel, deltaY: -3, deltaMode: 1 }, false);
    expect(lines).toEqual(wheelMovement({ ...wheel, deltaY: -48 }, false));
    const leap = wheelMovement({ ...wheel, deltaY: -9000 }, false);
    expect(leap.kind === 'zoom' && leap.factor).toBeLessThan(2);
  });
});
