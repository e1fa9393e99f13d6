/** Pixels, before zooming. */
export const CARD_WIDTH = 204;
/** A header and two lines of text. */
export const CARD_HEIGHT = 58;
export const CARD_RADIUS = 5;
/** The vertical distance between two cards. */
export const CARD_GAP = 10;
/** The distance between the left edges of two layers. */
export const LAYER_WIDTH = CARD_WIDTH + 40;
