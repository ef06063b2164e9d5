/** The page: the element, and a copy of the page kept in the browser, so that it opens again without network. */
import { LexiGrain } from "./index";

/** Only once everything is there: nothing must stand between the performer and the first sound. */
async function keepPage(): Promise<void> {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  const element = document.querySelector("lexi-grain");
  if (!import.meta.env.PROD || !serviceWorker || !(element instanceof LexiGrain)) return;
  await element.session.open();
  // Private windows and blocked storage refuse; the page plays all the same.
  await serviceWorker.register("offline.js", { updateViaCache: "none" }).catch(() => undefined);
}

void keepPage();
