/** Axe on a page: WCAG 2.2 AA and the best practices. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Axe brings its own copy of the same types. */
type AxePage = ConstructorParameters<typeof AxeBuilder>[0]["page"];

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with every rule that the page breaks and where, under the name of the state it is in. */
export async function clean(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as unknown as AxePage }).withTags(TAGS).analyze();
  expect(
    violations.map(({ id, nodes }) => `${state}: ${id} ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
  ).toEqual([]);
}
