/** What the tour does with the page, so that a step has its element. */
export interface TourTarget {
  readonly openEvents: () => void;
  /** Selects the event that the tour is about. */
  readonly selectPeak: () => void;
}

/** A step of the tour: a text about an element of the page. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** Selects the element; of several, the first one that is seen counts. */
  readonly selector: string;
  /** Brings the element onto the page. */
  readonly prepare: (target: TourTarget) => void;
}

export const TOUR_STEPS: readonly TourStep[] = [
  {
    title: 'Filters',
    text: 'Filters narrow the timeline and the table together. Under Kind, tick grain_price: each event left is a change of the price of grain.',
    selector: 'aside[aria-label="Filters"], [data-tour="filters"]',
    prepare: (target) => target.openEvents(),
  },
  {
    title: 'Timeline',
    text: 'Turns go from left to right, with a lane for each agent. Drag over the chart to choose turns. The keys w, a, s and d zoom and move.',
    selector: 'section[aria-label="Timeline"]',
    prepare: (target) => target.openEvents(),
  },
  {
    title: 'A row of the table',
    text: 'Each row is an event. This one is the highest price of grain. The inspector shows all that the selected event holds.',
    selector: '[role="grid"] [role="row"][aria-selected="true"]',
    prepare(target) {
      target.openEvents();
      target.selectPeak();
    },
  },
  {
    title: 'Why?',
    text: 'Why? opens the causes and effects of the event. Follow the causes of this price back to turn 10, where a model gave no answer.',
    selector: '[data-tour="why"]',
    prepare(target) {
      target.openEvents();
      target.selectPeak();
    },
  },
  {
    title: 'State',
    text: 'State has every variable at the end of a turn, its course over the run, and what differs between two turns.',
    selector: '#view-state',
    prepare: (target) => target.openEvents(),
  },
];
