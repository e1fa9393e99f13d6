import { describe, expect, it } from 'vitest';
import { placeCard } from './place-card';

const CARD = { width: 300, height: 150 };
const VIEW = { width: 1000, height: 800 };

describe('the card of the tour', () => {
  it.each([
    ['below', { left: 400, top: 100, width: 100, height: 40 }, { left: 400, top: 150 }],
    ['above', { left: 400, top: 700, width: 100, height: 40 }, { left: 400, top: 540 }],
    ['right of', { left: 0, top: 40, width: 200, height: 760 }, { left: 210, top: 40 }],
    ['left of', { left: 800, top: 40, width: 200, height: 760 }, { left: 490, top: 40 }],
  ])('is %s its element', (_, box, place) => {
    expect(placeCard(box, CARD, VIEW)).toEqual(place);
  });

  it('stays in the window, also without an element and on a phone', () => {
    expect(placeCard(null, CARD, VIEW)).toEqual({ left: 350, top: 325 });
    const wide = { left: 0, top: 0, width: 390, height: 844 };
    expect(placeCard(wide, CARD, wide)).toEqual({ left: 8, top: 686 });
  });
});
