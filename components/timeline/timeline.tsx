'use client';

import type { TimelineAxis } from './timeline-axis';
import { TimelinePlot } from './timeline-plot';
import type { TimelineProps } from './timeline-props';
import { TimelineToolbar } from './timeline-toolbar';
import styles from './timeline.module.css';
import { useAxisModel } from './use-axis-model';

/**
 * The events of a filter along turns or time: the number of each type, in all and by agent on lanes. It fills its container,
 * which must be at least 72 pixels high.
 */
export function Timeline(props: TimelineProps) {
  const { simulation, axis, span, onAxisChange } = props;
  const { model, convertSpan } = useAxisModel(simulation, axis, span);
  const changeAxis = (next: TimelineAxis) => {
    if (next !== axis) void convertSpan(next).then((there) => onAxisChange(next, there));
  };
  if (model === undefined) {
    return (
      <section className={styles['timeline']} aria-label="Timeline">
        <TimelineToolbar axis={axis} onAxisChange={changeAxis} />
        <p className={styles['nothing']}>
          {simulation.event_count === 0 ? 'No events yet.' : 'Looking for idle gaps…'}
        </p>
      </section>
    );
  }
  return <TimelinePlot {...props} model={model} onAxisChange={changeAxis} />;
}
