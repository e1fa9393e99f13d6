import { serializeSvg } from './serialize-svg';

export type SaveAs = 'svg' | 'png';

const PNG_SCALE = 2;
/** The largest canvas that browsers draw. */
const MOST_PNG_PX = 8192;

/**
 * Saves a drawing as a self-contained file.
 * @throws when the browser cannot draw it
 */
export async function saveDrawing(svg: SVGSVGElement, as: SaveAs, name: string): Promise<void> {
  const text = await serializeSvg(svg);
  const drawing = new Blob([text], { type: 'image/svg+xml' });
  download(as === 'svg' ? drawing : await drawPng(drawing, svg), `${name}.${as}`);
}

async function drawPng(drawing: Blob, { width, height }: SVGSVGElement): Promise<Blob> {
  const [widthPx, heightPx] = [width.baseVal.value, height.baseVal.value];
  const scale = Math.min(PNG_SCALE, MOST_PNG_PX / Math.max(widthPx, heightPx));
  const image = new Image();
  const url = URL.createObjectURL(drawing);
  try {
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(Math.ceil(widthPx * scale), Math.ceil(heightPx * scale));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('The browser cannot draw.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Has the browser save a file. */
export function download(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
