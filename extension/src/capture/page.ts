/** Where we are, also in frames without an address of their own (srcdoc, blob:, about:blank). */

/** The host name that the page's rights come from; "" where there is none. */
export function pageHost(): string {
  return hostOf(location.host ? location.origin : self.origin);
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).hostname;
  } catch {
    return "";
  }
}

/** Path and query of the page, or of the page a frame without an address stands in. */
export function pagePath(): string {
  return addressed(window);
}

function addressed(frame: Window): string {
  try {
    const { protocol, pathname, search } = frame.location;
    if (/^https?:$/.test(protocol) || frame.parent === frame) return pathname + search;
    return addressed(frame.parent);
  } catch {
    return ""; // framed by another origin
  }
}

let known = { href: "", address: "" };

/** The address that match patterns are tried on. Asked for each keystroke, so remembered as long as nothing moves. */
export function pageAddress(): string {
  const { href } = location;
  if (href === known.href) return known.address;
  const own = /^https?:/.test(href);
  const address = `${own ? location.origin : self.origin}${pagePath()}`;
  // A frame without an address of its own moves with the page around it.
  known = { href: own ? href : "", address };
  return address;
}
