import { Notice } from '@/components/ui/notice';

/** What stands where a run says nothing of its state, and how the next one would. */
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
