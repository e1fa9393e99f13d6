'use client';
import { useSearchParams } from 'next/navigation';
import { Suspense, useState } from 'react';
import { CausalityPane } from '@/components/causality-graph/causality-pane';
function Try() {
  const query = useSearchParams();
  const [eventId, setEventId] = useState(query.get('event') ?? 'price');
  const [depth, setDepth] = useState(Number(query.get('depth') ?? 5));
  return (
    <main style={{ height: '100dvh' }}>
      <h1 className="visually-hidden">Try</h1>
      <h2 className="visually-hidden">Try</h2>
      <CausalityPane
        simulationId={query.get('sim') ?? 'crisis'}
        eventId={eventId}
        depth={depth}
        onDepthChange={setDepth}
        onSelectEvent={setEventId}
      />
    </main>
  );
}
export default function Page() {
  return (
    <Suspense>
      <Try />
    </Suspense>
  );
}
