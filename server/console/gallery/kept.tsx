import { type ReactNode, useState } from "react";

/** A field that keeps what is typed. */
export function Kept<Value>({
  first,
  children,
}: {
  readonly first: Value;
  readonly children: (value: Value, onChange: (value: Value) => void) => ReactNode;
}) {
  const [value, setValue] = useState(first);
  return children(value, setValue);
}
