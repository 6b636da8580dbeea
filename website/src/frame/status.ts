// The line above the field: what went wrong, what waits, and what to do meanwhile. Nobody in danger waits without being told.
import { t } from "./config";
import type { State } from "./state";

export interface Status {
  words: string;
  /** It stands in the conversation too: here it is for those who can't see that. */
  quiet: boolean;
}

const SILENCE: Status = { words: "", quiet: false };
const said = (words: string): Status => ({ words, quiet: false });

/** Return the line; `queued` says that words wait to be sent. */
export function status(state: State, queued: boolean): Status {
  const { phase, pending, awaited } = state;
  if (phase !== "open" && phase !== "beginning") return SILENCE;
  if (phase === "beginning") return queued ? said(t("queued")) : SILENCE;
  if (state.notice) return said(state.notice);
  if (state.offline) return said(t("offline"));
  if (queued) return said(t("queued"));
  if (pending?.state === "failed") return said(t("begin_failed"));
  const underWay = pending?.id ?? awaited;
  if (underWay && state.slow === underWay) return said(t("slow"));
  if (pending) return { words: t(pending.late ? "waiting" : "answering"), quiet: true };
  return awaited ? said(t("answering")) : SILENCE;
}
