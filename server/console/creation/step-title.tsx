import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import { useEffect, useRef } from "react";

/** The heading of a step. It gets the focus when the step begins, so that screen readers read it out. */
export function StepTitle({
  title,
  takesFocus = true,
}: {
  readonly title: string;
  readonly takesFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <Title headingLevel="h2" size="lg" ref={heading} tabIndex={-1} className="tp-title">
      {title}
    </Title>
  );
}
