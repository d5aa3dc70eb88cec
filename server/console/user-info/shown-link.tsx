import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Content } from "@patternfly/react-core/dist/esm/components/Content";
import { Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core/dist/esm/components/Modal";
import { useId } from "react";
import { CopyButton } from "../fields/copy-button.js";

/** Shows a link once. */
export function ShownLink({
  title,
  link,
  onClose,
}: {
  readonly title: string;
  readonly link: string;
  readonly onClose: () => void;
}) {
  const id = useId();
  return (
    // Escape is pressed by mistake, too, and the link is shown only now.
    <Modal isOpen variant="small" aria-labelledby={id} onClose={onClose} onEscapePress={() => {}}>
      <ModalHeader labelId={id} title={title} />
      <ModalBody>
        <Content component="p">
          Send it to the person in a way that only this person can read. It works once, within seven days, and
          is shown only now.
        </Content>
        <p className="tp-row">
          <code className="tp-long">{link}</code>
          <CopyButton text={link} />
        </p>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>Close</Button>
      </ModalFooter>
    </Modal>
  );
}
