import { typeGlyph } from './type-glyph';
import styles from './event-type-badge.module.css';

/** Glyph and lower-case name of an event type, in its colour. */
export function EventTypeBadge({
  eventType,
  shortName,
}: {
  readonly eventType: string;
  /** For places where the full name does not fit. */
  readonly shortName?: string | undefined;
}) {
  const { name, color } = typeGlyph(eventType);
  return (
    <span className={styles['badge']} style={{ color }}>
      <EventTypeGlyph eventType={eventType} />
      <span className={styles['name']}>{shortName ?? name}</span>
    </span>
  );
}

/** The glyph alone. The caller must name the type in text nearby. */
export function EventTypeGlyph({ eventType }: { readonly eventType: string }) {
  const { path, isOutline, color } = typeGlyph(eventType);
  return (
    <svg
      className={styles['glyph']}
      viewBox="0 0 10 10"
      width="10"
      height="10"
      aria-hidden="true"
      style={{ color }}
    >
      <path
        d={path}
        fill={isOutline ? 'none' : 'currentColor'}
        stroke={isOutline ? 'currentColor' : 'none'}
        strokeWidth="1.4"
      />
    </svg>
  );
}
