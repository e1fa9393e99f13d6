import { contact } from '@/components/api';

/**
 * The page's fonts that a drawing uses, as a style sheet with embedded files. A font whose file cannot be loaded is left out;
 * the next font of its family is used instead.
 * @param drawing an SVG file
 */
export async function embedFonts(drawing: string): Promise<string> {
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter((rule) => drawing.includes(familyOf(rule)));
  const faces = await Promise.all(rules.map((rule) => embed(rule).catch(() => '')));
  return faces.join('\n');
}

function familyOf({ style }: CSSFontFaceRule): string {
  return style.getPropertyValue('font-family').replaceAll(/^["']|["']$/g, '');
}

async function embed(rule: CSSFontFaceRule): Promise<string> {
  const file = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
  // System fonts need no file.
  if (file === undefined) return '';
  const answer = await contact.ask(new URL(file, rule.parentStyleSheet?.href ?? document.baseURI));
  if (!answer.ok) throw new Error(`${file} cannot be had`);
  const weight = rule.style.getPropertyValue('font-weight') || 'normal';
  const style = rule.style.getPropertyValue('font-style') || 'normal';
  const url = await dataUrl(await answer.blob());
  return `@font-face{font-family:"${familyOf(rule)}";font-weight:${weight};font-style:${style};src:url(${url})}`;
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onloadend = () => {
      if (typeof reader.result === 'string') resolve(reader.result);
      else reject(reader.error ?? new Error('a font cannot be read'));
    };
    reader.readAsDataURL(blob);
  });
}
