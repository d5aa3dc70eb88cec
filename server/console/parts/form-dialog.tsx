import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useId, type FormEvent, type ReactNode } from "react";
import { useWords } from "../words/shared-words.js";
import { CloseLabel } from "./close-label.js";
import { ProgressButton } from "./progress-button.js";

/** What is asked in a dialog, and what its button does. */
export interface FormDialogProps {
  readonly title: string;
  /** What to know first, below the title. */
  readonly description?: string;
  /** What the button says and does, as in "Delete token". */
  readonly action: string;
  readonly variant?: "primary" | "warning" | "danger";
  /** Shown above the fields: why the last try did nothing. */
  readonly problem?: string | undefined;
  readonly isRunning: boolean;
  readonly isDisabled?: boolean;
  /** It has many fields. */
  readonly isWide?: boolean;
  /**
   * The browser does not submit a field that it cannot read, such as a date that is half typed: its value would be empty.
   * Otherwise the browser checks nothing, because it knows other rules than the server.
   */
  readonly browserChecks?: boolean;
  /** What the other button says. */
  readonly cancel?: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** More buttons, between the two. */
  readonly moreActions?: ReactNode;
  readonly children?: ReactNode;
}

/** A dialog with a form: one button does it, the other leaves everything as it is. */
export function FormDialog({
  title,
  description,
  action,
  variant = "primary",
  problem,
  isRunning,
  isDisabled = false,
  isWide = false,
  browserChecks = false,
  cancel,
  onSubmit,
  onClose,
  moreActions,
  children,
}: FormDialogProps) {
  const id = useId();
  const words = useWords();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isRunning && !isDisabled) onSubmit();
  };
  return (
    <Modal isOpen variant={isWide ? "medium" : "small"} onClose={onClose} aria-labelledby={`${id}-title`}>
      <CloseLabel titleId={`${id}-title`} />
      <ModalHeader
        labelId={`${id}-title`}
        title={title}
        description={description}
        {...(variant === "primary"
          ? {}
          : { titleIconVariant: variant, titleScreenReaderText: words.alerts[variant] })}
      />
      <ModalBody>
        <Form id={id} noValidate={!browserChecks} onSubmit={submit}>
          {problem === undefined ? null : (
            <Alert
              isInline
              isLiveRegion
              variant="danger"
              variantLabel={words.alerts.danger}
              title={problem}
              component="p"
            />
          )}
          {children}
        </Form>
      </ModalBody>
      <ModalFooter>
        <ProgressButton
          type="submit"
          form={id}
          variant={variant}
          isRunning={isRunning}
          isDisabled={isDisabled}
        >
          {action}
        </ProgressButton>
        {moreActions}
        <Button variant="link" onClick={onClose}>
          {cancel ?? words.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
