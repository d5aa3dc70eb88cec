import {
  Alert,
  AlertActionCloseButton,
  AlertActionLink,
  AlertGroup,
} from "@patternfly/react-core/dist/esm/components/Alert";
import { createContext, useContext, useMemo, useState, type ReactNode } from "react";
import { useWords } from "../words/shared-words.js";
import { useToastsRoom } from "./toasts-room.js";

export interface Toast {
  readonly title: string;
  readonly variant: "success" | "danger" | "warning" | "info";
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface Toasts {
  say(toast: Toast): void;
}

const Context = createContext<Toasts>({ say: () => {} });

/** How long a toast is shown, in milliseconds; longer while it has the focus or the pointer. */
const SHOWN = 8_000;

/** Short messages about what was done; screen readers read them out. */
export function ToastArea({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const [shown, setShown] = useState<readonly (Toast & { readonly id: number })[]>([]);
  const toasts = useMemo<Toasts>(() => {
    let last = 0;
    return {
      say(toast) {
        last += 1;
        const id = last;
        setShown((before) => [...before.slice(-3), { ...toast, id }]);
      },
    };
  }, []);
  useToastsRoom(shown.length > 0);
  const close = (id: number) => setShown((before) => before.filter((toast) => toast.id !== id));
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
            // What went wrong stays until it is closed.
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
