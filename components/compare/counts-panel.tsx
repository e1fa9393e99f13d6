import { countOf, formatCount } from '@/components/ui/format-count';
import type { Comparison } from '@/lib/api/client';
import styles from './counts-panel.module.css';
import panels from './panels.module.css';
import { HOW_LOOK } from './how-look';

const PARTS = ['same', 'changed', 'missing', 'extra'] as const;

/** How many events have a counterpart, as one bar and in numbers. */
export function CountsPanel({
  comparison: { counts, turns },
}: {
  readonly comparison: Pick<Comparison, 'counts' | 'turns'>;
}) {
  const reordered = turns.filter(({ is_reordered }) => is_reordered).length;
  return (
    <section className={panels['panel']} aria-label="Events">
      <h2>
        Events <span className={styles['by']}>matched by turn, agent, type, kind</span>
      </h2>
      <div className={styles['bar']} aria-hidden="true">
        {PARTS.filter((part) => counts[part] > 0).map((part) => (
          <span
            key={part}
            className={styles['part']}
            data-how={part}
            style={{ flexGrow: counts[part] }}
          />
        ))}
      </div>
      <dl className={styles['counts']}>
        {PARTS.map((part) => (
          <div key={part}>
            <dt>
              <span className={styles['swatch']} data-how={part} aria-hidden="true" />
              <span className={styles['sign']} aria-hidden="true">
                {HOW_LOOK[part].sign}
              </span>
              {HOW_LOOK[part].word}
            </dt>
            <dd>{formatCount(counts[part])}</dd>
          </div>
        ))}
        <div>
          <dt>
            <span className={styles['swatch']} data-how="moved" aria-hidden="true" />
            <span className={styles['sign']} aria-hidden="true">
              {HOW_LOOK.moved.sign}
            </span>
            reordered
          </dt>
          <dd>{reordered === 0 ? '0' : `in ${countOf(reordered, 'turn')}`}</dd>
        </div>
      </dl>
    </section>
  );
}
