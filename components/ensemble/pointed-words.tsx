'use client';

import type { RunLine } from './band-plot';
import { usePointed, type PointedRun } from './pointed-run';
import { readoutOf } from './readout';

/** The readout of the pointed run, for screen readers. */
export function PointedWords({
  pointed,
  lines,
  turns,
  nameOf,
}: {
  readonly pointed: PointedRun;
  readonly lines: ReadonlyMap<string, RunLine>;
  readonly turns: readonly number[];
  readonly nameOf: (run: string) => string;
}) {
  const words = usePointed(pointed, (now) => {
    const line = now === null ? undefined : lines.get(now.run);
    if (now === null || line === undefined) return '';
    return readoutOf(line, now.at, turns, nameOf(line.run)).words.join(', ');
  });
  return (
    <p role="status" className="visually-hidden">
      {words}
    </p>
  );
}
