/** WebExtension match patterns, as far as site files use them: scheme, host with a leading `*.`, path with `*`. */

export function matchesPattern(pattern: string, address: string): boolean {
  const parts = /^(\*|https?):\/\/([^/]+)(\/.*)$/.exec(pattern);
  if (!parts) return false;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  const [, scheme = "", host = "", path = ""] = parts;
  const schemes = scheme === "*" ? ["http:", "https:"] : [`${scheme}:`];
  return (
    schemes.includes(url.protocol) && onHost(host, url.hostname) && glob(path).test(url.pathname + url.search)
  );
}

function onHost(pattern: string, host: string): boolean {
  if (pattern === "*") return true;
  if (pattern.startsWith("*.")) return host === pattern.slice(2) || host.endsWith(pattern.slice(1));
  return host === pattern;
}

function glob(path: string): RegExp {
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`);
}
