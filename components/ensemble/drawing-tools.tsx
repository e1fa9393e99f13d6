'use client';

import { DropdownMenu } from 'radix-ui';
import type { RefObject } from 'react';
import { download, saveDrawing } from '@/components/save-drawing';
import { Button } from '@/components/ui/button';
import { csvText } from '@/components/ui/csv-text';
import menu from '@/components/ui/menu.module.css';
import { tableTexts, type TableColumn } from './table-column';

/** Switches between a drawing and its table, and saves either. */
export function DrawingTools<Row>({
  name,
  fileName,
  isTable,
  drawing,
  columns,
  rows,
  onTable,
}: {
  /** What is drawn, for screen readers: `the bands`. */
  readonly name: string;
  /** Without its ending. */
  readonly fileName: string;
  readonly isTable: boolean;
  readonly drawing: RefObject<SVGSVGElement | null>;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly onTable: (isTable: boolean) => void;
}) {
  function saveCsv() {
    const text = csvText(tableTexts(columns, rows));
    download(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${fileName}.csv`);
  }
  function savePicture(as: 'svg' | 'png') {
    if (drawing.current !== null) void saveDrawing(drawing.current, as, fileName);
  }
  return (
    <>
      <Button
        aria-pressed={isTable}
        aria-label={`Table of ${name}`}
        onClick={() => onTable(!isTable)}
      >
        Table
      </Button>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button>
            Save as<span className="visually-hidden">: {name}</span>
            <span aria-hidden="true">▾</span>
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menu['menu'] ?? ''} align="end" sideOffset={4}>
            {(['svg', 'png'] as const).map((as) => (
              <DropdownMenu.Item
                key={as}
                className={menu['item'] ?? ''}
                disabled={isTable}
                onSelect={() => savePicture(as)}
              >
                {as === 'svg' ? 'SVG: the drawing' : 'PNG: the drawing as a picture'}
              </DropdownMenu.Item>
            ))}
            <DropdownMenu.Item className={menu['item'] ?? ''} onSelect={saveCsv}>
              CSV: the table
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </>
  );
}
