/** A node of a Markdown tree, as far as it is changed here. */
interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

/** The processor that a plugin extends, as far as it is used here. */
interface MarkdownProcessor {
  data(): object;
}

/**
 * A plugin of remark for prompts and answers: tags are text with Markdown inside, because prompts have tags of all kinds, and
 * line ends are kept, because prompts mean them.
 */
export function asWritten(this: MarkdownProcessor): (tree: MarkdownNode) => void {
  const data: { micromarkExtensions?: unknown[] } = this.data();
  data.micromarkExtensions = [
    ...(data.micromarkExtensions ?? []),
    { disable: { null: ['htmlFlow', 'htmlText'] } },
  ];
  return keepLineEnds;
}

function keepLineEnds(node: MarkdownNode): void {
  node.children =
    node.children?.flatMap((child) => {
      if (child.type === 'text') return linesOf(child.value ?? '');
      if (child.children !== undefined) keepLineEnds(child);
      return [child];
    }) ?? [];
}

function linesOf(text: string): readonly MarkdownNode[] {
  return text
    .split('\n')
    .flatMap((value, at) => [...(at === 0 ? [] : [{ type: 'break' }]), { type: 'text', value }]);
}
