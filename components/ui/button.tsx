import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` for the main action, `quiet` without a border. Default `plain`. */
  readonly variant?: 'plain' | 'primary' | 'quiet';
}

export function Button({ variant = 'plain', className, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={classNames(styles['button'], styles[variant], className)}
    />
  );
}
