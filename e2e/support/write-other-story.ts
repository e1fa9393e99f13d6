import { MARKET_STORY_CONFIG, tellMarketStory } from '../../lib/testing/market-story';
import { writeSimulation } from '../../lib/testing/write-simulation';

export const OTHER_STORY_ID = 'market-crisis_6agents_20261004_171530_01';

/** The market story with a longer timeout of models: in turn 10 juno_trader's model answers, and there is no crisis. */
export function writeOtherStory(outputRoot: string): void {
  writeSimulation(
    outputRoot,
    OTHER_STORY_ID,
    tellMarketStory({ simulationId: OTHER_STORY_ID, hasCrisis: false }),
    { config: { ...MARKET_STORY_CONFIG, llm: { ...MARKET_STORY_CONFIG.llm, timeout: 8 } } },
  );
}
