import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Form } from "@patternfly/react-core/dist/esm/components/Form";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useId, type FormEvent, type ReactNode } from "react";
import { useWords } from "../words/shared-words.js";
import { CrossState } from "./cross-state.js";
import { ProgressButton } from "./progress-button.js";
import { onTopEscape } from "./top-dialog.js";

/** The question of a dialog, and the action of its button. */
export interface FormDialogProps {
  readonly title: string;
  /** The text to read first, below the title. */
  readonly description?: string;
  /** The label and action of the button, as in "Delete token". */
  readonly action: string;
  readonly variant?: "primary" | "warning" | "danger";
  /** Shown above the fields: why the last try did nothing. */
  readonly problem?: string | undefined;
  /** The action of the button has begun. It cannot be taken back, and its answer may be shown only once: the dialog stays open. */
  readonly isRunning: boolean;
  /** The dialog can be closed meanwhile, because nothing is lost, and the answer may take long: somebody else gives it. */
  readonly closesWhileRunning?: boolean;
  readonly isDisabled?: boolean;
  /** Something is shown that is shown only once. Escape, which is pressed by mistake, too, does not close the dialog then. */
  readonly holdsSecret?: boolean;
  /** It has many fields. */
  readonly isWide?: boolean;
  /**
   * The browser does not submit a field that it cannot read, such as a date that is half typed: its value would be empty.
   * Otherwise the browser checks nothing, because it knows other rules than the server.
   */
  readonly browserChecks?: boolean;
  /** The label of the other button. */
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
  closesWhileRunning = false,
  holdsSecret = false,
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
  const titleId = `${id}-title`;
  const words = useWords();
  const isHeld = isRunning && !closesWhileRunning;
  const close = () => {
    if (!isHeld) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isRunning && !isDisabled) onSubmit();
  };
  return (
    <Modal
      isOpen
      variant={isWide ? "medium" : "small"}
      onClose={close}
      onEscapePress={holdsSecret ? () => {} : onTopEscape(titleId, close)}
      aria-labelledby={titleId}
    >
      <CrossState titleId={titleId} isHeld={isHeld} />
      <ModalHeader
        labelId={titleId}
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
        {/* Unlike a disabled button, it keeps the focus. */}
        <Button variant="link" isAriaDisabled={isHeld} onClick={close}>
          {cancel ?? words.cancel}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
