import { answerLayout, type LayoutReply, type LayoutRequest } from './layout-message';

/** Lays out graphs in a worker, so that the page stays responsive. */
self.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  const reply: LayoutReply = answerLayout(data);
  self.postMessage(reply);
});
