import type { ReactNode } from "react";

/** Says what went wrong, or what to know. Screen readers read it out when it appears. */
export function Notice({
  kind,
  children,
}: {
  readonly kind: "danger" | "warning" | "info";
  readonly children: ReactNode;
}) {
  return (
    <div role={kind === "danger" ? "alert" : "status"} className={`tp-notice tp-notice-${kind}`}>
      <p>{children}</p>
    </div>
  );
}
