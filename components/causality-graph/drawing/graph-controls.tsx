import { keyHint } from '@/components/commands/key-hint';
import { Button } from '@/components/ui/button';
import { FIT_COMMAND, NEAR_COMMAND, ZOOM_IN_COMMAND, ZOOM_OUT_COMMAND } from './graph-commands';
import type { SaveAs } from '@/components/save-drawing';
import type { GraphZoom } from './use-graph-zoom';
import styles from './graph-controls.module.css';

/** Buttons for zooming and for saving the graph as a file. */
export function GraphControls({
  zoom,
  onFit,
  onShowNear,
  onSave,
}: {
  readonly zoom: GraphZoom;
  readonly onFit: () => void;
  /** `undefined` while the near cards are shown. */
  readonly onShowNear: (() => void) | undefined;
  readonly onSave: (as: SaveAs) => void;
}) {
  return (
    <div className={styles['controls']}>
      <div role="group" aria-label="Zoom">
        <Button onClick={zoom.zoomOut} aria-label="Zoom out" {...keyHint(ZOOM_OUT_COMMAND)}>
          −
        </Button>
        <Button onClick={zoom.zoomIn} aria-label="Zoom in" {...keyHint(ZOOM_IN_COMMAND)}>
          +
        </Button>
        <Button onClick={onFit} {...keyHint(FIT_COMMAND)}>
          Fit
        </Button>
        {onShowNear === undefined ? null : (
          <Button onClick={onShowNear} {...keyHint(NEAR_COMMAND)}>
            Near
          </Button>
        )}
      </div>
      <div role="group" aria-label="Save the graph">
        <Button onClick={() => onSave('svg')} title="Save as SVG, to be opened anywhere">
          SVG
        </Button>
        <Button onClick={() => onSave('png')} title="Save as PNG, twice its size">
          PNG
        </Button>
      </div>
    </div>
  );
}
