import { MultiBar, type SingleBar } from 'cli-progress';
import { printable } from '../lib/events/printable';
import { interceptWrites } from './intercept-writes';
import type { ProgressItem, ProgressView, Terminal } from './progress-view';

const NAME_WIDTH = 24;
const BAR_WIDTH = 20;

/** Progress as bars at the bottom of a terminal. Other output appears above them. */
export function createProgressBars(terminal: Terminal): ProgressView {
  let drawn: DrawnBars | undefined;
  return {
    show(items, moreCount) {
      if (items.length === 0) {
        this.end();
        return;
      }
      drawn ??= beginBars(terminal);
      drawn.draw(items, moreCount);
    },
    end() {
      drawn?.end();
      drawn = undefined;
    },
  };
}

interface DrawnBars {
  draw(lines: readonly ProgressItem[], moreCount: number): void;
  end(): void;
}

/** The key of the line with the number of further works. */
const MORE = '';

function beginBars(terminal: Terminal): DrawnBars {
  const bars = new MultiBar({
    stream: terminal,
    format: '{name} {bar} {text}',
    barsize: BAR_WIDTH,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    // Cuts long lines, without changing the terminal's own wrapping.
    linewrap: true,
    forceRedraw: true,
    // The frames per second of its own timer, which is not needed: the bars are drawn when they change.
    fps: 1 / 60,
  });
  const byId = new Map<string, SingleBar>();
  const others = interceptWrites([terminal, process.stdout, process.stderr], (text) => {
    // Clears the rest of each line that is overwritten.
    bars.log(text.replaceAll('\n', '\x1b[K\n'));
    bars.update();
  });

  function drawLine(line: ProgressItem, options: { readonly format?: string } = {}): void {
    const name = printable(line.id).slice(0, NAME_WIDTH).padEnd(NAME_WIDTH);
    const payload = { name, text: line.text };
    const bar = byId.get(line.id) ?? bars.create(line.total, line.done, payload, options);
    byId.set(line.id, bar);
    bar.setTotal(line.total);
    bar.update(line.done, payload);
  }

  return {
    draw(lines, moreCount) {
      others.pass(() => {
        const ids = new Set(lines.map(({ id }) => id));
        if (moreCount > 0) ids.add(MORE);
        for (const [id, bar] of byId) {
          if (ids.has(id)) continue;
          bars.remove(bar);
          byId.delete(id);
        }
        for (const line of lines) drawLine(line);
        const more = { id: MORE, done: 0, total: 1, text: `${String(moreCount)} more wait` };
        if (moreCount > 0) drawLine(more, { format: '{text}' });
        bars.update();
      });
    },
    end() {
      others.pass(() => bars.stop());
      others.release();
    },
  };
}
