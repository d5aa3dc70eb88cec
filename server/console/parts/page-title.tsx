import { Title } from "@patternfly/react-core/dist/esm/components/Title";
import { useEffect, useRef } from "react";

/** The heading of a page. It gets the focus when the page opens, so that screen readers read it out. */
export function PageTitle({ title }: { readonly title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Where the page is scrolled to is for the router to say: after going back, it is the place of before.
    heading.current?.focus({ preventScroll: true });
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
