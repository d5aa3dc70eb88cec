import {
  Alert,
  AlertActionCloseButton,
  AlertActionLink,
  AlertGroup,
} from "@patternfly/react-core/dist/esm/components/Alert";
import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import { useWords } from "../words/shared-words.js";
import { createToastList, type ToastList } from "./toast-list.js";
import { useToastsRoom } from "./toasts-room.js";

/** The functions of toasts that pages use. */
export type Toasts = Pick<ToastList, "say" | "clear">;

const Context = createContext<Toasts>(createToastList());

/** How long a toast is shown, in milliseconds; longer while it has the focus or the pointer. */
const SHOWN = 8_000;

/** Short messages about what was done; screen readers read them out. */
export function ToastArea({
  toasts,
  children,
}: {
  readonly toasts: ToastList;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const { close } = toasts;
  const shown = useSyncExternalStore(toasts.subscribe, toasts.shown);
  useToastsRoom(shown.length > 0);
  return (
    <Context.Provider value={toasts}>
      {children}
      <AlertGroup isToast isLiveRegion aria-label={words.messages}>
        {shown.map(({ id, title, variant, action }) => (
          <Alert
            key={id}
            title={title}
            variant={variant}
            variantLabel={words.alerts[variant]}
            component="p"
            // A message about a failure stays until it is closed.
            timeout={variant === "danger" ? false : SHOWN}
            onTimeout={() => close(id)}
            actionClose={
              <AlertActionCloseButton aria-label={`${words.close}: ${title}`} onClose={() => close(id)} />
            }
            {...(action === undefined
              ? {}
              : {
                  actionLinks: (
                    <AlertActionLink
                      onClick={() => {
                        close(id);
                        action.run();
                      }}
                    >
                      {action.label}
                    </AlertActionLink>
                  ),
                })}
          />
        ))}
      </AlertGroup>
    </Context.Provider>
  );
}

export function useToasts(): Toasts {
  return useContext(Context);
}
