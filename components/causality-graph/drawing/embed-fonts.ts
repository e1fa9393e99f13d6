import { contact } from '@/components/api';

/**
 * The page's own fonts that a drawing uses, as the text of a style sheet that holds their files. A font whose file cannot
 * be had is left out: the next one of its family is drawn then.
 * @param drawing a file of SVG
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
  // What is installed on every machine needs no file.
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
