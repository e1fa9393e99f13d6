/** Pixels, before zooming. */
export const CARD_WIDTH = 224;
export const CARD_HEIGHT = 44;
export const CARD_RADIUS = 5;
/** The distance between the left edges of two layers. */
export const LAYER_WIDTH = CARD_WIDTH + 56;
