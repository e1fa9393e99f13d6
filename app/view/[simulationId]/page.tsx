import type { Metadata } from 'next';
import { Viewer } from '@/components/viewer/viewer';

interface Props {
  readonly params: Promise<{ simulationId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeSegment((await params).simulationId) };
}

export default async function Page({ params }: Props) {
  return <Viewer simulationId={decodeSegment((await params).simulationId)} />;
}

/** Next hands over a path segment as it stands in the URL; one that is no valid encoding is its own name. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
