/** Pixels, before zooming. */
export const CARD_WIDTH = 224;
export const CARD_HEIGHT = 44;
export const CARD_RADIUS = 5;
/** From the left edge of one layer's cards to that of the next. */
export const LAYER_WIDTH = CARD_WIDTH + 56;
