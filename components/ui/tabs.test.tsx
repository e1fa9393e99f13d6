import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Tabs } from './tabs';

const ITEMS = [
  { id: 'events', label: 'Events' },
  { id: 'causality', label: 'Causality' },
] as const;

describe('tabs', () => {
  it('are one stop for Tab, and arrows go round', () => {
    const onSelect = vi.fn<(id: string) => void>();
    render(<Tabs label="Views" idPrefix="v" items={ITEMS} selected="events" onSelect={onSelect} />);
    expect(screen.getAllByRole('tab').map((tab) => tab.tabIndex)).toEqual([0, -1]);
    fireEvent.keyDown(screen.getByRole('tab', { name: 'Events' }), { key: 'ArrowLeft' });
    expect(onSelect).toHaveBeenCalledExactlyOnceWith('causality');
    expect(document.activeElement?.textContent).toBe('Causality');
  });
});
