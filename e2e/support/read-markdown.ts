import { readFileSync } from 'node:fs';

/** A fenced block of a document. */
export interface MarkdownBlock {
  /** Empty when the fence names none. */
  readonly language: string;
  readonly code: string;
  /** `FILE:LINE` of its fence. */
  readonly place: string;
}

export interface MarkdownDocument {
  readonly lineCount: number;
  readonly blocks: readonly MarkdownBlock[];
  /** Targets of links and images. */
  readonly links: readonly string[];
  /** Code within sentences. */
  readonly codes: readonly string[];
  /** Anchors of headings, as GitHub makes them. */
  readonly anchors: readonly string[];
}

/** Reads the parts of a Markdown file that can be wrong. @param name how places name the file */
export function readMarkdown(file: string, name: string): MarkdownDocument {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const blocks: MarkdownBlock[] = [];
  const prose: string[] = [];
  let fence: { readonly language: string; readonly at: number } | undefined;
  for (const [at, line] of lines.entries()) {
    const language = /^\s*```(.*)$/.exec(line)?.[1];
    if (fence === undefined && language === undefined) prose.push(line);
    if (language === undefined) continue;
    if (fence === undefined) {
      fence = { language: language.trim(), at };
      continue;
    }
    const code = lines.slice(fence.at + 1, at).join('\n');
    blocks.push({ language: fence.language, code, place: `${name}:${String(fence.at + 1)}` });
    fence = undefined;
  }
  if (fence !== undefined) throw new Error(`${name}:${String(fence.at + 1)} has no closing fence`);
  const sentences = prose.join('\n').replaceAll(/`[^`\n]+`/g, '');
  return {
    lineCount: lines.length,
    blocks,
    links: allOf(sentences, /\]\(([^)\s]+)\)/g),
    codes: allOf(prose.join('\n'), /`([^`\n]+)`/g),
    anchors: allOf(prose.join('\n'), /^#+ (.+)$/gm).map(anchorOf),
  };
}

function allOf(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
