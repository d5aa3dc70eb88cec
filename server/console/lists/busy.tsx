import { Spinner } from "@patternfly/react-core/dist/esm/components/Spinner";
import type { ReactNode } from "react";

/**
 * Rows that are still those of another search or page, while the asked ones are loaded: they stay where they are, so that nothing jumps,
 * but are pale and cannot be clicked, because others come into their place.
 */
export function Busy({
  isBusy,
  label,
  children,
}: {
  readonly isBusy: boolean;
  /** The name of what is loaded, as in "Loading the users". */
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={isBusy ? "tp-busy" : "tp-idle"} aria-busy={isBusy}>
      <div>{children}</div>
      {isBusy ? <Spinner className="tp-busy-sign" size="lg" aria-label={label} /> : null}
    </div>
  );
}
