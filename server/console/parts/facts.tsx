import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from "@patternfly/react-core/dist/esm/components/DescriptionList";
import type { ReactNode } from "react";

/** Names with their values, one below the other. */
export function Facts({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DescriptionList isHorizontal isCompact aria-label={label}>
      {children}
    </DescriptionList>
  );
}

/** A name with its value, and what can be done about it. */
export function Fact({
  name,
  actions,
  children,
}: {
  readonly name: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{name}</DescriptionListTerm>
      <DescriptionListDescription>
        <div className="tp-row">
          <div>{children}</div>
          {actions}
        </div>
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}
