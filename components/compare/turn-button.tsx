import { formatCount } from '@/components/ui/format-count';
import styles from './led-to.module.css';

/** Moves the cursor to a turn. */
export function TurnButton({
  turn,
  onTurn,
}: {
  readonly turn: number;
  readonly onTurn: (turn: number) => void;
}) {
  return (
    <button type="button" className={styles['turn']} onClick={() => onTurn(turn)}>
      turn {formatCount(turn)}
    </button>
  );
}
