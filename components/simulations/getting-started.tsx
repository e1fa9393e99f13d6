import { Notice } from '@/components/ui/notice';
import styles from './getting-started.module.css';

const EVENT_LINE = `{"event_id":"01K6RFJ1A2B3C4D5E6F7G8H9J0","timestamp":"2026-10-04T20:00:00+00:00","turn_number":1,"event_type":"MILESTONE","simulation_id":"my-run","description":"Turn 1 started","details":{"milestone_type":"turn_start"}}`;

/** Instructions for an empty list. */
export function GettingStarted() {
  return (
    <Notice title="There is no simulation here yet">
      <p>
        Causeway reads the event files that a run writes. It looks for them in folders right under
        the path it was started with; the name of the folder is the id of the simulation. Parts that
        were rotated away stand beside the newest one:
      </p>
      <pre className={styles['code']}>{`PATH/
└── my-run/
    ├── events.jsonl
    └── events_2026-10-04_14-25-00.jsonl`}</pre>
      <p>
        <b>Files elsewhere?</b> Stop the server in its terminal and start it with their path, such
        as the <code>output</code> folder of llm-sim:
      </p>
      <pre className={styles['code']}>npm start -- /path/to/output</pre>
      <p>
        <b>A run of your own?</b> Write one JSON object a line to{' '}
        <code>PATH/my-run/events.jsonl</code>, or have <code>EventWriter</code> of this library do
        it:
      </p>
      <pre className={styles['code']}>{EVENT_LINE}</pre>
      <p>A new simulation appears here within seconds, without reloading.</p>
    </Notice>
  );
}
