/** The provider's rate limits, while they are near, and how long it takes until they are not. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { UsageState } from "../../src/shared/usage.ts";
import { usePanel } from "./context.ts";
import { Icon } from "./icons.tsx";

type Limits = UsageState["limits"];

export function LimitLine({ limits }: { limits: Limits }): JSX.Element {
  const { text } = usePanel();
  const passed = useSecondsSince(limits);
  const near = limits.filter(({ seconds }) => seconds > passed);
  return (
    <div class="limits" role="status">
      {near.map(({ name, left, seconds }) => (
        <p key={name}>
          <Icon name="warning" />
          <span>
            {text(`limit.${name}`, percentage.format(left))}{" "}
            {/* Read aloud each second it would talk over everything. */}
            <span aria-hidden="true">
              {text("limit.reset", relative.format(Math.ceil(seconds - passed), "second"))}
            </span>
          </span>
        </p>
      ))}
    </div>
  );
}

/** Seconds since these limits came, counted while any of them is still to pass. */
function useSecondsSince(limits: Limits): number {
  const came = useMemo(() => performance.now(), [limits]);
  const [now, setNow] = useState(came);
  const passed = Math.max(0, now - came) / 1000;
  const counts = limits.some(({ seconds }) => seconds > passed);
  useEffect(() => {
    if (!counts) return undefined;
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, [counts]);
  return passed;
}

const percentage = new Intl.NumberFormat(undefined, { style: "percent" });
const relative = new Intl.RelativeTimeFormat();
