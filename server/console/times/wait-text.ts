const twoDigits = (part: number) => String(part).padStart(2, "0");

/** How long to wait, as in `45 s`, `4:05` or `3:00:00`. @param second the sign of a second in the language of the page. */
export function waitText(seconds: number, second = "s"): string {
  if (seconds < 100) return `${seconds} ${second}`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours === 0 ? `${minutes}:${twoDigits(rest)}` : `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}`;
}
