import { Button, type ButtonProps } from "@patternfly/react-core/dist/esm/components/Button";
import { useRef, useState, type ReactNode } from "react";
import { useReturnFocus } from "./return-focus.js";

/** A button that opens a dialog, and has the focus again when the dialog closes. */
export function DialogButton({
  label,
  children,
  ...button
}: Omit<ButtonProps, "children" | "onClick" | "ref"> & {
  /** The label of the button; absent for an icon, which needs an `aria-label`. */
  readonly label?: string;
  /** Makes the dialog. @param close closes it. */
  readonly children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  useReturnFocus(isOpen, opener);
  return (
    <>
      <Button {...button} ref={opener} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen ? children(() => setOpen(false)) : null}
    </>
  );
}
