import { Notice } from '@/components/ui/notice';

/** Shown when a run records no state, with instructions for the next run. */
export function NoState() {
  return (
    <Notice title="This run records no state">
      <p>
        Its files hold no STATE events, and there are no checkpoints beside them. The world at a
        turn is put together from these.
      </p>
      <p>
        Run the simulation with the verbosity <code>STATE</code> or <code>DETAIL</code>:{' '}
        <code>{"new EventWriter({ verbosity: 'STATE', … })"}</code> here,{' '}
        <code>event_verbosity=VerbosityLevel.STATE</code> in Python.
      </p>
    </Notice>
  );
}
