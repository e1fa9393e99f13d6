import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createDetailEvent, createMilestoneEvent } from '../events/create-event';
import { makeTestWriter, numbered, startTestWriter, SIMULATION_ID } from './capture-suite';

const turn = () =>
  createMilestoneEvent({
    simulation_id: SIMULATION_ID,
    turn_number: 1,
    milestone_type: 'turn_start',
  });

describe('EventWriter.within', () => {
  it('names the enclosing event as cause, the innermost when they are nested', async () => {
    const { writer } = await startTestWriter();
    const [outer, inner] = [writer.emit(turn()), numbered(1)];
    const seen = writer.within(outer, () => {
      const first = writer.emit(inner);
      const nested = writer.within(inner, () => writer.emit(numbered(2)));
      return [first, nested, writer.emit(numbered(3))].map((event) => event.caused_by);
    });
    expect(seen).toEqual([[outer.event_id], [inner.event_id], [outer.event_id]]);
    expect(outer.caused_by).toBeUndefined();
    expect(writer.emit(numbered(4)).caused_by).toBeUndefined();
  });

  it('writes the cause into the stream and leaves the given object alone', async () => {
    const { writer } = await startTestWriter();
    const event = numbered(1);
    const written = writer.within('cause-1', () => writer.emit(event));
    expect(event).not.toHaveProperty('caused_by');
    expect(written).toEqual({ ...event, caused_by: ['cause-1'] });
  });

  it('takes several causes, events and ids', async () => {
    const { writer } = await startTestWriter();
    const event = numbered(1);
    const written = writer.within([event, 'b'], () => writer.emit(numbered(2)));
    expect(written.caused_by).toEqual([event.event_id, 'b']);
  });

  it('leaves causes that are given, none too, and takes null for not given', async () => {
    const { writer } = await startTestWriter();
    writer.within('around', () => {
      const given = [['own'], [], null, undefined].map(
        (caused_by) => writer.emit({ ...numbered(1), caused_by }).caused_by,
      );
      expect(given).toEqual([['own'], [], ['around'], ['around']]);
    });
  });

  it('never makes an event its own cause', async () => {
    const { writer } = await startTestWriter();
    const event = numbered(1);
    expect(writer.within(event, () => writer.emit(event)).caused_by).toBeUndefined();
    expect(writer.within([event, 'b'], () => writer.emit(event)).caused_by).toEqual(['b']);
  });

  it('keeps agents apart that act at the same time', async () => {
    const { writer } = await startTestWriter();
    const causes = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        writer.within(`decision-${String(i)}`, async () => {
          const seen = [];
          for (let step = 0; step < 5; step++) {
            await (i % 2 === 0 ? setImmediate() : setTimeout(i % 5));
            seen.push(writer.emit(numbered(step)).caused_by?.[0]);
          }
          return seen;
        }),
      ),
    );
    expect(causes).toEqual(
      Array.from({ length: 20 }, (_, i) => Array(5).fill(`decision-${String(i)}`)),
    );
    expect(writer.emit(numbered(1)).caused_by).toBeUndefined();
  });

  it('ends with its work, also when that throws', async () => {
    const { writer } = await startTestWriter();
    expect(() =>
      writer.within('a', () => {
        throw new Error('the agent failed');
      }),
    ).toThrow('the agent failed');
    await expect(
      writer.within('b', async () => {
        await setImmediate();
        throw new Error('the agent failed later');
      }),
    ).rejects.toThrow('later');
    expect(writer.emit(numbered(1)).caused_by).toBeUndefined();
  });

  it('replaces a cause that the verbosity leaves out by the causes around it', async () => {
    const { writer } = await startTestWriter({ verbosity: 'ACTION' });
    const start = writer.emit(turn());
    const thought = createDetailEvent({
      simulation_id: SIMULATION_ID,
      turn_number: 1,
      calculation_type: 'x',
    });
    const inTurn = writer.within(start, () =>
      writer.within(writer.emit(thought), () => writer.emit(numbered(1))),
    );
    expect(inTurn.caused_by).toEqual([start.event_id]);
    expect(writer.within(thought, () => writer.emit(numbered(2))).caused_by).toBeUndefined();
    expect(writer.within([thought, start], () => writer.emit(numbered(3))).caused_by).toEqual([
      start.event_id,
    ]);
  });

  it('keeps writers apart', async () => {
    const [a, b] = [await makeTestWriter(), await makeTestWriter()];
    a.writer.within('of a', () => {
      expect(b.writer.emit(numbered(1)).caused_by).toBeUndefined();
    });
  });
});
