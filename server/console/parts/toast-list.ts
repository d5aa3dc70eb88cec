export interface Toast {
  readonly title: string;
  readonly variant: "success" | "danger" | "warning" | "info";
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** A toast that is shown. */
export interface ShownToast extends Toast {
  readonly id: number;
}

/** The toasts of a page, for what is in it and for what is around it. */
export interface ToastList {
  readonly say: (toast: Toast) => void;
  readonly close: (id: number) => void;
  /** Closes all: they are of a session that has ended. */
  readonly clear: () => void;
  readonly shown: () => readonly ShownToast[];
  /** Calls a listener whenever others are shown. @returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** No more than so many are shown at once: the newest. */
const MAX_SHOWN = 4;

export function createToastList(): ToastList {
  let shown: readonly ShownToast[] = [];
  let last = 0;
  const listeners = new Set<() => void>();
  const show = (changed: readonly ShownToast[]) => {
    shown = changed;
    for (const listener of listeners) listener();
  };
  return {
    say(toast) {
      last += 1;
      show([...shown.slice(1 - MAX_SHOWN), { ...toast, id: last }]);
    },
    close: (id) => show(shown.filter((toast) => toast.id !== id)),
    clear: () => show([]),
    shown: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
