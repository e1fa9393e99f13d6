/** A time of day, `13:07`; the date is in the tooltip. */
export function ClockTime({ atMs }: { readonly atMs: number }) {
  const at = new Date(atMs);
  const clock = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return (
    <time dateTime={at.toISOString()} title={at.toLocaleString('en-GB')}>
      {clock}
    </time>
  );
}
