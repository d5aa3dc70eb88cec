import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import { useEffect, useRef } from "react";

/** The heading of a page. It gets the focus when the page opens, so that screen readers read it out. */
export function PageTitle({ title }: { readonly title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} · Tokenplane`;
  }, [title]);
  return (
    <Title headingLevel="h1" ref={heading} tabIndex={-1} className="tp-title">
      {title}
    </Title>
  );
}
