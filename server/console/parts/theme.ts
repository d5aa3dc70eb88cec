import { keepText, keptText } from "./browser-storage.js";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "tokenplane-theme";
const dark = globalThis.matchMedia("(prefers-color-scheme: dark)");

/** The theme that the person chose in this browser. */
export function chosenTheme(): Theme {
  const kept = keptText("localStorage", KEY);
  return THEMES.find((theme) => theme === kept) ?? "system";
}

function show(): void {
  const theme = chosenTheme();
  const isDark = theme === "dark" || (theme === "system" && dark.matches);
  const { documentElement } = document;
  documentElement.classList.toggle("pf-v6-theme-dark", isDark);
  documentElement.style.colorScheme = isDark ? "dark" : "light";
}

export function chooseTheme(theme: Theme): void {
  keepText("localStorage", KEY, theme);
  show();
}

/** Shows the theme from now on, also after a change of the system's. */
export function startTheme(): void {
  show();
  dark.addEventListener("change", show);
}
