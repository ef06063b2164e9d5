/** Lit's `repeat` leaves the closing comment of each item that it takes away (3.3.3): whoever plays for hours sweeps. */

/** So many comments may be there for good: markers of the template around the list. */
const SPARE = 16;

const isEmptyComment = (node: ChildNode | null): boolean =>
  node?.nodeType === Node.COMMENT_NODE && node.nodeValue === "";

const isComment = (node: ChildNode | null): boolean => node?.nodeType === Node.COMMENT_NODE;

/**
 * Takes away what is left of items that are gone. Items must have an element or text at both ends: then a marker
 * in use stands beside it, and one left over among other comments.
 */
export function sweep(list: Element): void {
  if (list.childNodes.length < 3 * list.childElementCount + SPARE) return;
  let node = list.firstChild;
  while (node) {
    const next: ChildNode | null = node.nextSibling;
    if (isEmptyComment(node) && isComment(node.previousSibling) && (next === null || isComment(next))) node.remove();
    node = next;
  }
}
