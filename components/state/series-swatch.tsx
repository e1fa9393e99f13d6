import { seriesStroke } from './series-stroke';

/** A sample of a series' line, with its colour and dashes. */
export function SeriesSwatch({ at }: { readonly at: number }) {
  return (
    <svg width="22" height="8" aria-hidden="true" style={{ flex: 'none' }}>
      <line x1="0" x2="22" y1="4" y2="4" strokeWidth="2" style={seriesStroke(at)} />
    </svg>
  );
}
